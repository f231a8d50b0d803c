"""Verbs and nouns of harm and wrong: what a doer is said to have done to somebody. One list for all sides."""

from onrecord.reading.wordlists import phrases, words

HARM_VERBS = words(
    """
    abduct abuse airstrike ambush annex arm arrest assassinate assault attack bar batter beat behead besiege block
    blockade blow bomb bombard booby-trap breach break bulldoze burgle burn bury butcher cache capture carry cause cleanse
    collapse commit conceal conscript crush cut damage demolish deny deploy deport deprive desecrate destroy detain
    detonate dig disappear disguise disperse displace divert don drag drive drop dump embed encircle endanger enslave
    evict execute expel explode exploit exterminate extort fabricate fake finance fire flatten flog flood foment force
    fund gas gun hack harass harbour harm hide hijack hit hoard humiliate hurt ignite imprison incite indoctrinate
    infiltrate injure instigate intercept invade jail kidnap kill knife laid launch lay level loot lynch maim march
    massacre menace mine mistreat molest murder mutilate obliterate obstruct occupy open oppress orchestrate oust overrun
    overthrow perpetrate persecute pillage place plant plunder poison position pound prevent provoke pummel pursue put
    raid ram ransack rape raze recruit renege resume riddle rig rob round ruin run sabotage sack seize sexually-assault
    shackle shell shelter shoot shot shut siphon site slaughter slay smuggle snatch sponsor spray stab stage staged starve
    stash station steal stockpile stone store storm strafe strangle strike strip subject suffocate supply take target
    terrorise terrorize threaten throw torch torment torture trample trap uproot use vandalise vandalize violate wage wear
    wipe wound wreck
    """
)
"""A doer of one of these, as the subject of a content's main clause, is accused of it."""

WEAK_HARM_VERBS = words(
    """
    arm arrest bar block break bury cache capture carry cause collapse conceal cut deny deploy detain dig disperse divert
    don drag drive drop dump embed explode exploit finance fire flood force fund hide hoard infiltrate intercept launch
    lay march mine open overrun place plant position prevent provoke pursue put ram recruit resume round run shelter shut
    site stage stash station stockpile store strip subject supply take throw use wear
    """
)
"""Of these, the ones that name harm only with a fitting object or in a fitting place ("used residents as shields")."""

HARM_NOUNS = words(
    """
    abduction abuse aggression aid ambulance ambulances ambush ammunition apartment apartments arson assassination assault
    atrocity attack bakery barn barns barrage blockade bloodshed boat bomb bombardment bombing bombs border boy boys
    breach bridge building buildings bus bystanders camp campaign cattle ceasefire cemetery chapel children church
    churches civilian civilians clash clashes clinic clinics convoy convoys crime crops crowd cruelty dam damage death
    depot destruction detention device disappearance execution explosion explosive explosives extortion factory famine
    ferry fighters fighting fire flat flats food fuel genocide girl girls grain harvest home homes hospital hospitals
    hostage hostages house houses hut huts incident incursion invasion kidnapping killing kindergarten launcher launchers
    library livestock looting loss market massacre medicine men minaret mine minibus missile missiles mistreatment
    monastery mosque mosques mourners murder neighborhood neighbourhood nursery occupation offence offensive orphanage
    passengers patients people pillage playground plunder prisoner prisoners provocation pupil pupils raid rape refugees
    resident residents riot riots road rocket rockets sabotage school schools shell shelling shells shelter shelters
    shield shields ship shooting shop shops shrine siege slaughter soldiers starvation strike student students taxi temple
    tent tents terror terrorism theft torture town truce truck trucks uniform uniforms university unrest vessel village
    villager villagers villages violation violence war warehouse water weapon weapons wedding women worker workers
    worshippers wrongdoing
    """
)

BLAME_PHRASES = phrases(
    """
    responsible for, to blame, guilty of, behind the, behind it, behind this, complicit in, in violation, in breach, as shields,
    as human shields, bears responsibility, bore responsibility, bear responsibility, culpable for, at fault
    """
)
"""Ways of laying blame without a verb of harm."""

PURPOSE_WORDS = words(
    """
    target targeting targets aim aiming aimed intend intended intending intent intention deliberate deliberately intentional
    intentionally purpose purposely wilfully indiscriminate indiscriminately disproportionate
    """
)
"""Words of a denial that is about why or how carefully harm was done, not whether."""

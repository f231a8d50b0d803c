"""Verbs and nouns of harm and wrong: what a doer is said to have done to somebody. One list for all sides."""

from onrecord.reading.wordlists import phrases, words

HARM_VERBS = words(
    """
    abduct abuse airstrike ambush annex arm arrest assassinate assault attack bar batter beat behead besiege block blockade
    blow bomb bombard booby-trap breach break bulldoze burgle burn bury butcher capture carry cause cleanse collapse commit
    conceal conscript crush cut damage demolish deny deploy deport deprive desecrate destroy detain detonate dig disappear
    disguise disperse displace divert don drag drive drop dump embed encircle endanger enslave evict execute expel explode
    exploit exterminate extort fabricate fake finance fire flatten flog flood foment force fund gas gun hack harass harbour
    harm hide hijack hit humiliate hurt ignite imprison incite indoctrinate infiltrate injure instigate intercept invade jail
    kidnap kill knife laid launch lay level loot lynch maim march massacre menace mine mistreat molest murder mutilate
    obliterate obstruct occupy open oppress orchestrate oust overrun overthrow perpetrate persecute pillage plant plunder
    poison pound prevent provoke pummel pursue put raid ram ransack rape raze recruit renege resume riddle rig rob round ruin
    run sabotage sack seize sexually-assault shackle shell shelter shoot shot shut siphon slaughter slay smuggle snatch
    sponsor spray stab stage staged starve station steal stone storm strafe strangle strike strip subject suffocate supply
    take target terrorise terrorize threaten throw torch torment torture trample trap uproot use vandalise vandalize violate
    wage wear wipe wound wreck
    """
)
"""A doer of one of these, as the subject of a content's main clause, is accused of it."""

WEAK_HARM_VERBS = words(
    """
    arm arrest bar block break bury capture carry cause collapse conceal cut deny deploy detain dig disperse divert don drag
    drive drop dump embed explode exploit finance fire flood force fund hide infiltrate intercept launch lay march mine open
    overrun plant prevent provoke pursue put ram recruit resume round run shelter shut stage station strip subject supply take
    throw use wear
    """
)
"""Of these, the ones that name harm only with a fitting object or in a fitting place ("used residents as shields")."""

HARM_NOUNS = words(
    """
    abduction abuse aggression aid ambulance ambulances ambush arson assassination assault atrocity attack barrage blockade
    bloodshed boat bomb bombardment bombing bombs border boy boys breach bridge bus camp campaign cattle ceasefire children
    church civilian civilians clash clashes clinic convoy convoys crime crops cruelty dam damage death destruction detention
    device disappearance execution explosion explosive explosives extortion famine fighters fighting fire food fuel genocide
    girl girls grain harvest home homes hospital hospitals hostage hostages house houses incident incursion invasion
    kidnapping killing livestock looting loss market massacre medicine men mine missile missiles mistreatment mosque murder
    neighborhood neighbourhood occupation offence offensive passengers patients people pillage plunder prisoner prisoners
    provocation pupil pupils raid rape resident residents riot riots road rocket rockets sabotage school schools shell
    shelling shells shelter shelters shield shields ship shooting siege slaughter soldiers starvation strike student students
    terror terrorism theft torture town truce uniform uniforms unrest vessel village villager villagers villages violation
    violence war water weapon weapons women worker workers wrongdoing
    """
)

BLAME_PHRASES = phrases(
    """
    responsible for, to blame, guilty of, behind the, behind it, behind this, complicit in, in violation, in breach, as shields,
    as human shields, bears responsibility, bore responsibility, bear responsibility, culpable for, at fault
    """
)
"""Ways of laying blame without a verb of harm."""

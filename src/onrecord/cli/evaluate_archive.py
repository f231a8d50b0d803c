"""``onrecord evaluate`` on an archive folder: how much of what many reports say together is noticed."""

from functools import partial
from pathlib import Path

from onrecord.errors import WrongUse
from onrecord.evaluation.archive import Account, Noticing, is_archive, load, score
from onrecord.evaluation.archive.altering import altered
from onrecord.evaluation.archive.given import read_noticed
from onrecord.evaluation.archive.lines import archive_lines
from onrecord.evaluation.archive.reading import noticed_in_reports
from onrecord.evaluation.measures import Scored
from onrecord.settings import Settings

MEASURE = "archive"
"""The name of this measure, among the meanings of labels and in a file of floors."""


def check_archive(labelled: Path, save: Path | None, seed: int | None) -> bool:
    """Whether an archive folder is to be measured.

    Raises:
        WrongUse: an option is given that has nothing to work on.
    """
    archive = is_archive(labelled)
    if archive and save:
        raise WrongUse("--save writes the readings of a labelled file, and an archive folder was given", hint="leave out --save")
    if seed is not None and not archive:
        raise WrongUse(f"--altered makes another archive of an archive folder, and {labelled} is none", hint="leave out --altered")
    return archive


def floors_name(seed: int | None) -> str:
    """What a file of floors names this measure; an altered archive has floors of its own."""
    return MEASURE if seed is None else f"{MEASURE} altered {seed}"


def measure_archive(folder: Path, predicted: Path | None, settings: Settings, seed: int | None) -> Scored:
    """What our program, or a file of noticed things, finds in an archive or in the altered one that a seed makes of it."""
    archive = load(folder)
    if seed is not None:
        archive = altered(archive, seed)
    account: Account = read_noticed(predicted, archive) if predicted else noticing(settings)(archive)
    found = score(archive, account)
    return Scored(found.metrics, tuple(archive_lines(found.metrics)), tuple(found.listed()))


def noticing(settings: Settings) -> Noticing:
    """Our program, as it notices things in an archive."""
    return partial(noticed_in_reports, settings=settings)

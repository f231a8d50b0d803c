"""``onrecord evaluate``: how well texts are read, against a labelled file."""

import contextlib
import os
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, BinaryIO

import typer

from onrecord.cli.evaluate_archive import MEASURE, check_archive, floors_name, measure_archive
from onrecord.cli.issues import issue_sentence
from onrecord.cli.printed.measures import print_measures
from onrecord.cli.reader import ReaderName, check_name, read_with
from onrecord.cli.run import Exit, Run, output, run_of, talk, write_json
from onrecord.cli.saving import refuse_source, written_whole
from onrecord.cli.terminal import visible
from onrecord.errors import WrongUse
from onrecord.evaluation import floors
from onrecord.evaluation.counts import Reduction
from onrecord.evaluation.labelled import TEXT_BESIDE, Rows, read_labelled, read_rows
from onrecord.evaluation.measures import MeasureName, Options, Scored, measure
from onrecord.evaluation.predict import as_row, readings_of
from onrecord.ledger import View
from onrecord.records import Party, ReferenceSeries, encode
from onrecord.settings import Settings

_DATE_LEFT_OUT = ("date.impossible", "date.unknown")
"""Codes of what is said of a text that is read, but without the date that its row gives."""

app = typer.Typer(add_completion=False, rich_markup_mode=None)


@app.command()
def evaluate(
    context: typer.Context,
    labelled: Annotated[Path, typer.Argument(metavar="LABELLED", help="Labelled file: JSON Lines, may be .gz; or an archive folder.")],
    predicted: Annotated[
        Path | None, typer.Argument(metavar="PREDICTED", help="Predictions to score; without it our reader reads the labelled texts.")
    ] = None,
    *,
    name: Annotated[MeasureName, typer.Option("--measure", help="What to measure.")] = "reading",
    as_json: Annotated[bool, typer.Option("--json", help="Print all metrics as JSON (fractions).")] = False,
    errors: Annotated[int, typer.Option(metavar="N", min=0, help="List the first N misses and spurious items on standard error.")] = 0,
    save: Annotated[Path | None, typer.Option(metavar="FILE", help="Write the readings made, one JSON object a line.")] = None,
    jaccard: Annotated[
        float, typer.Option(metavar="SHARE", min=0, max=1, help="Least agreement of two contents (reading, attribution).")
    ] = 0.5,
    bootstrap: Annotated[int, typer.Option(metavar="N", min=0, help="Resamplings for 95 % intervals (attribution).")] = 0,
    count: Annotated[str, typer.Option(metavar="MEASURE", help="What to count (counts).")] = "killed",
    reduction: Annotated[Reduction, typer.Option("--reduce", help="How figures become one count (counts).")] = "top",
    stated_only: Annotated[bool, typer.Option("--stated-only", help="Only references that the text states (counts).")] = False,
    without_spans: Annotated[bool, typer.Option("--no-span", help="Do not ask where a figure stands (figures).")] = False,
    traps: Annotated[bool, typer.Option("--traps", help="Also by what makes passages hard (figures).")] = False,
    seed: Annotated[
        int | None, typer.Option("--altered", metavar="SEED", min=0, help="Measure on another archive made of this one (archive).")
    ] = None,
    floor_file: Annotated[
        Path | None, typer.Option("--floors", metavar="FILE", help="Compare with pinned floors; exit 1 below one.")
    ] = None,
    pin: Annotated[bool, typer.Option("--pin", help="Raise the floors to what is reached now.")] = False,
    lower: Annotated[bool, typer.Option("--lower", help="With --pin: lower floors too.")] = False,
    reader: ReaderName = None,
) -> int:
    """Measure how well texts are read against a labelled file.

    The reader is given the id, text, date and parties of each labelled row and nothing else: no case is used, unless
    one is named with --case, whose settings, parties and reference series then count. Statements in the publisher's own
    voice and fragments are left out of the measure of attribution. A text that the reader could not read counts as one in
    which it found nothing, and the exit code is 1.

    An archive folder (reports, series and gold, as examples/archive) is measured by what is noticed across its reports: they
    are read into a case that is thrown away, and the findings are compared with the gold. --altered makes of it, by a seed,
    one with other names, numbers, order and forms of sentences, and measures on that.

    \b
    Example:
      onrecord evaluate labelled.jsonl
      onrecord evaluate figures.jsonl --measure figures --errors 20
      onrecord evaluate articles.jsonl.gz predictions.jsonl \\
        --measure attribution --json
      onrecord evaluate examples/archive --altered 7
    """
    _check_options(predicted, save, reader, floor_file, pin=pin, lower=lower)
    of_archive = check_archive(labelled, save, seed)
    for file in (labelled, predicted, floor_file):
        _refuse_endless(file)
    if save:
        refuse_source(save, (labelled, predicted, floor_file, labelled.parent / TEXT_BESIDE), "--save")
    check_name(reader)
    gold = {} if of_archive else read_labelled(labelled)
    known = _known_floors(floor_file, labelled, floors_name(seed) if of_archive else name, pin=pin) if floor_file else None
    if of_archive:
        with read_with(_settings_of(run_of(context))[0], reader) as settings:
            scored = measure_archive(labelled, predicted, settings, seed)
        _print(MEASURE, scored, as_json=as_json, errors=errors)
        return _with_floors(known, floor_file, scored, labelled, pin=pin, lower=lower, unread=0)
    with written_whole(save, "--save") if save else contextlib.nullcontext() as saved:
        found, unread = (read_rows(predicted), 0) if predicted else _read(gold, run_of(context), reader, saved)
    options = Options(
        jaccard=jaccard,
        bootstrap=bootstrap,
        count=count,
        reduction=reduction,
        stated_only=stated_only,
        without_spans=without_spans,
        traps=traps,
    )
    scored = measure(name, gold, found, options)
    _print(name, scored, as_json=as_json, errors=errors)
    return _with_floors(known, floor_file, scored, labelled, pin=pin, lower=lower, unread=unread)


def _with_floors(
    known: floors.Floors | None, path: Path | None, scored: Scored, labelled: Path, *, pin: bool, lower: bool, unread: int
) -> int:
    """The exit code, after floors were pinned or heeded where there are some."""
    if known is None or path is None:
        return Exit.SOME_UNREAD if unread else Exit.DONE
    if pin:
        return _pin(known, path, scored, labelled, lower=lower, unread=unread)
    return _heed(known, scored) or (Exit.SOME_UNREAD if unread else Exit.DONE)


def _check_options(
    predicted: Path | None, save: Path | None, reader: str | None, floor_file: Path | None, *, pin: bool, lower: bool
) -> None:
    """Refuse options that do not go together, before anything is read.

    Raises:
        WrongUse: when one option has nothing to work on.
    """
    if predicted and reader is not None:
        raise WrongUse("--reader reads texts, and predictions were given", hint="leave out one of them")
    if predicted and save:
        raise WrongUse("--save writes the readings made, and with predictions none are made", hint="leave out one of them")
    if floor_file is None and (pin or lower):
        raise WrongUse("--pin and --lower need --floors FILE")
    if lower and not pin:
        raise WrongUse("--lower says how floors are pinned, and needs --pin", hint="add --pin, or leave out --lower")


def _refuse_endless(file: Path | None) -> None:
    """A pipe may keep us waiting and a device may never end."""
    if file and file.exists() and not file.is_file() and not file.is_dir():
        raise WrongUse(f"{file} is a pipe or a device, no file", hint="copy what it gives to a file, and name that")


def _read(gold: Rows, run: Run, reader: str | None, saved: BinaryIO | None) -> tuple[Rows, int]:
    """What our reader says of the labelled texts, written to ``saved`` too, and how many it could not read; each of these is named."""
    stated, parties, references = _settings_of(run)
    with read_with(stated, reader) as settings:
        readings = list(readings_of(gold, parties=parties, references=references, settings=settings))
        unread = [issue for reading in readings for issue in reading.issues if issue.outcome == "quarantined"]
        for issue in (*unread, *(issue for reading in readings for issue in reading.issues if issue.code in _DATE_LEFT_OUT)):
            talk(issue_sentence(issue))
    if saved:
        saved.writelines(encode(reading) + b"\n" for reading in readings)
    return {identifier: as_row(reading) for identifier, reading in zip(gold, readings, strict=True)}, len(unread)


def _settings_of(run: Run) -> tuple[Settings, Sequence[Party], Sequence[ReferenceSeries]]:
    """Settings, parties and reference series of a case that was named; a case that merely lies about does not count."""
    if run.case is None:
        return Settings(), (), ()
    with View.open(run.existing_case()) as view:
        return view.settings(), view.parties(), view.references()


def _print(name: str, scored: Scored, *, as_json: bool, errors: int) -> None:
    if as_json:
        write_json(scored.metrics)
    else:
        print_measures(name, scored.lines, output())
    for error in scored.errors[:errors]:
        talk("  ".join(visible(str(part)) for part in error))


def _known_floors(path: Path, labelled: Path, name: str, *, pin: bool) -> floors.Floors:
    """The floors to heed or to pin, found to be those of this measure on this file.

    Raises:
        BadInput: when the file holds no floors, or the labelled file has changed since they were pinned.
        WrongUse: when they are of another measure or another file, or are to be pinned in a file that cannot be written.
    """
    known = floors.load(path)
    if known.measure != name:
        hint = "give the folder or the file, and --altered, that they are floors of"
        if not any(measure.startswith(MEASURE) for measure in (known.measure, name)):
            hint = f"add --measure {known.measure}"
        raise WrongUse(f"{path} holds floors of the measure {known.measure}", hint=hint)
    if pin:
        _refuse_another(path, known, labelled, same=labelled.resolve() == (path.parent / known.labelled).resolve())
        if not os.access(path, os.W_OK):
            raise WrongUse(f"--floors {path} cannot be written: it is write-protected", hint="pin in a file that you may write to")
        return known
    floors.labelled_file(known, path)
    _refuse_another(path, known, labelled, same=floors.digest(labelled) == known.sha256)
    return known


def _pin(known: floors.Floors, path: Path, scored: Scored, labelled: Path, *, lower: bool, unread: int) -> int:
    """Pin what is reached now.

    Raises:
        WrongUse: when texts were not read: what is reached without them is no floor.
    """
    if unread:
        message = f"nothing is pinned in {path}: texts that could not be read count as empty ({unread} of them)"
        raise WrongUse(message, hint="pin when all texts can be read")
    floors.save(floors.pinned(known, scored.metrics, labelled, lower=lower), path)
    talk(f"floors pinned in {path}")
    return Exit.DONE


def _heed(known: floors.Floors, scored: Scored) -> int:
    below = list(floors.undercut(known, scored.metrics))
    for sentence in below:
        talk(f"error: {sentence}")
    return Exit.SOME_UNREAD if below else Exit.DONE


def _refuse_another(path: Path, known: floors.Floors, labelled: Path, *, same: bool) -> None:
    """A floor says something of the file that it was reached on and of no other."""
    if not same:
        raise WrongUse(f"{path} holds floors of {known.labelled}, and {labelled} is another file", hint=f"evaluate {known.labelled}")

"""A table, a map or entities go out for other programs, each step in its order."""

import secrets
from collections.abc import Callable, Iterator, Sequence
from hashlib import file_digest, sha256
from pathlib import Path

from onrecord import ledger as house
from onrecord.errors import OnRecordError, WrongUse
from onrecord.export import tables
from onrecord.export.tables import FormatName, Material, Table, Tabled
from onrecord.ledger import View


def export_table(
    view: View,
    names: Sequence[str] | None,
    target: Path,
    *,
    to: FormatName,
    table: Table = "figures",
    redact: bool = False,
    names_may_go_out: bool = False,
    publisher: str | None = None,
) -> Tabled:
    """What some reports say, as people corrected it, as one file for another program. Nothing is entered in the log: it is no evidence.

    1. The place is looked at: nothing is written over, and nothing into the case itself.
    2. Whom the notes of the case protect is asked. Who writes to the case goes on doing so.
    3. Report by report, rows are made, pass what protects names, and are written. No more than one report is held.
    4. Whom the notes protect is asked again, and whether something was erased: what was written before may hold it.
    5. The file gets its name when it is whole.

    Args:
        view: the case.
        names: ids of reports, or their beginnings; None for all reports.
        target: the file to write, which must not be there.
        to: the format.
        table: which table, for a format that has several.
        redact: names that notes give are blacked out, but for those with the role ``other``.
        names_may_go_out: somebody says that names to be protected may.
        publisher: who answers for reviews; needed for those formats.

    Raises:
        NotFound: a name means no report.
        WrongUse: there is no report, the target cannot be written, a package is missing, nobody made an assessment where the format is made
            of these, an erasure is not finished, nothing is to be blacked out, or names would go out and nobody said that they may.
        OnRecordError: the disk is full, or cannot be written.
    """
    form = tables.FORMATS[to]
    if form.of_assessments and not (publisher or "").strip():
        raise WrongUse(f"who publishes the reviews must be named for {to}", hint='give it with --publisher "NAME"')
    tables.check_target(target)
    house.refuse_among_own(target)
    if view.is_erasing:
        message = f"an erasure in the case {view.case} was begun and is not finished, so that what it takes away could go out"
        raise WrongUse(message, hint="the next command that writes finishes it, such as `onrecord note`; then export again")
    asked = tables.Asked(table=table, publisher=(publisher or "").strip())
    try:
        protection = view.protection()
        known_by = _at_random() if redact else None
        consent = tables.Consent(protection, may=names_may_go_out, known_by=known_by)
        with tables.written_once(target) as stream:
            written = tables.write(_materials(view, names, known_by), to, asked, stream, consent)
            _refuse_empty(written, to, view)
            if view.protection() != protection or view.is_erasing:
                message = f"notes of the case {view.case} came or went while {target} was written, or something was erased"
                raise WrongUse(message, hint="export it again")
        with target.open("rb") as opened:
            digest = file_digest(opened, "sha256").hexdigest()
    except OSError as error:
        message = f"The file {target} could not be written: {error.strerror or error}."
        raise OnRecordError(message, hint="Check free space and permissions, then export it again.") from error
    return Tabled(
        file=target,
        to=to,
        table=table if form.of_tables else None,
        reports=written.reports,
        rows=written.rows,
        size=target.stat().st_size,
        sha256=digest,
        redacted=redact,
        shown=len(consent.shown),
        not_alone=consent.not_alone,
        erased_notes=consent.erased_notes,
    )


def _materials(view: View, names: Sequence[str] | None, known_by: Callable[[str], str] | None) -> Iterator[tuple[str, Material]]:
    """The reports, each with the content id of its reading; where names are blacked out, known by something else."""
    for report in view.reports(names):
        yield report.id, tables.material_of(report, key=known_by(report.id) if known_by else None)


def _at_random() -> Callable[[str], str]:
    """What readings are known by in one redacted file, from their content ids: always the same, and nothing to try a name out by."""
    secret = secrets.token_bytes(32)
    return lambda identifier: sha256(secret + identifier.encode("ascii")).hexdigest()


def _refuse_empty(written: tables.Written, to: FormatName, view: View) -> None:
    if not written.reports:
        raise WrongUse(
            f"the case {view.case} holds no report, so there is nothing to export", hint="`onrecord read FILE` reads one into it"
        )
    if not written.rows and tables.FORMATS[to].of_assessments:
        message = f"no two people agreed on an assessment in these reports that a {to} could be made of, and none is made of a reading"
        raise WrongUse(message, hint="`onrecord review propose` proposes one, and another person decides with `onrecord review decide`")

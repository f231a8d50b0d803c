"""THE PYTHON FACE: read one text without a case, or work in a case. The command line does the same through ``flow``."""

import datetime
from collections.abc import Iterable, Iterator, Mapping, Sequence
from os import PathLike
from pathlib import Path
from typing import Literal

from onrecord import batch, flow, intake
from onrecord.case import asked
from onrecord.corroboration import RULES, RULES_ACROSS, ClaimShown, DecisionShown, MatterShown, SeriesLine
from onrecord.corroboration.grades import SuggestedGrade
from onrecord.errors import BadInput, NotFound, WrongUse
from onrecord.export.tables import FORMATS, ROWS, FormatName, Table, Tabled
from onrecord.ledger import KeptFinding, View
from onrecord.records import Document, Issue, Party, Reading, ReferenceSeries
from onrecord.records.vocabulary import Measure, members
from onrecord.review import reading_as_corrected
from onrecord.settings import Settings

__all__ = ["Case", "Source", "read"]

Source = str | PathLike[str]
"""A file, a folder, an address of the web (as a ``str``; where the case allows it), or ``-`` for standard input."""
Charts = Literal["series", "compare"]
"""What a case can be asked to draw."""


def read(
    source: str | PathLike[str],
    *,
    date: str | datetime.date | None = None,
    parties: Sequence[Party] = (),
    references: Sequence[ReferenceSeries] = (),
    settings: Settings | None = None,
) -> Reading:
    """Read one report, without a case; nothing is written.

    Args:
        source: the report's text as a ``str``, or the path of its file as a ``Path`` – a ``str`` is never taken for a path.
        date: ISO day of publication, or a ``datetime.date``, where the text does not state it. Only for a text; a file says its own.
        parties: organised actors said to take part; they win over those that the report shows.
        references: series to compare its cumulative figures with.
        settings: how it is read.

    Raises:
        BadInput: the file cannot be read, or does not hold exactly one report; the text is too long; there is no such date,
            or one was given with a file.
        WrongUse: an argument is of another kind than named here, or a party has an empty name.
    """
    day, parties = asked.day_of(date), asked.parties_of(parties)
    references = asked.all_of(references, ReferenceSeries, "references")
    asked.kind_of(settings, Settings, "the value of settings")
    if isinstance(source, str):
        document = _document(source, day, settings or Settings())
        return flow.read_document(document, parties=parties, references=references, settings=settings)
    path = _file(source)
    if day is not None:
        raise BadInput(f"a date was given with the file {path}", hint="read its text and give that, with the date")
    outcomes = list(flow.read_sources([path], parties=parties, references=references, settings=settings))
    for outcome in outcomes:
        if isinstance(outcome, Issue):
            raise BadInput(f"{outcome.where}: {outcome.message}")
    if len(outcomes) != 1 or not isinstance(outcomes[0], Reading):
        raise BadInput(f"{path} holds {len(outcomes)} reports", hint="Case.open(path).read(...) reads several")
    return outcomes[0]


def _file(source: object) -> str:
    if not isinstance(source, PathLike):
        message = f"the source is of the type {type(source).__name__}, where a text or the path of a file is needed"
        raise WrongUse(message, hint="give a text as a str, or a file as a Path")
    return asked.path_of(source, "the source")


def _document(text: str, date: str | None, settings: Settings) -> Document:
    document = intake.document_of("text", text, where="text", limits=settings.limits, date=date)
    faults = [document] if isinstance(document, Issue) else [issue for issue in document.issues if issue.code.startswith("date.")]
    if isinstance(document, Issue) or faults:  # a date that somebody names in a call is a request, not somebody's data
        raise BadInput(faults[0].message, hint=None if isinstance(document, Issue) else "write it as YYYY-MM-DD, or leave it out")
    return document


class Case:
    """A case: the folder that a desk works in. Opened for each call, so several programs may look at it at once."""

    @classmethod
    def open(cls, path: Source, *, create: bool = False) -> "Case":
        """The case in a folder. Nothing is written by opening it.

        A case that is not there yet is made by the first ``read`` or ``add_reference``; until then, asking it for anything
        raises ``NoCase``, as asking for a misspelled folder does.

        Args:
            path: the folder of the case.
            create: make it at once.

        Raises:
            WrongUse: it is no path, or with ``create``, the folder cannot be made.
        """
        folder = asked.folder_of(path)
        if create:
            with flow.case_of(folder, create=True):
                pass
        return cls(folder)

    def __init__(self, path: Path) -> None:
        self.path = path
        """The folder of the case."""

    def read(self, sources: Source | Iterable[Source], *, jsonl: bool = False, workers: int = 1) -> list[Reading | Issue]:
        """Read files, folders and addresses into the case; readings and issues in order.

        A report that the case has already is given as it was read. What cannot be read comes out as an issue.

        Args:
            sources: one or several.
            jsonl: files are JSON Lines, one report a line.
            workers: how many processes read; what is recorded is the same with any number.

        Raises:
            WrongUse: a source is no path, or ``workers`` is no number from 1 on.
        """
        return list(self.iter_read(sources, jsonl=jsonl, workers=workers))

    def iter_read(self, sources: Source | Iterable[Source], *, jsonl: bool = False, workers: int = 1) -> Iterator[Reading | Issue]:
        """As ``read``, one after another, for more than memory holds. What was given is kept even when you stop."""
        listed = asked.sources_of(sources)
        asked.count_of(workers, "the number of workers")
        with flow.case_of(self.path, create=True) as ledger:
            settings = ledger.view.settings()
            with batch.readers_for(settings, workers=workers) as readers:
                yield from flow.read_sources(listed, ledger=ledger, jsonl=jsonl, settings=settings, readers=readers)

    def readings(self) -> list[Reading]:
        """The readings that hold now, in the order in which the reports were first read."""
        with View.open(self.path) as view:
            return list(view.readings())

    def as_corrected(self, report: str) -> Reading:
        """The reading of one report as people corrected it, with what the rules notice on that.

        Args:
            report: its id, or the beginning of it.

        Raises:
            NotFound: no report has that id.
        """
        asked.kind_of(report, str, "the report")
        with View.open(self.path) as view:
            return reading_as_corrected(view, report)

    def findings(self, *, rule: str | None = None, report: str | None = None, dismissed: bool = False) -> list[KeptFinding]:
        """What the rules noticed, each with the report it stands in; without those that a person dismissed, unless ``dismissed``.

        Raises:
            WrongUse: there is no such rule.
        """
        asked.one_of(rule, {**RULES, **RULES_ACROSS}, "rule")
        asked.kind_of(report, str, "the report")
        with View.open(self.path) as view:
            try:
                return [k for k in view.findings(report=report, dismissed=dismissed) if rule in (None, k.finding.rule)]
            except NotFound:
                return []

    def corroborate(self, *, new: bool = False) -> flow.Corroborated:
        """Compare the reports of the case with each other and keep what is noticed as findings; nothing is read again.

        Findings that differ supersede the earlier ones, which stay in the log.

        Args:
            new: compare only the reports that were read since the last time, with those that they may share a claim with.
        """
        with flow.case_of(self.path) as ledger:
            return flow.corroborate_new(ledger) if new else flow.corroborate(ledger)

    def claims(
        self, *, measure: Measure | None = None, place: str | None = None, least: int = 2, grades: Iterable[str] = ()
    ) -> list[tuple[ClaimShown, tuple[SuggestedGrade, ...]]]:
        """The claims of the case, each with its root sources and the grades that rule-sets suggest; those most told come first.

        Claims are suggestions by rules. Nothing is merged, and nothing is confirmed.

        Args:
            measure: only figures of this measure.
            place: only figures of this place.
            least: only claims that so many reports tell.
            grades: names of rule-sets, as for ``onrecord corroborate --grade``.

        Raises:
            BadInput: a file in the case's folder of grades is no rule-set.
            NotFound: there is no rule-set of that name; the hint lists those there are.
            WrongUse: there is no such measure, or ``least`` is no number from 1 on.
        """
        asked.one_of(measure, members(Measure), "measure")
        asked.kind_of(place, str, "the place")
        asked.count_of(least, "the least number of reports")
        names = asked.rule_sets_of(grades)
        with View.open(self.path) as view:
            rule_sets = flow.rule_sets_of(view, names)
            return list(flow.claims_of(view, measure=measure, place=place, least=least, graded_by=rule_sets))

    def merge_claims(self, claims: Iterable[str], *, by: str, reason: str) -> flow.ClaimsDecided:
        """Say that several claims are one; what became of it. Records stay as they are, and the reports are compared anew.

        Args:
            claims: two or more, each by its id or the beginning of it, or by a record of it as ``REPORT/f1``.
            by: name of the person; the log has a pseudonym.
            reason: in words; the log has a salted digest.

        Raises:
            NotFound: there is no such claim, or there are several.
            WrongUse: they are one already, or cannot be one; the message says why.
        """
        names = asked.names_of(claims, "claim", "3f2a9c")
        asked.texts_of(by=by, reason=reason)
        with flow.case_of(self.path) as ledger:
            return flow.merge_claims(ledger, names, by=by, reason=reason)

    def split_claim(self, claim: str, records: Iterable[str], *, by: str, reason: str) -> flow.ClaimsDecided:
        """Say that records of a claim are another claim of their own; what became of it.

        Args:
            claim: as for ``merge_claims``.
            records: what is taken out, each as ``REPORT/f1``, or a report for all that it tells of the claim.
            by: name of the person.
            reason: in words.

        Raises:
            NotFound: there is no such claim, or it has no such record.
            WrongUse: no record of the claim would be left.
        """
        names = asked.names_of(records, "record", "market-report/f1")
        asked.texts_of(claim=claim, by=by, reason=reason)
        with flow.case_of(self.path) as ledger:
            return flow.split_claim(ledger, claim, names, by=by, reason=reason)

    def undo_claim_decision(self, decision: str, *, by: str, reason: str) -> flow.ClaimsDecided:
        """Take back what somebody decided on claims; both stay in the log.

        Args:
            decision: its id, or the beginning of it.
            by: name of the person.
            reason: in words.

        Raises:
            NotFound: there is no such decision.
            WrongUse: it was undone already, or is an undo itself.
        """
        asked.texts_of(decision=decision, by=by, reason=reason)
        with flow.case_of(self.path) as ledger:
            return flow.undo_claim_decision(ledger, decision, by=by, reason=reason)

    def claim_decisions(self) -> list[DecisionShown]:
        """What people decided on claims, in the order in which they did, each with how it stands now."""
        with View.open(self.path) as view:
            return list(flow.claim_decisions_of(view))

    def compare(self, *, measure: Measure | None = None, place: str | None = None) -> list[MatterShown]:
        """What different sources count of one event, or as running totals of one day, side by side; never added, none preferred.

        Raises:
            WrongUse: there is no such measure.
        """
        asked.one_of(measure, members(Measure), "measure")
        asked.kind_of(place, str, "the place")
        with View.open(self.path) as view:
            return list(flow.matters_of(view, measure=measure, place=place))

    def series(
        self, *, measure: Measure | None = None, group: str | None = None, place: str | None = None, as_read: bool = False
    ) -> tuple[SeriesLine, ...]:
        """The figures of the reports over time, as people corrected them or ``as_read``; never added across scopes or sources.

        Raises:
            WrongUse: there is no such measure.
        """
        asked.one_of(measure, members(Measure), "measure")
        asked.kind_of(group, str, "the group")
        asked.kind_of(place, str, "the place")
        with View.open(self.path) as view:
            return flow.series_of(view, measure=measure, group=group, place=place, as_read=as_read)

    def chart(
        self,
        file: str | PathLike[str],
        *,
        of: Charts = "series",
        measure: Measure | None = None,
        group: str | None = None,
        place: str | None = None,
        as_read: bool = False,
    ) -> flow.Charted:
        """Draw the figures of ``series``, or the counts of ``compare``, as the file's ending says; what was drawn, and what was not.

        Outlets have markers, root sources colours and numbers, reference series lines of their own. Needs the extra ``plots``.

        Args:
            file: ends in ``.svg`` or ``.png``; one that is there is replaced.
            of: ``series`` (over time) or ``compare`` (side by side, as the machine read them).
            measure: only figures of this measure.
            group: of ``series``, only figures of this group.
            place: only figures of this place.
            as_read: of ``series``, leave out what people corrected.

        Raises:
            WrongUse: there is no such measure, the ending is another one, a package is missing, there is nothing to draw, the file
                cannot be written, or ``compare`` was asked for a group.
        """
        target = Path(asked.path_of(file, "the file"))
        flow.check_ending(target)
        asked.one_of(measure, members(Measure), "measure")
        asked.kind_of(group, str, "the group")
        asked.kind_of(place, str, "the place")
        asked.one_of(of, members(Charts), "chart")
        if of == "compare" and group is not None:
            raise WrongUse("counts side by side are not chosen by group", hint="choose by measure and place")
        with View.open(self.path) as view:
            if of == "compare":
                beside = flow.set_beside(view)
                return flow.chart_matters(view, flow.matters_of(view, beside, measure=measure, place=place), target, beside)
            lines = flow.series_of(view, measure=measure, group=group, place=place, as_read=as_read)
            return flow.chart_series(view, lines, target)

    def export(
        self,
        file: str | PathLike[str],
        *,
        to: FormatName,
        reports: Sequence[str] | None = None,
        table: Table = "figures",
        redact: bool = False,
        names_may_go_out: bool = False,
        publisher: str | None = None,
    ) -> Tabled:
        """Write what the reports say, as people corrected it, as one file for another program; what was written.

        Args:
            file: the file to write, which must not be there.
            to: the format, as for ``onrecord export --to``; a dossier is handed over from the command line.
            reports: their ids, or the beginnings; None for all reports.
            table: of csv and parquet, which table.
            redact: black out the names that notes give, but for those with the role ``other``.
            names_may_go_out: say that names to be protected may be known from it.
            publisher: of claimreview and mediareview, who answers for the reviews.

        Raises:
            NotFound: a name means no report.
            WrongUse: there is no such format or table, or what was asked for cannot be written; the message says why.
        """
        asked.one_of(to, FORMATS, "format")
        asked.one_of(table, ROWS, "table")
        asked.kind_of(publisher, str, "the publisher")
        names = None if reports is None else asked.names_of(reports)
        with View.open(self.path) as view:
            return flow.export_table(
                view,
                names,
                Path(asked.path_of(file, "the file")),
                to=to,
                table=table,
                redact=redact,
                names_may_go_out=names_may_go_out,
                publisher=publisher,
            )

    def add_reference(
        self,
        file: Source,
        *,
        date: str,
        measures: Mapping[str, str],
        group: str,
        place: str,
        source: str,
        lows: Mapping[str, str] | None = None,
        highs: Mapping[str, str] | None = None,
    ) -> tuple[tuple[ReferenceSeries, ...], tuple[Issue, ...]]:
        """Add reference series from a table and compare the reports anew; the series, and what was noticed in the table.

        Args:
            file: a table whose first line names the columns.
            date: the column of as-of days.
            measures: measure → column, as ``{"killed": "deaths_total"}``.
            group: who is counted.
            place: where.
            source: whose account it is.
            lows: measure → column of the least number that the source takes for possible, where it gives one.
            highs: measure → column of the greatest.

        Raises:
            BadInput: the table cannot be used; the message names file, place and reason.
            WrongUse: an argument is of another kind than named here.
        """
        table = Path(asked.path_of(file, "the table"))
        for name, given in (("measures", measures), ("lows", lows or {}), ("highs", highs or {})):
            if not isinstance(given, Mapping):
                raise WrongUse(f"the {name} are no mapping", hint=f'write {name}={{"killed": "deaths_total"}}')
        with flow.case_of(self.path, create=True) as ledger:
            added = flow.add_reference_file(
                ledger, table, date=date, measures=measures, group=group, place=place, source=source, lows=lows, highs=highs
            )
            flow.compare_again(ledger)
            return added

"""What a finding rests on stands in the log: the reading, the parties and the reference series, so that it can be repeated."""

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from onrecord import corroboration
from onrecord.flow import add_party, add_reference, compare_again, read_document, read_sources
from onrecord.ledger import Entry, Ledger, View, reindex
from onrecord.ledger.entries import KeptFindings, KeptGrounds, KeptParties, KeptSeries
from onrecord.records import Document, Party, Point, Reading, ReferenceSeries, content_id

Resolve = Callable[[View, Sequence[str]], list[str]]

TEXT = """Shells hit a mill in Orvane

ORVANE, March 3, 2021 (Tannic Wire) - More than 1,400 Orvanians have been killed since the war began, the Kestrian army said.

The mayor accused the army of shelling the mill. The army denied the accusation.
"""

PARTIES = '[[party]]\nname = "Kestria"\naliases = ["the army", "Kestrian army"]\n'


def series(name: str, *values: int) -> ReferenceSeries:
    points = tuple(Point(date=f"2021-03-{day:02}", value=value) for day, value in enumerate(values, start=1))
    fields = {"group": "Orvanians", "place": "Orvane", "source": "Clinic", "origin": "s.csv", "column": "dead"}
    return ReferenceSeries(id=name, measure="killed", points=points, **fields)


def entries(case: Path, kind: str | None = None) -> list[Entry]:
    with View.open(case) as view:
        return [entry for entry in view.entries() if kind in (None, entry.type)]


def read(case: Path, tmp_path: Path, *names: str) -> None:
    for name in names:
        (tmp_path / name).write_text(f"{TEXT}\n{name}")
    with Ledger.open(case, create=True) as ledger:
        assert all(isinstance(said, Reading) for said in read_sources([str(tmp_path / name) for name in names], ledger=ledger))


@pytest.fixture
def case(tmp_path: Path) -> Path:
    return tmp_path / "case"


def test_parties_are_kept_when_they_are_first_used_and_when_they_change(case: Path, tmp_path: Path, content_ids: Resolve) -> None:
    def kept() -> list[tuple[str, ...]]:
        with View.open(case) as view:
            found = [view.record(name) for entry in entries(case, "parties") for name in content_ids(view, entry.generated)]
        assert all(isinstance(one, KeptParties) for one in found)
        return [tuple(party.name for party in one.parties) for one in found if isinstance(one, KeptParties)]

    read(case, tmp_path, "a.txt")
    assert kept() == []
    (case / "parties.toml").write_text(PARTIES)
    assert kept() == []  # nothing was made with them yet
    for _ in range(2):
        read(case, tmp_path, "a.txt")
        assert kept() == [("Kestria",)]
    (case / "parties.toml").write_text(PARTIES + "# a remark changes no party\n")
    with Ledger.open(case, create=False) as ledger:
        compare_again(ledger)
    assert kept() == [("Kestria",)]
    with Ledger.open(case, create=False) as ledger:
        add_party(ledger, Party(name="Orvane guard"))
    assert kept() == [("Kestria",), ("Kestria", "Orvane guard")]
    (case / "parties.toml").write_text(PARTIES)
    read(case, tmp_path, "a.txt")
    (case / "parties.toml").unlink()
    read(case, tmp_path, "a.txt")
    assert kept() == [("Kestria",), ("Kestria", "Orvane guard"), ("Kestria",), ()]
    before = entries(case)
    read(case, tmp_path, "a.txt")
    assert entries(case) == before


def test_readings_and_findings_name_what_they_rest_on(case: Path, tmp_path: Path, content_ids: Resolve) -> None:
    with Ledger.open(case, create=True) as ledger:
        (case / "parties.toml").write_text(PARTIES)
        add_reference(ledger, [series("a", 10, 20, 30), series("b", 11, 21, 31)])
    read(case, tmp_path, "a.txt")
    [document] = entries(case, "document")
    [parties] = entries(case, "parties")
    references = entries(case, "reference")
    [reading] = entries(case, "reading")
    [finding] = entries(case, "finding")
    [grounds] = entries(case, "grounds")
    assert reading.used == (*document.generated, *grounds.generated)
    assert finding.used == (*reading.generated, *grounds.generated)
    with View.open(case) as view:
        [party] = content_ids(view, parties.generated)
        series_kept = tuple(name for reference in references for name in content_ids(view, reference.generated))
        [rest_on] = (view.record(name) for name in content_ids(view, grounds.generated))
        assert rest_on == KeptGrounds(parties=party, references=series_kept)
        [said] = view.readings()
        assert said.reader is not None
        assert said.reader.settings["parties"] == content_id(view.grounds().parties)
        assert reading.agent.settings == content_id(said.reader.settings)


def test_every_set_of_findings_can_be_repeated_from_the_log_alone(case: Path, tmp_path: Path, content_ids: Resolve) -> None:
    read(case, tmp_path, "a.txt", "b.txt")
    with Ledger.open(case, create=False) as ledger:
        add_reference(ledger, [series("a", 10, 20, 30)])
        assert compare_again(ledger) == 2
        add_reference(ledger, [series("a", 1390, 1400, 1410), series("b", 5, 6, 7)])
    (case / "parties.toml").write_text(PARTIES)
    read(case, tmp_path, "b.txt", "c.txt")
    for path in (case / "db").glob("index*"):
        path.unlink()
    reindex(case)
    (case / "parties.toml").unlink()
    repeated = []
    with View.open(case) as view:
        for entry in view.entries():
            if entry.type != "finding":
                continue
            used = [view.record(name) for name in content_ids(view, entry.used)]
            [said] = [one for one in used if isinstance(one, Reading)]
            grounds = [one for one in used if isinstance(one, KeptGrounds)]
            named = [view.record(name) for one in grounds for name in (*filter(None, [one.parties]), *one.references)]
            parties = [party for one in named if isinstance(one, KeptParties) for party in one.parties]
            references = [one.series for one in named if isinstance(one, KeptSeries)]
            [kept] = (view.record(name) for name in content_ids(view, entry.generated))
            assert isinstance(kept, KeptFindings)
            assert corroboration.findings(said, parties=parties, references=references) == kept.findings
            repeated.append((len(parties), len(references)))
    assert repeated[:4] == [(0, 0), (0, 0), (0, 1), (0, 1)]
    assert set(repeated[4:]) == {(1, 2)}


def test_a_stop_in_the_middle_of_comparing_keeps_no_parties_twice(case: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    read(case, tmp_path, "a.txt", "b.txt")
    (case / "parties.toml").write_text(PARTIES)
    with monkeypatch.context() as patch:
        patch.setattr(Ledger, "mark_compared", lambda *_: (_ for _ in ()).throw(KeyboardInterrupt))
        with pytest.raises(KeyboardInterrupt):
            read(case, tmp_path, "a.txt")
    assert len(entries(case, "parties")) == 1
    findings = len(entries(case, "finding"))
    with Ledger.open(case, create=False) as ledger:
        compare_again(ledger)
    assert len(entries(case, "parties")) == 1
    assert len(entries(case, "finding")) == findings


def test_a_case_from_before_parties_were_kept_goes_on(case: Path, tmp_path: Path, content_ids: Resolve) -> None:
    (tmp_path / "a.txt").write_text(TEXT)
    with Ledger.open(case, create=True) as ledger:
        (case / "parties.toml").write_text(PARTIES)
        document = Document(id="a.txt", text=TEXT)
        ledger.append_reading(document, read_document(document, parties=ledger.view.parties()))
    before = entries(case)
    read(case, tmp_path, "new.txt")
    assert entries(case)[: len(before)] == before
    [parties] = entries(case, "parties")
    with View.open(case) as view:
        [grounds] = (view.record(name) for name in content_ids(view, entries(case, "finding")[-1].used[1:]))
        assert grounds == KeptGrounds(parties=content_ids(view, parties.generated)[0])
        assert {reading.id for reading in view.readings()} == {"a.txt", "new.txt"}

"""How much a line may hold that is read: over it both verifiers say what they say of every line that is none, and nothing breaks."""

import base64
from hashlib import sha256
from pathlib import Path

import pytest
from tests.both_verifiers import verify
from tests.export.lone.making import Making, dossier, listed, small_case, write, zipped
from tests.ledger.verify.test_forged import begun, raw

from onrecord.ledger.verify import canonical, checking

LEVELS, DISCLOSURES = canonical.MOST_LEVELS, checking.MOST_DISCLOSED


def found(path: Path) -> list[tuple[str, str]]:
    return [(one.code, one.place) for one in verify(path).findings]


def nested(levels: int, opening: bytes = b"[", closing: bytes = b"]") -> bytes:
    inner = b'"[{"' if opening == b"[" else b'{"a":"{["}'
    return opening * (levels - (opening != b"[")) + inner + closing * (levels - (opening != b"["))


@pytest.mark.parametrize("levels", [LEVELS, LEVELS + 1, 1_000, 100_000])
@pytest.mark.parametrize("brackets", [(b"[", b"]"), (b'{"a":', b"}")], ids=["lists", "objects"])
def test_a_record_has_sixty_four_levels_at_most(tmp_path: Path, levels: int, brackets: tuple[bytes, bytes]) -> None:
    made = begun()
    raw(made, "note", nested(levels, *brackets))
    case = write(tmp_path / "case", made.files())
    assert found(case) == ([] if levels <= LEVELS else [("record.malformed", "records/000000.jsonl, line 2")])
    (tmp_path / "out.wacz").write_bytes(dossier(made.members()))
    assert found(tmp_path / "out.wacz") == ([] if levels <= LEVELS else [("record.malformed", "onrecord/records.jsonl, line 2")])


def test_brackets_in_texts_and_side_by_side_are_no_levels(tmp_path: Path) -> None:
    made = begun()
    made.entry("note", {"texts": ['[{"\\' * 100, "\\\\"], "wide": [[{}, []]] * 1_000})
    assert found(write(tmp_path / "case", made.files())) == []


def test_an_entry_that_is_nested_is_none(tmp_path: Path) -> None:
    made = begun()
    made.entries.append(b'{"actor":' + b"[" * 20_000 + b"]" * 20_000 + b"}")
    made.generated.append([])
    assert found(write(tmp_path / "case", made.files())) == [("entry.malformed", "log/tile/entries/000.p/2, entry 1")]


@pytest.mark.parametrize("levels", [LEVELS - 1, LEVELS, 100_000])
def test_a_listing_that_is_nested_is_none(tmp_path: Path, levels: int) -> None:
    members = listed(small_case().members())
    members["datapackage.json"] = members["datapackage.json"].replace(b"{", b'{"a":' + nested(levels) + b",", 1)
    (tmp_path / "out.wacz").write_bytes(zipped(list(members.items())))
    wrong = [("dossier.structure", "datapackage.json")] if levels >= LEVELS else []
    assert found(tmp_path / "out.wacz") == [*wrong, ("dossier.digest", "datapackage-digest.json, datapackage.json")]


@pytest.mark.parametrize("levels", [LEVELS - 2, LEVELS, 100_000])
def test_a_proof_of_an_export_that_is_nested_is_none(tmp_path: Path, levels: int) -> None:
    made = small_case()
    (tmp_path / "out.wacz").write_bytes(data := dossier(made.members()))
    proof = made.export_proof(data)
    _, extra, *rest = proof.split(b"\n")
    told = base64.b64decode(extra.removeprefix(b"extra ")).replace(b'"record":{', b'"record":{"a":' + nested(levels) + b",")
    changed = b"extra " + base64.b64encode(told)
    (tmp_path / "out.wacz.tlog-proof").write_bytes(b"\n".join((b"c2sp.org/tlog-proof@v1", changed, *rest)))
    code = "proof.malformed" if levels >= LEVELS else "proof.mismatch"
    assert found(tmp_path / "out.wacz") == [(code, "out.wacz.tlog-proof")]


@pytest.mark.parametrize("count", [DISCLOSURES, DISCLOSURES + 1, 3 * DISCLOSURES])
def test_a_line_has_ten_thousand_disclosures_at_most(tmp_path: Path, count: int) -> None:
    made = begun()
    disclosures = [f"WyJ{number}" for number in range(count)]
    committed = [base64.urlsafe_b64encode(sha256(one.encode()).digest()).rstrip(b"=").decode() for one in disclosures]
    made.entry("note", {"_sd": committed}, disclosures=disclosures)
    assert found(write(tmp_path / "case", made.files())) == (
        [] if count <= DISCLOSURES else [("record.malformed", "records/000000.jsonl, line 2")]
    )


def test_a_line_has_four_million_values_at_most(tmp_path: Path) -> None:
    for count in (canonical.MOST_VALUES - 2, canonical.MOST_VALUES):
        made = Making()
        made.begin()
        raw(made, "note", b"[" + b"1," * count + b"1]")
        fine = count + 1 <= canonical.MOST_VALUES
        assert found(write(tmp_path / "case", made.files())) == ([] if fine else [("record.malformed", "records/000000.jsonl, line 2")])


def test_of_more_findings_than_are_listed_both_list_the_same(tmp_path: Path) -> None:
    members = listed(small_case().members())
    extra = {f"pages/{number}": b"" for number in range(150)} | {f"proofs/{number}.tlog-proof": b"" for number in range(100, 250)}
    (tmp_path / "out.wacz").write_bytes(zipped([*extra.items(), *members.items()]))
    codes = [code for code, _ in found(tmp_path / "out.wacz")]
    assert (codes.count("dossier.member-unexpected"), codes.count("proof.mismatch")) == (101, 101)

from pathlib import Path

from onrecord.ledger import View


def test_a_party_is_added_and_listed(command, case: Path) -> None:
    added = command(
        "--case", str(case), "parties", "add", "Lomarian army", "--alias", "the army", "--alias", 'the "Grey" corps', "--side", "Lomaria"
    )
    assert added.code == 0
    with View.open(case) as view:
        (party,) = view.parties()
    assert (party.name, party.aliases, party.side) == ("Lomarian army", ("the army", 'the "Grey" corps'), "Lomaria")
    listed = command("--case", str(case), "parties")
    assert '  Lomarian army  also: the army, the "Grey" corps  side: Lomaria' in listed.out
    first = command("--case", str(case), "parties", "--json").objects[0]
    assert first == {"configured": True, "name": "Lomarian army", "aliases": ["the army", 'the "Grey" corps'], "side": "Lomaria"}


def test_parties_that_the_reports_show_are_listed_apart(command, case: Path) -> None:
    ended = command("--case", str(case), "parties")
    assert ended.out.startswith("Parties of the case (parties.toml)\n  none\n")
    assert "Shown by the reports" in ended.out
    shown = [one for one in command("--case", str(case), "parties", "--json").objects if not one["configured"]]
    assert any("Ninth Brigade" in one["name"] for one in shown)


def test_what_people_wrote_stays(command, case: Path) -> None:
    file = case / "parties.toml"
    file.write_text('# ours\n[[party]]\nname = "Torl militia"  # by its own name', encoding="utf-8")
    command("--case", str(case), "parties", "add", "Lomarian army")
    assert file.read_text(encoding="utf-8").startswith('# ours\n[[party]]\nname = "Torl militia"  # by its own name\n')
    with View.open(case) as view:
        assert [party.name for party in view.parties()] == ["Torl militia", "Lomarian army"]


def test_a_name_that_is_taken_is_refused_and_nothing_is_changed(command, case: Path) -> None:
    command("--case", str(case), "parties", "add", "Lomarian army")
    before = (case / "parties.toml").read_bytes()
    ended = command("--case", str(case), "parties", "add", "Torl militia", "--alias", "lomarian army")
    assert ended.code == 2
    assert "parties.toml" in ended.err
    assert ".parties-" not in ended.err
    assert (case / "parties.toml").read_bytes() == before
    assert [path.name for path in case.iterdir() if path.name.startswith(".parties")] == []


def test_an_empty_name_is_refused(command, case: Path) -> None:
    assert command("--case", str(case), "parties", "add", " ").code == 2
    assert not (case / "parties.toml").exists()


def test_the_parties_that_the_log_names_can_be_shown(command, case, content_ids) -> None:
    command("--case", str(case), "parties", "add", "Ninth Brigade", "--side", "Coast")
    with View.open(case) as view:
        [entry] = [entry for entry in view.entries() if entry.type == "parties"]
        [name] = content_ids(view, entry.generated)
    shown = command("--case", str(case), "show", name[:12])
    assert shown.code == 0
    assert "Ninth Brigade" in shown.out
    [record] = command("--case", str(case), "show", name, "--json").objects
    assert record["parties"] == [{"name": "Ninth Brigade", "aliases": [], "side": "Coast"}]

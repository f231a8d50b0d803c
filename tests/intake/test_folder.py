"""Links in folders: every folder once, and no walk without end."""

import itertools
import os
from pathlib import Path

import pytest


def test_a_link_back_to_a_parent_is_named_and_not_entered(tmp_path: Path, opened):
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "one.txt").write_text("One.")
    (tmp_path / "a" / "loop").symlink_to(tmp_path)
    outcome = opened(str(tmp_path))
    assert [document.id for document in outcome.documents] == ["a/one.txt"]
    (issue,) = outcome.issues
    assert (issue.code, issue.where) == ("file.loop", f"{tmp_path}/a/loop")


def test_a_link_to_itself_is_unreadable(tmp_path: Path, opened):
    (tmp_path / "self").symlink_to(tmp_path / "self")
    assert opened(str(tmp_path)).issue.code == "file.unreadable"


def test_a_folder_linked_from_inside_is_read_in_its_own_place(tmp_path: Path, opened):
    (tmp_path / "z").mkdir()
    (tmp_path / "z" / "one.txt").write_text("One.")
    (tmp_path / "a").symlink_to(tmp_path / "z")
    outcome = opened(str(tmp_path))
    assert [document.id for document in outcome.documents] == ["z/one.txt"]
    assert [issue.code for issue in outcome.issues] == ["file.loop"]


def test_a_folder_linked_from_outside_is_read_once(tmp_path: Path, opened):
    outside, root = tmp_path / "outside", tmp_path / "root"
    outside.mkdir()
    root.mkdir()
    (outside / "one.txt").write_text("One.")
    (root / "first").symlink_to(outside)
    (root / "second").symlink_to(outside)
    outcome = opened(str(root))
    assert [document.id for document in outcome.documents] == ["first/one.txt"]
    assert [issue.where for issue in outcome.issues] == [f"{root}/second"]


def test_a_link_to_a_missing_file_is_an_issue(tmp_path: Path, opened):
    (tmp_path / "gone.txt").symlink_to(tmp_path / "nowhere")
    assert opened(str(tmp_path)).issue.code == "file.missing"


def test_doubling_links_do_not_multiply_the_walk(tmp_path: Path, opened):
    """Thirty folders with two links each to the next: two to the thirtieth paths, and one file."""
    root, outside = tmp_path / "root", tmp_path / "outside"
    root.mkdir()
    folders = [outside / f"{number:02}" for number in range(30)]
    for folder in folders:
        folder.mkdir(parents=True)
    for folder, following in itertools.pairwise(folders):
        (folder / "left").symlink_to(following)
        (folder / "right").symlink_to(following)
    (folders[-1] / "end.txt").write_text("The end.")
    (root / "start").symlink_to(folders[0])
    assert len(opened(str(root)).documents) == 1


def test_an_empty_folder_gives_nothing(tmp_path: Path, opened):
    assert opened(str(tmp_path)).everything == []


def test_a_folder_too_deep_for_the_system_is_named_and_its_neighbours_are_read(tmp_path: Path, opened, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for name in ("b/z", "b/deep"):
        Path(name).mkdir(parents=True)
    Path("b/a.txt").write_text("One.")
    Path("b/z/neighbour.txt").write_text("Two.")
    monkeypatch.chdir("b/deep")
    for _ in range(45):  # step by step, since no call takes a path of so many characters
        Path("d" * 100).mkdir()
        os.chdir("d" * 100)
    Path("hidden.txt").write_text("Three.")
    monkeypatch.chdir(tmp_path)
    outcome = opened("b")
    assert [document.id for document in outcome.documents] == ["a.txt", "z/neighbour.txt"]
    (issue,) = outcome.issues
    assert (issue.code, issue.outcome) == ("file.unreadable", "refused")
    assert issue.where.startswith("b/deep/dddd")
    assert "shorter path" in issue.message
    assert "permissions" not in issue.message


@pytest.mark.skipif(os.getuid() == 0, reason="root may look into any folder")
def test_a_folder_whose_names_can_be_listed_and_not_looked_at_costs_no_neighbour(tmp_path: Path, opened):
    (tmp_path / "closed").mkdir()
    (tmp_path / "closed" / "one.txt").write_text("One.")
    (tmp_path / "open.txt").write_text("Two.")
    (tmp_path / "closed").chmod(0o444)
    try:
        outcome = opened(str(tmp_path))
    finally:
        (tmp_path / "closed").chmod(0o755)
    assert [document.id for document in outcome.documents] == ["open.txt"]
    assert [(issue.code, issue.where) for issue in outcome.issues] == [("file.unreadable", f"{tmp_path}/closed/one.txt")]


def test_the_rule_sets_of_a_case_are_no_reports(tmp_path: Path, opened):
    (tmp_path / "onrecord.toml").write_text("")
    (tmp_path / "grades").mkdir()
    (tmp_path / "grades" / "desk.toml").write_text('name = "desk"')
    (tmp_path / "one.txt").write_text("One.")
    outcome = opened(str(tmp_path))
    assert [document.id for document in outcome.documents] == ["one.txt"]
    assert not any("grades" in issue.where for issue in outcome.issues)
    (tmp_path / "onrecord.toml").unlink()
    assert any("grades" in issue.where for issue in opened(str(tmp_path)).issues)

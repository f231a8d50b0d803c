"""G16 in short: backups while the case is written to, its writer is killed, and reports are erased."""


def test_backups_hold_what_was_acknowledged_before(measured) -> None:
    tally = measured("backups.explore(4, scratch=scratch)")
    assert tally["examples"] == []
    assert tally["backups"] == 4
    assert tally["kills"] == 1
    assert tally["reports"] >= 4 * 7


def test_backups_of_a_case_in_which_reports_are_erased_and_keys_changed(measured) -> None:
    tally = measured("backups.explore_moving(8, scratch=scratch)")
    assert tally["examples"] == []
    assert tally["backups"] == 8
    assert tally["reports"] >= 8

"""G16 in short: backups while the case is written to and its writer is killed."""


def test_backups_hold_what_was_acknowledged_before(measured) -> None:
    tally = measured("backups.explore(4, scratch=scratch)")
    assert tally["examples"] == []
    assert tally["backups"] == 4
    assert tally["kills"] == 1
    assert tally["reports"] >= 4 * 7

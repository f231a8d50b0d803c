def test_findings_with_the_records_they_rest_on(command, case, snapshot) -> None:
    ended = command("--case", str(case), "findings")
    assert ended.code == 0
    assert ended.out == snapshot


def test_only_some_rules(command, case) -> None:
    objects = command("--case", str(case), "findings", "--rule", "media-not-verified", "--json").objects
    assert [(one["report"], one["finding"]["rule"]) for one in objects] == [("market", "media-not-verified")]
    both = command("--case", str(case), "findings", "--rule", "media-not-verified", "--rule", "accusation-denied", "--json").objects
    assert len(both) == 2


def test_an_unknown_rule_is_answered_with_the_known_ones(command, case) -> None:
    ended = command("--case", str(case), "findings", "--rule", "lies")
    assert ended.code == 2
    assert "there is no rule 'lies'" in ended.err
    assert "accusation-denied" in ended.err


def test_one_report(command, case) -> None:
    assert len(command("--case", str(case), "findings", "--report", "market", "--json").objects) == 2
    unknown = command("--case", str(case), "findings", "--report", "nowhere")
    assert unknown.code == 2


def test_none_is_said(command, case) -> None:
    ended = command("--case", str(case), "findings", "--rule", "dates-disagree")
    assert (ended.code, ended.out, ended.err) == (0, "", "no finding\n")

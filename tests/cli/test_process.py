"""The command line as a process: closed pipes, Ctrl-C, a terminal."""

import os
import pty
import signal
import subprocess
import sys
from pathlib import Path

import pytest

PROGRAM = [sys.executable, "-m", "onrecord"]
LINE = '{{"id": "r{0}", "text": "Report {0}: the governor said that 12 people were killed in Dorvan."}}\n'


@pytest.fixture
def many(tmp_path: Path) -> Path:
    path = tmp_path / "many.jsonl"
    path.write_text("".join(LINE.format(number) for number in range(300)), encoding="utf-8")
    return path


def environment(**more: str) -> dict[str, str]:
    inherited = {key: value for key, value in os.environ.items() if key not in ("FORCE_COLOR", "NO_COLOR")}
    return {**inherited, "COLUMNS": "80", "TERM": "xterm", **more}


def test_a_reader_that_goes_away_is_no_error(many: Path, tmp_path: Path) -> None:
    program = subprocess.Popen(
        [*PROGRAM, "--case", "c", "read", "--jsonl", many.name],
        cwd=tmp_path,
        env=environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert program.stdout is not None
    assert program.stderr is not None
    program.stdout.readline()
    program.stdout.close()
    said = program.stderr.read().decode()
    program.stderr.close()
    assert program.wait() == 141
    assert "Traceback" not in said
    assert "error" not in said.lower()


def test_what_was_read_before_ctrl_c_is_kept_and_the_run_goes_on(many: Path, tmp_path: Path) -> None:
    command = [*PROGRAM, "--case", "c", "read", "--jsonl", many.name]
    program = subprocess.Popen(command, cwd=tmp_path, env=environment(), stdout=subprocess.PIPE, stderr=subprocess.PIPE, bufsize=0)
    assert program.stdout is not None
    first = program.stdout.readline()
    program.send_signal(signal.SIGINT)
    rest, said = program.communicate(timeout=60)
    assert program.returncode == 130, said
    assert b"Traceback" not in said
    assert said.decode().startswith("error: interrupted\nhint: what was read is kept")
    again = subprocess.run(command, cwd=tmp_path, env=environment(), capture_output=True, check=False)
    assert again.returncode == 0
    assert again.stdout.count(b"\n") == 300
    assert again.stdout.startswith(first + rest)


def test_ctrl_c_while_the_program_is_loaded_is_a_sentence(tmp_path: Path) -> None:
    """Loading takes longer than anything that a short command does then."""
    (tmp_path / "sqlalchemy.py").write_text("import os, signal\nos.kill(os.getpid(), signal.SIGINT)\n", encoding="utf-8")
    path = os.pathsep.join(filter(None, [str(tmp_path), os.environ.get("PYTHONPATH")]))
    for redirection, told in (("", "error: interrupted; nothing was done yet\n"), ("2>&-", "")):
        command = ["bash", "-c", f'exec "$0" -m onrecord --version {redirection}', sys.executable]
        ended = subprocess.run(command, cwd=tmp_path, env=environment(PYTHONPATH=path), capture_output=True, check=False, text=True)
        assert (ended.returncode, ended.stdout, ended.stderr) == (130, "", told)


SWALLOWING = """
import os, signal
try:
    os.kill(os.getpid(), signal.SIGINT)
except BaseException:
    pass
raise ImportError("no such package")
"""


@pytest.mark.parametrize(
    ("module", "arguments"),
    [
        ("sqlalchemy", ["--version"]),
        ("onrecord_cut", ["findings"]),
    ],
)
def test_ctrl_c_is_not_lost_in_a_package_that_takes_it_for_a_fault(module: str, arguments: list[str], tmp_path: Path) -> None:
    """While the program is loaded, and while the command is that was asked for."""
    (tmp_path / f"{module}.py").write_text(SWALLOWING, encoding="utf-8")
    if module == "onrecord_cut":
        start = "import onrecord.cli.app as app; app.COMMANDS['findings'] = ('onrecord_cut', ''); app.main()"
        command = [sys.executable, "-c", start, *arguments]
    else:
        command = [*PROGRAM, *arguments]
    path = os.pathsep.join(filter(None, [str(tmp_path), os.environ.get("PYTHONPATH")]))
    ended = subprocess.run(command, cwd=tmp_path, env=environment(PYTHONPATH=path), capture_output=True, check=False, text=True)
    assert (ended.returncode, ended.stdout, ended.stderr) == (130, "", "error: interrupted; nothing was done yet\n")


CUT = """
import os, signal, sys
from onrecord.cli import main

class Cut:
    def find_spec(self, *_):
        os.kill(os.getpid(), signal.SIGINT)

sys.meta_path.insert(0, Cut())
main()
"""


@pytest.mark.parametrize(("trap", "code"), [('trap "" INT; ', 0), ("", 130)])
def test_ctrl_c_that_is_to_be_ignored_is_ignored_while_the_program_is_loaded(trap: str, code: int, tmp_path: Path) -> None:
    command = ["bash", "-c", f'{trap}exec "$0" -c "$1" --version', sys.executable, CUT]
    ended = subprocess.run(command, cwd=tmp_path, env=environment(), capture_output=True, check=False, text=True)
    assert (ended.returncode, ended.stderr) == (code, "error: interrupted; nothing was done yet\n" if code else "")


def test_a_run_that_was_killed_goes_on_where_it_stopped_and_says_so(many: Path, tmp_path: Path, kept_in_files) -> None:
    command = [*PROGRAM, "--case", "c", "read", "--jsonl", many.name]
    program = subprocess.Popen(command, cwd=tmp_path, env=environment(), stdout=subprocess.PIPE, stderr=subprocess.PIPE, bufsize=0)
    assert program.stdout is not None
    for _ in range(150):  # two groups of appends; the last may not have reached the disk
        program.stdout.readline()
    program.kill()
    program.communicate(timeout=60)
    again = subprocess.run(command, cwd=tmp_path, env=environment(), capture_output=True, check=False, text=True)
    assert again.returncode == 0
    assert "300 reports read, " in again.stderr
    assert " of them in the case already; kept in c/" in again.stderr
    entries = kept_in_files(tmp_path / "c").entries()
    assert sum(b'"type":"reading"' in entry for entry in entries) == 300
    assert len(set(entries)) == len(entries)


def test_progress_is_shown_on_a_terminal_when_the_records_go_elsewhere(many: Path, tmp_path: Path) -> None:
    shown = on_a_terminal(["--case", "c", "read", "--jsonl", many.name], tmp_path, stdout=tmp_path / "out.jsonl")
    assert b"300 reports" in shown
    assert b"?" not in shown.replace(b"\x1b[?25", b"")
    assert (tmp_path / "out.jsonl").read_bytes().count(b"\n") == 300


def on_a_terminal(arguments: list[str], folder: Path, stdout: Path | None = None, **more: str) -> bytes:
    """What a command prints on a pseudo-terminal; standard output may go to a file instead."""
    parent, child = pty.openpty()
    output = os.open(stdout, os.O_WRONLY | os.O_CREAT) if stdout else os.dup(child)
    program = subprocess.Popen([*PROGRAM, *arguments], cwd=folder, env=environment(**more), stdout=output, stderr=child, stdin=child)
    os.close(output)
    os.close(child)
    pieces = []
    try:
        while piece := os.read(parent, 65536):
            pieces.append(piece)
    except OSError:  # the other end was closed
        pass
    os.close(parent)
    assert program.wait() == 0
    return b"".join(pieces)


def test_on_a_terminal_there_is_colour_and_without_it_the_same_words(case: Path, tmp_path: Path) -> None:
    coloured = on_a_terminal(["--case", str(case), "show", "market"], tmp_path)
    plain = on_a_terminal(["--case", str(case), "show", "market"], tmp_path, NO_COLOR="1", TERM="dumb")
    assert b"\x1b[" in coloured
    assert b"\x1b[3" not in plain
    assert b"[At least 31]f1" in plain


def test_a_terminal_that_lacks_letters_shows_their_codes(case: Path, tmp_path: Path) -> None:
    command = [*PROGRAM, "--case", str(case), "show", "market"]
    ended = subprocess.run(command, cwd=tmp_path, env=environment(PYTHONIOENCODING="ascii"), capture_output=True, check=False)
    assert ended.returncode == 0
    assert b"\\u201c4 May 2031\\u201d" in ended.stdout


@pytest.mark.parametrize(
    ("arguments", "redirection", "code"),
    [
        ("read a.txt --json", ">/dev/full", 74),
        ("read a.txt", ">/dev/full", 74),
        ("--help", ">/dev/full", 74),
        ("read a.txt --json", ">&-", 74),
        ("read a.txt --json", "<&-", 0),
        ("read a.txt --json", "2>&-", 0),
        ("read nowhere.txt", "2>&-", 1),
        ("read a.txt --json", "<&- >&- 2>&-", 74),
        ("show nothing", "2>/dev/full", 2),
        ("evaluate labelled.jsonl --save missing/out.jsonl", "", 2),
    ],
)
def test_streams_and_folders_that_are_not_there_end_in_a_sentence(tmp_path: Path, arguments: str, redirection: str, code: int) -> None:
    line = LINE.format(1)
    (tmp_path / "a.txt").write_text("The governor said that 12 people were killed in Dorvan.", encoding="utf-8")
    (tmp_path / "labelled.jsonl").write_text(line, encoding="utf-8")
    shell = f'exec "$0" -m onrecord --case c {arguments} {redirection}'
    ended = subprocess.run(
        ["bash", "-c", shell, sys.executable], cwd=tmp_path, env=environment(), capture_output=True, check=False, text=True
    )
    assert ended.returncode == code
    assert "fault in onrecord" not in ended.stderr
    assert "Traceback" not in ended.stderr
    if code == 2 and "2>" not in redirection:
        assert "error: " in ended.stderr

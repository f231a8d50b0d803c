"""Several readers beside one writer, each a process of its own: nobody fails, and nobody sees half of an append."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from onrecord.ledger import Ledger, View

READERS = 4
REPORTS = 60

READER = """
import sys
from pathlib import Path
from onrecord.ledger import View

case, stop = Path(sys.argv[1]), Path(sys.argv[2])
looks, most = 0, 0
print("ready", flush=True)
while not stop.exists() or not looks:
    with View.open(case) as view:
        entries = [entry.sequence for entry in view.entries()]
        assert entries == list(range(len(entries))), "entries out of order, or some between missing"
        readings = list(view.readings())
        assert all(len(reading.findings) == 1 for reading in readings), "a reading without its findings"
        assert len(readings) >= most, "a reading that was there is gone"
        most = len(readings)
        if readings:
            assert view.reading(readings[-1].id).text == readings[-1].text
    looks += 1
print(looks, most)
"""


def test_readers_in_processes_of_their_own_never_fail_beside_a_writer(case: Path, tmp_path: Path, make):
    stop = tmp_path / "stop"
    command = [sys.executable, "-c", READER, str(case), str(stop)]
    with Ledger.open(case, create=True) as ledger:
        readers = [
            subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=os.environ) for _ in range(READERS)
        ]
        for reader in readers:
            assert reader.stdout is not None
            assert reader.stdout.readline() == "ready\n"
        for number in range(REPORTS):
            document = make.document(number)
            ledger.append_reading(document, make.reading(document))
            if number % 7 == 0:
                ledger.commit()
        ledger.commit()
        stop.touch()
        told = [reader.communicate() for reader in readers]
    assert [err for _, err in told] == [""] * READERS
    assert all(int(out.split()[0]) > 0 for out, _ in told)
    with View.open(case) as view:
        assert len(list(view.readings())) == REPORTS


def test_a_second_process_cannot_write_meanwhile(case: Path, open_ledger: Callable[[], Ledger]):
    open_ledger()
    program = (
        "import sys; from pathlib import Path; from onrecord.ledger import Ledger; from onrecord.errors import WrongUse\n"
        "try:\n    Ledger.open(Path(sys.argv[1]), create=True)\nexcept WrongUse as error:\n    print(error.message)"
    )
    said = subprocess.run([sys.executable, "-c", program, str(case)], capture_output=True, text=True, check=True, env=os.environ).stdout
    assert f"Another process (number {os.getpid()}) is writing" in said

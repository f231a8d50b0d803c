"""Write the parts of README and docs that are made from the program: the settings page and README's screenful.

``python docs/generate.py`` writes them; the tests call the same functions and compare.
"""

import ast
import os
import re
import shlex
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SETTINGS_PAGE = ROOT / "docs" / "reference" / "settings.md"
README = ROOT / "README.md"
START, END = "<!-- screenful -->\n", "<!-- /screenful -->"
SHOWN = (
    "reference add examples/series/gaza-health-ministry.csv --date report_date --measure killed=killed_cum"
    " --measure injured=injured_cum --group Palestinians --place Gaza --source 'Gaza Ministry of Health'",
    "read --form line examples/reports/from-the-feeds.jsonl",
    "show newsglance-2023-11-08",
)
"""What README shows: the last of these commands, after the others."""
LONGEST_TABLE = 14
"""As many lines of one table as a reader of README takes in."""
MORE = "…"
ENTRY = re.compile(r"\n(?=[a-z]\d+ )")

SETTINGS_HEAD = """# Settings

Every setting with its default, made from `src/onrecord/settings.py` by `make docs`. They are set in a case's `onrecord.toml`
or, from Python, as keyword arguments. Those that can change a result are kept with the reading that they influenced.
"""


def settings_rows(structure: ast.ClassDef) -> list[str]:
    """A table line for each field of a settings class: name, default, the sentence below it."""
    rows = []
    for field, note in zip(structure.body, structure.body[1:], strict=False):
        if isinstance(field, ast.AnnAssign) and field.value is not None and isinstance(note, ast.Expr):
            name = ast.unparse(field.target)
            default = ast.unparse(field.value)
            shown = f"{int(default):,}" if default.isdigit() else default.strip("'").replace("False", "false")
            help_text = " ".join(ast.literal_eval(note.value).replace("``", "`").split())
            rows.append(f"| `{name}` | {'–' if shown in ('None', '', '()') else f'`{shown}`'} | {help_text} |")
    return rows


def settings_page() -> str:
    """docs/reference/settings.md, from the source of the settings."""
    tree = ast.parse((ROOT / "src" / "onrecord" / "settings.py").read_text(encoding="utf-8"))
    classes = [node for node in tree.body if isinstance(node, ast.ClassDef)]
    parts = [SETTINGS_HEAD]
    for structure in sorted(classes, key=lambda node: node.name != "Settings"):
        heading = (ast.get_docstring(structure) or structure.name).replace("``", "`")
        parts += [
            f"## {structure.name}\n\n{heading}\n",
            "| name | default | meaning |\n|---|---|---|",
            "\n".join(settings_rows(structure)) + "\n",
        ]
    return "\n".join(parts)


def shortened(lines: list[str]) -> list[str]:
    """The text of a record whole, and of each table as many whole entries as ``LONGEST_TABLE`` lines hold."""
    shown: list[str] = []
    for part in "\n".join(lines).split("\n\n"):
        heading, *entries = ENTRY.split(part)
        kept, length = [heading], heading.count("\n") + 1
        for entry in entries:
            length += entry.count("\n") + 1
            if length > LONGEST_TABLE:
                kept.append(MORE)
                break
            kept.append(entry)
        shown += ["\n".join(kept), ""]
    return shown[:-1]


def screenful() -> str:
    """What the commands of ``SHOWN`` print last, at 80 columns and without colour, its long parts cut short."""
    environment = {**os.environ, "COLUMNS": "80", "NO_COLOR": "1", "TERM": "dumb", "PYTHONPATH": str(ROOT / "src")}
    program = [sys.executable, "-c", "from onrecord.cli import main; main()"]
    printed = ""
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "examples").symlink_to(ROOT / "examples", target_is_directory=True)
        for command in SHOWN:
            finished = subprocess.run(
                [*program, *shlex.split(command)], cwd=folder, env=environment, check=True, capture_output=True, text=True
            )
            printed = finished.stdout
    lines = shortened([line.rstrip() for line in printed.strip().splitlines()])
    return f"$ onrecord {SHOWN[-1]}\n" + "\n".join(lines) + "\n"


def readme() -> str:
    """README with a fresh screenful between its markers."""
    before, rest = README.read_text(encoding="utf-8").split(START)
    return f"{before}{START}```text\n{screenful()}```\n{END}{rest.split(END)[1]}"


def main() -> None:
    """Write everything."""
    SETTINGS_PAGE.write_text(settings_page(), encoding="utf-8")
    README.write_text(readme(), encoding="utf-8")


if __name__ == "__main__":
    main()

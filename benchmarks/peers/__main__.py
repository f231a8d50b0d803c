"""Let one competitor read: ``python -m benchmarks.peers NAME < articles.jsonl > attributions.jsonl``.

In: ``{"id", "text"}`` a line. Out: ``{"id", "attributions": [{"source", "cue", "content"}]}``, each role a list of [start, end] in
code points; an article on which the reader stopped with an error has ``error`` instead of attributions.
"""

import json
import sys

from benchmarks.peers.catalogue import CANNOT_LOAD, COMPETITORS


def main(name: str) -> int:
    """Read standard input to its end."""
    try:
        read, rows = COMPETITORS[name].loaded()
    except Exception as error:  # whatever is missing, the others can still be compared
        print(f"{name} cannot be loaded: {type(error).__name__}: {' '.join(str(error).split())}", file=sys.stderr)
        return CANNOT_LOAD
    for line in sys.stdin.buffer:
        article = json.loads(line)
        try:
            answer = {"id": article["id"], "attributions": rows(read(article["text"]))}
        except Exception as error:  # whatever stops a reader is a result here
            answer = {"id": article["id"], "error": type(error).__name__}
        print(json.dumps(answer))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))

"""Answers kept by what was asked: paid for once, and the same at every reading after.

One JSON file for each answer, named by a SHA-256 over prompt, model and part of the text. A file holds the model's quotations and
nothing of the address or the key. What is taken from here is held to the schema and to the text like a fresh answer, so a file that
somebody altered can leave statements out, and cannot invent any.
"""

import os
import tempfile
from collections.abc import Collection
from pathlib import Path

import msgspec

from onrecord.errors import WrongUse
from onrecord.reading.endpoint.answer import MOST_STATEMENTS, Answered, words_of
from onrecord.reading.endpoint.prompt import PROMPT_DIGEST
from onrecord.records import content_id, encode

LONGEST_FILE = 16 * 1024 * 1024
"""Bytes; no answer is as long, and a larger file is none of ours."""

_PHRASE = 20
"""Characters of a quotation that tell one text from another."""


class DamagedError(Exception):
    """A kept answer cannot be used: another program wrote there, or a disk failed."""


class _Kept(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    key: str
    model: str
    prompt: str
    answer: Answered


def cache_folder(stated: str | None) -> Path:
    """Where answers are kept (``Endpoint.cache``); nothing is made yet.

    Raises:
        WrongUse: when the user's own folder is needed and the system knows none.
    """
    try:
        if stated is not None:
            return Path(stated).expanduser()
        own = os.environ.get("XDG_CACHE_HOME", "")
        return (Path(own) if os.path.isabs(own) else Path("~/.cache").expanduser()) / "onrecord" / "endpoint"  # noqa: PTH117 – "" is no path
    except RuntimeError as error:
        raise WrongUse("there is no folder for the endpoint's answers", hint="name one: cache in [endpoint] of onrecord.toml") from error


def key_of(model: str, asked: str) -> str:
    """The name of an answer: SHA-256, hexadecimal, over prompt, model and the part of the text as it was asked."""
    return content_id((PROMPT_DIGEST, model, asked))


class AnswerCache:
    """A folder of answers. Several processes may share it; what one writes, another sees whole or not at all."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def get(self, key: str) -> Answered | None:
        """The answer kept under a key; None when there is none.

        Raises:
            DamagedError: when something lies there that is not this answer.
        """
        file = self._file(key)
        try:
            if file.stat().st_size > LONGEST_FILE or not file.is_file():
                raise DamagedError
            kept = msgspec.json.decode(file.read_bytes(), type=_Kept)
        except (FileNotFoundError, NotADirectoryError):
            return None
        except (OSError, msgspec.DecodeError, RecursionError, UnicodeError) as error:
            raise DamagedError from error
        if kept.key != key or len(kept.answer.statements) > MOST_STATEMENTS:
            raise DamagedError
        return kept.answer

    def put(self, key: str, model: str, answer: Answered) -> None:
        """Keep an answer, for this user's eyes: it quotes the text.

        Raises:
            OSError: when it cannot be written.
        """
        file = self._file(key)
        file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        descriptor, unfinished = tempfile.mkstemp(dir=file.parent, suffix=".unfinished")
        try:
            with os.fdopen(descriptor, "wb") as stream:
                stream.write(encode(_Kept(key, model, PROMPT_DIGEST, answer)) + b"\n")
            Path(unfinished).replace(file)
        except BaseException:
            Path(unfinished).unlink(missing_ok=True)
            raise

    def forget(self, keys: Collection[str], texts: Collection[str]) -> int:
        """Remove the answers under some keys, and every other that quotes one of some texts, whatever was asked; how many.

        What cannot be read goes as well: nobody can say what it quotes, and it is no use.

        Raises:
            OSError: one cannot be removed.
        """
        removed = 0
        for file in sorted(self._folder.glob("[0-9a-f][0-9a-f]/*")):
            if file.suffix == ".json" and file.stem not in keys and not _quotes(file, texts):
                continue
            file.unlink(missing_ok=True)
            removed += file.suffix == ".json"
        return removed

    def _file(self, key: str) -> Path:
        return self._folder / key[:2] / f"{key}.json"


def _quotes(file: Path, texts: Collection[str]) -> bool:
    """Whether an answer was given on one of the texts: it quotes a whole phrase of it, or nothing that does not stand there."""
    try:
        words = list(words_of(msgspec.json.decode(file.read_bytes(), type=_Kept).answer))
    except (OSError, msgspec.DecodeError, RecursionError, UnicodeError):
        return True
    return any(
        any(len(one) >= _PHRASE and one in text for one in words) or (bool(words) and all(one in text for one in words)) for text in texts
    )

"""What was found in each file, as one JSON object; ``docs/json.md`` describes it."""

import json
from collections.abc import Iterable, Iterator
from textwrap import indent

from povertyplan.errors import harmless
from povertyplan.outputs.entries import checked_entry, refused_entry
from povertyplan.outputs.outcome import Checked, Unread

#: The version of the output, stated in it.
VERSION = 1
_WITHIN_FILES = " " * 4


def as_json(outcomes: Iterable[Checked | Unread], lang: str) -> str:
    """Return one JSON object with an entry for every file, its sentences in one language."""
    entries = (entry_text(outcome, lang) for outcome in outcomes)
    return "\n".join(as_pieces(entries, lang))


def entry_text(outcome: Checked | Unread, lang: str) -> str:
    """Return the entry of one file as text, indented as in the object of all files."""
    if isinstance(outcome, Unread):
        return indent(json_text(refused_entry(outcome, lang)), _WITHIN_FILES)
    return indent(json_text(checked_entry(outcome, lang)), _WITHIN_FILES)


def as_pieces(entries: Iterable[str], lang: str) -> Iterator[str]:
    """
    Yield the object of all files in pieces, each for a line or several, while entries come.

    An entry is held back until the next one is known, for a comma stands between the two.
    """
    around = json_text({"povertyplan": VERSION, "language": lang, "files": []})
    start, end = around.split("]")
    held_back = ""
    yield start
    for entry in entries:
        if held_back:
            yield f"{held_back},"
        held_back = entry
    if held_back:
        yield held_back
    yield f"  ]{end}"


def refused(unread: Unread, lang: str) -> dict[str, object]:
    """Return a file that could not be read, and why, for the objects of several files."""
    remedy = unread.error.remedy_text(lang)
    return {"file": unread.file, "message": unread.message(lang), "remedy": remedy}


def json_text(data: object) -> str:
    """Return data as JSON that keeps every character and sends no terminal an order."""
    lines = json.dumps(data, ensure_ascii=False, indent=2).split("\n")
    return "\n".join(map(_escaped, lines))


def _escaped(line: str) -> str:
    """Escape the characters that `harmless` would replace, as JSON in ASCII does."""
    return "".join(
        char if char == plain else json.dumps(char)[1:-1]
        for char, plain in zip(line, harmless(line), strict=True)
    )

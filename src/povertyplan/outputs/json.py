"""What was found in each file, as one JSON object; ``docs/json.md`` describes it."""

import json
from collections.abc import Sequence

from povertyplan.errors import harmless
from povertyplan.outputs.entries import checked_entry, refused_entry
from povertyplan.outputs.outcome import Checked, Unread

#: The version of the output, stated in it.
VERSION = 1


def as_json(outcomes: Sequence[Checked | Unread], lang: str) -> str:
    """Return one JSON object with an entry for every file, its sentences in one language."""
    files = [
        refused_entry(outcome) if isinstance(outcome, Unread) else checked_entry(outcome, lang)
        for outcome in outcomes
    ]
    return json_text({"povertyplan": VERSION, "language": lang, "files": files})


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

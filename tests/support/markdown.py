"""Tables of Markdown."""

from collections.abc import Sequence


def table(*rows: Sequence[str]) -> str:
    """Return a table whose first row is its head."""
    head, *body = rows
    lines = [head, ["---"] * len(head), *body]
    return "".join(f"| {' | '.join(map(_cell, line))} |\n" for line in lines)


def _cell(text: str) -> str:
    """Return the text of a cell, in which a bar does not end it."""
    return text.replace("|", "\\|")

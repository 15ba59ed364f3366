"""
The tables of the documentation that are generated from the code.

``python -m tests.support.pages`` writes each between its comments ``begin`` and ``end``.
"""

from collections.abc import Callable, Sequence
from pathlib import Path

from povertyplan.reading import NOTICES


def _table(*rows: Sequence[str]) -> str:
    head, *body = rows
    lines = [head, ["---"] * len(head), *body]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def notices() -> str:
    rows = [(f"`{code}`", sentence.en) for code, sentence in sorted(NOTICES.items())]
    return _table(("notice", "sentence"), *rows)


#: The page of each generated table, by the table's name.
PAGES: dict[Callable[[], str], Path] = {notices: Path("docs/reading/notices.md")}


def regenerated(table: Callable[[], str]) -> str:
    """Return the text of a table's page with the table written anew."""
    text = PAGES[table].read_text(encoding="utf-8")
    begin, end = f"<!-- begin {table.__name__} -->\n", f"<!-- end {table.__name__} -->\n"
    before, begun, rest = text.partition(begin)
    _, ended, after = rest.partition(end)
    if not (begun and ended):
        raise ValueError(f"{PAGES[table]} has no place for the table of {table.__name__}")
    return before + begin + table() + end + after


if __name__ == "__main__":
    for generated, page in PAGES.items():
        page.write_text(regenerated(generated), encoding="utf-8")

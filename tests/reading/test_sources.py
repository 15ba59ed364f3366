"""Where in a file something stands."""

import pytest

from povertyplan.reading import Source


@pytest.mark.parametrize(
    ("source", "shown", "where"),
    [
        (Source("a.md"), "a.md", ""),
        (Source("a.md", 3), "a.md:3", "line 3"),
        (Source("a.xlsx", cell="B4"), "a.xlsx:B4", "cell B4"),
        (Source("a.xlsx", sheet="PL", cell="B4"), "a.xlsx:PL!B4", "cell PL!B4"),
        (Source("a.docx", paragraph=7), "a.docx:¶7", "paragraph 7"),
    ],
)
def test_sources_in_words_and_as_links(source: Source, shown: str, where: str) -> None:
    assert (str(source), source.where) == (shown, where)

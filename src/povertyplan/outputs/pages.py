"""The pages that explain checks and causes, as officers read them."""

import re
from collections.abc import Iterable
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from textwrap import fill

from povertyplan.arithmetic.causes import Cause
from povertyplan.checks import Check

_EXAMPLE = re.compile(r"^```\w+\n(?P<lines>.*?)^```\n+", re.MULTILINE | re.DOTALL)
_CODE = (">>> ", "... ")
_WIDTH = 98
#: What an example prints where nothing is wrong.
_NOTHING = "()"


def page(explained: Check | Cause, lang: str) -> str:
    """
    Return the page of a check or a cause in a language, as Markdown.

    Examples of the English pages are programs, which run as tests: the page has what they print.

    >>> from povertyplan import Cause
    >>> page(Cause.STALE_DENOMINATOR, "en").partition(":")[0]
    '# stale-denominator'
    """
    name = f"causes/{explained}" if isinstance(explained, Cause) else f"checks/{explained.code}"
    language = "" if lang == "en" else f"{lang}/"
    source = _documentation() / f"{language}{name}.md"
    return _EXAMPLE.sub(_printed, source.read_text(encoding="utf-8")).rstrip() + "\n"


def _documentation() -> Traversable:
    """Return the folder of the pages: the wheel's, or the repository's that the package runs in."""
    shipped = files("povertyplan") / "pages"
    return shipped if shipped.is_dir() else Path(__file__).parents[3] / "docs"


def _printed(example: re.Match[str]) -> str:
    """Return the lines that an example prints, as a quotation."""
    lines = example["lines"].splitlines()
    if not any(line.startswith(_CODE) for line in lines):
        return ""
    printed = [line for line in lines if line and line != _NOTHING and not line.startswith(_CODE)]
    return quotation(printed) + "\n" if printed else ""


def quotation(messages: Iterable[str]) -> str:
    """
    Return messages as a quotation, each from a line of its own.

    >>> print(quotation(["2 of 78 is 2.56%", "3 of 136 is 2.21%"]), end="")
    > 2 of 78 is 2.56%
    > 3 of 136 is 2.21%
    """
    filled = (fill(text, _WIDTH, initial_indent="> ", subsequent_indent="> ") for text in messages)
    return "".join(f"{lines}\n" for lines in filled)

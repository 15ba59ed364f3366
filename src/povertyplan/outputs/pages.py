"""The pages that explain checks and causes, as officers read them."""

from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from povertyplan.arithmetic.causes import Cause
from povertyplan.checks import Check


def page(explained: Check | Cause, lang: str) -> str:
    r"""
    Return the page of a check or a cause in a language, as Markdown.

    >>> from povertyplan import Cause
    >>> page(Cause.STALE_DENOMINATOR, "vi").partition("\n")[0]
    '# stale-denominator: Chia cho số hộ của năm khác'
    """
    name = f"causes/{explained}" if isinstance(explained, Cause) else f"checks/{explained.code}"
    language = "" if lang == "en" else f"{lang}/"
    source = _documentation() / f"{language}{name}.md"
    return source.read_text(encoding="utf-8")


def heading(explained: Check | Cause, lang: str) -> str:
    """
    Return the name of a check or a cause with its title, in a language.

    >>> from povertyplan import Cause
    >>> heading(Cause.STALE_DENOMINATOR, "vi")
    'stale-denominator: Chia cho số hộ của năm khác'
    """
    return page(explained, lang).partition("\n")[0].removeprefix("# ")


def _documentation() -> Traversable:
    """Return the folder of the pages: the wheel's, or the repository's that the package runs in."""
    shipped = files("povertyplan") / "pages"
    return shipped if shipped.is_dir() else Path(__file__).parents[3] / "docs"

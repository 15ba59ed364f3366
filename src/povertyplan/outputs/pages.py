"""The pages that explain checks and causes, as officers read them."""

from collections.abc import Mapping
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from povertyplan.arithmetic.causes import Cause
from povertyplan.checks import Check

#: The heading of the advice on a page of a check, in each language.
_HOW_TO_REPAIR: Mapping[str, str] = {"en": "How to repair", "vi": "Cách sửa"}


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


def advice(check: Check, lang: str) -> list[str]:
    """
    Return the advice on the page of a check, a text for each item of its list.

    Only the first paragraph is meant for them; another one may be about the command line.

    >>> from povertyplan.checks import CHECKS
    >>> advice(CHECKS[1], "vi")[-1]
    'Nếu một trong hai số hộ sai, sửa số đó rồi tính lại dòng tổng.'
    """
    _, _, section = page(check, lang).partition(f"\n## {_HOW_TO_REPAIR[lang]}\n")
    lines = section.strip().partition("\n\n")[0].splitlines()
    items: list[str] = []
    for line in lines:
        if line.startswith("- ") or not items:
            items.append(line.removeprefix("- "))
        else:
            items[-1] += f" {line.strip()}"
    return [item.replace("`", "") for item in items]


def _documentation() -> Traversable:
    """Return the folder of the pages: the wheel's, or the repository's that the package runs in."""
    shipped = files("povertyplan") / "pages"
    return shipped if shipped.is_dir() else Path(__file__).parents[3] / "docs"

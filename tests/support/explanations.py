"""The pages of checks and causes, written from docstrings and from what their examples print."""

import re
from doctest import DocTestParser
from itertools import product
from pathlib import Path

import povertyplan
from povertyplan import Cause, Finding
from povertyplan.checks import CHECKS, Check
from povertyplan.diagnosis import Diagnosis
from povertyplan.outputs.pages import quotation
from tests.support.cause_pages import messages

DOCS = Path("docs")
_EXAMPLE = re.compile(r"^>>> .*?(?=\n\n|\Z)", re.MULTILINE | re.DOTALL)
_BLOCK = re.compile(r"^```\w+\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_QUOTATION = re.compile(r"(?:^> .*\n)+", re.MULTILINE)


def source(explained: Check | Cause, lang: str) -> Path:
    """Return the file of a page."""
    folder = DOCS if lang == "en" else DOCS / lang
    if isinstance(explained, Cause):
        return folder / "causes" / f"{explained}.md"
    return folder / "checks" / f"{explained.code}.md"


def english_page(check: Check) -> str:
    """Return the English page of a check, from its docstring."""
    _, _, text = check.doc.partition("\n")
    examples = _EXAMPLE.sub(r"```pycon\n\g<0>\n```", text.strip())
    name = check.name.replace("_", "-")
    return (
        f"# {check.code}: {check.title('en')}\n\n"
        f"Name: `{name}`. Severity: {check.severity.value}.\n\n"
        f"{examples}\n"
    )


def printed(explained: Check | Cause, lang: str) -> list[str]:
    """Return what is said of the wrong example of a page, in a language."""
    if isinstance(explained, Cause):
        return messages(source(explained, lang).read_text(encoding="utf-8"), lang)
    return _run(source(explained, "en").read_text(encoding="utf-8"), lang)


def _run(page: str, lang: str) -> list[str]:
    """Return what the examples of an English page print, in a language."""
    texts: list[str] = []

    def note(*said: Finding | Diagnosis) -> None:
        texts.extend(item.text(lang) for item in said)

    names = {name: getattr(povertyplan, name) for name in povertyplan.__all__}
    namespace = {**names, "print": note}
    for block in _BLOCK.findall(page):
        statements = [example.source for example in DocTestParser().get_examples(block)]
        exec("".join(statements) or block, namespace)  # noqa: S102  # the examples of our own pages
    return texts


def with_messages(explained: Check | Cause, lang: str) -> str:
    """Return a page with the messages that its wrong example is given today."""
    page = source(explained, lang).read_text(encoding="utf-8")
    quoted = quotation(printed(explained, lang))
    return _QUOTATION.sub(lambda _: quoted, page, count=1)


def write() -> None:
    """Write the English pages of the checks, and the messages in all other pages."""
    for check in CHECKS:
        source(check, "en").write_text(english_page(check), encoding="utf-8")
    pages: list[tuple[Check | Cause, str]] = [*product(Cause, ("en", "vi"))]
    pages += [(check, "vi") for check in CHECKS if source(check, "vi").exists()]
    for explained, lang in pages:
        source(explained, lang).write_text(with_messages(explained, lang), encoding="utf-8")

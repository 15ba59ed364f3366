"""The public names: what each is, and the page of the reference that it stands on."""

import inspect
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from types import ModuleType

import povertyplan
from povertyplan import (
    checks,
    diagnosis,
    editing,
    findings,
    frames,
    messages,
    outputs,
    reading,
    records,
    strategies,
    year,
)
from povertyplan.documents import forms
from povertyplan.model import fields, places, relations, tabular
from tests.support.markdown import table

#: The rooms whose names are public.
PUBLIC = (
    povertyplan,
    reading,
    fields,
    places,
    tabular,
    relations,
    findings,
    checks,
    diagnosis,
    editing,
    forms,
    year,
    messages,
    records,
    outputs,
    frames,
    strategies,
)
_PAGES = Path("docs/reference")
#: The directive that puts a name on a page.
_DIRECTIVE = re.compile(r"^\.\. auto\w+:: (\S+)$", re.MULTILINE)
#: A constant or an alias with the comment above it.
COMMENTED = re.compile(r"((?:^#: .*\n)+)^(\w+)(?:: .+)? = ", re.MULTILINE)


def public_names() -> Iterator[tuple[ModuleType, str]]:
    """Yield every public name with its room; what several rooms have is of the first of them."""
    seen: set[tuple[str, int]] = set()
    for room in PUBLIC:
        for name in sorted(room.__all__):
            named = (name, id(getattr(room, name)))
            if named not in seen:
                seen.add(named)
                yield room, name


def text_of(comment: str) -> str:
    """Return what a comment of several lines says."""
    return comment.removeprefix("#: ").replace("\n#: ", " ").strip()


@cache
def _comments(room: ModuleType) -> Mapping[str, str]:
    """Return what the comments above the constants and aliases of a room say."""
    home = Path(room.__file__ or "")
    modules = sorted(home.parent.rglob("*.py")) if home.stem == "__init__" else [home]
    sources = "\n".join(module.read_text(encoding="utf-8") for module in modules)
    return {name: text_of(comment) for comment, name in COMMENTED.findall(sources)}


def meaning(room: ModuleType, name: str) -> str:
    """Return the first sentence about a name: of its docstring, or of the comment above it."""
    member = getattr(room, name)
    has_docstring = isinstance(member, type) or inspect.isroutine(member)
    text = inspect.getdoc(member) if has_docstring else _comments(room).get(name)
    return " ".join((text or "").split("\n\n")[0].split())


def pages() -> Mapping[str, Sequence[str]]:
    """Return the names of the reference, each with the pages that it stands on."""
    standing: dict[str, list[str]] = defaultdict(list)
    for page in sorted(_PAGES.glob("*.md")):
        for name in _DIRECTIVE.findall(page.read_text(encoding="utf-8")):
            standing[name].append(page.name)
    return standing


def public() -> str:
    """Return the public names by their rooms, each with its page and what it is."""
    standing = pages()
    rows = []
    for room, name in public_names():
        page, *_ = standing[f"{room.__name__}.{name}"]
        rows.append((f"`{room.__name__}`", f"[`{name}`]({page})", meaning(room, name)))
    return table(("room", "name", "what it is"), *rows)

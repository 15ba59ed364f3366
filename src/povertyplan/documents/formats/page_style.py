"""Tags and styles of a page that hide their text or strike it through."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType

from attrs import field, frozen

from povertyplan.documents import limits
from povertyplan.messages import ReadError, phrase

_Attributes = Sequence[tuple[str, str | None]]

#: The properties by which a style hides or strikes text, and the values that do.
_WITHDRAWING: Mapping[str, re.Pattern[str]] = MappingProxyType(
    {
        "display": re.compile(r"\bnone\b"),
        "visibility": re.compile(r"\b(?:hidden|collapse)\b"),
        "mso-hide": re.compile(r"\ball\b"),
        "text-decoration": re.compile(r"\bline-through\b"),
        "height": re.compile(r"^\s*0(?:\.0+)?(?:[a-z]{2})?(?![\w.%])"),
        "width": re.compile(r"^\s*0(?:\.0+)?(?:[a-z]{2})?(?![\w.%])"),
    }
)
_HIDING = ("display", "visibility", "mso-hide")
#: What hides a row or a column of a table at the size 0, as a workbook hides it.
_SIZES: Mapping[str, str] = MappingProxyType({"tr": "height", "col": "width"})
#: Tags that strike their text through, unless a style says otherwise.
_STRIKING = frozenset({"s", "strike", "del"})
_STYLE_START = re.compile(r"<style\b[^<>]*>", re.IGNORECASE)
_STYLE_END = re.compile(r"</style\b", re.IGNORECASE)
_BRACE = re.compile(r"[{}]")
#: A selector that is read: a tag, a class, an id, or a tag with a class.
_SELECTOR = re.compile(r"[\w-]*(?:[.#][\w-]+)?")

#: Whether each property of a style withdraws text.
_Properties = Mapping[str, bool]


@frozen
class Effects:
    """What a tag does to its text."""

    hides: bool = False
    strikes: bool = False


_NO_EFFECTS = Effects()


@frozen
class StyleSheet:
    """
    The rules of the styles of a page that may hide or strike text, by selector.

    Rules inside others, as for print, and selectors of several tags are not read.

    >>> sheet = StyleSheet.of("<style><!-- .xl66 {text-decoration:line-through;} --></style>")
    >>> sheet.effects("td", [("class", "xl65 xl66")])
    Effects(hides=False, strikes=True)
    """

    rules: Mapping[str, _Properties] = field(factory=dict[str, _Properties])
    #: The effects of the tags so far: most tags of a page are like one before.
    _known: dict[tuple[str, tuple[tuple[str, str | None], ...]], Effects] = field(
        factory=dict[tuple[str, tuple[tuple[str, str | None], ...]], Effects], eq=False, repr=False
    )

    @classmethod
    def of(cls, page: str, file: str = "") -> "StyleSheet":
        """Return the rules of all styles of a page; raise `ReadError` if these are too long."""
        rules: dict[str, dict[str, bool]] = {}
        styles = list(_styles(page))
        if sum(map(len, styles)) > limits.MOST_STYLE:
            most = phrase("styles of at most {number} characters", number=limits.MOST_STYLE)
            raise ReadError(most, phrase("longer ones"), file)
        for style in styles:
            for selectors, declarations in _rules(style):
                properties = _properties(declarations)
                if not properties:
                    continue
                for selector in selectors.split(","):
                    if _SELECTOR.fullmatch(selector.strip()):
                        rules.setdefault(selector.strip().lower(), {}).update(properties)
        return cls(rules)

    def effects(self, tag: str, attributes: _Attributes) -> Effects:
        """Return the effect of a tag on its text, by its attributes."""
        kind = (tag, tuple(attributes))
        if kind not in self._known:
            self._known[kind] = self._computed_effects(tag, dict(attributes))
        return self._known[kind]

    def _computed_effects(self, tag: str, stated: Mapping[str, str | None]) -> Effects:
        properties: dict[str, bool] = {}
        if "hidden" in stated:
            properties["display"] = True
        if tag in _STRIKING:
            properties["text-decoration"] = True
        size = _SIZES.get(tag, "")
        if size in stated:
            properties |= _properties(f"{size}:{stated[size]}")
        for selector in _selectors(tag, stated):
            properties.update(self.rules.get(selector, {}))
        properties.update(_properties(stated.get("style") or ""))
        hides = any(properties.get(name, False) for name in (*_HIDING, size))
        return Effects(hides, properties.get("text-decoration", False))


def _selectors(tag: str, stated: Mapping[str, str | None]) -> Iterator[str]:
    """Yield the selectors that a tag may match, the weaker ones first."""
    yield tag
    names = (stated.get("class") or "").lower().split()
    for name in names:
        yield f".{name}"
    for name in names:
        yield f"{tag}.{name}"
    name = (stated.get("id") or "").lower()
    yield f"#{name}"
    yield f"{tag}#{name}"


def _styles(page: str) -> Iterator[str]:
    """Yield the text of each style sheet of a page, without comments and their marks."""
    read = 0
    while start := _STYLE_START.search(page, read):
        end = _STYLE_END.search(page, start.end())
        if end is None:
            return
        text = page[start.end() : end.start()].replace("<!--", " ").replace("-->", " ")
        yield "".join(_outside_comments(text))
        read = end.end()


def _outside_comments(style: str) -> Iterator[str]:
    """Yield the parts of a style between its comments."""
    read = 0
    while (start := style.find("/*", read)) >= 0:
        yield style[read:start]
        end = style.find("*/", start + 2)
        read = len(style) if end < 0 else end + 2
    yield style[read:]


def _rules(style: str) -> Iterator[tuple[str, str]]:
    """Yield the selectors and the declarations of the rules that stand in no other rule."""
    depth = start = 0
    selectors = ""
    for brace in _BRACE.finditer(style):
        text = style[start : brace.start()]
        start = brace.end()
        if brace[0] == "{":
            selectors = selectors if depth else text
            depth += 1
        elif depth:
            depth -= 1
            if not depth:
                yield selectors, text


def _properties(declarations: str) -> dict[str, bool]:
    """
    Return whether each declared property withdraws text; other properties are left out.

    >>> _properties("color:red; DISPLAY : none !important; text-decoration-line: underline")
    {'display': True, 'text-decoration': False}
    """
    return dict(_withdrawing(declarations.lower().split(";")))


def _withdrawing(declarations: Iterable[str]) -> Iterator[tuple[str, bool]]:
    for declaration in declarations:
        name, _, value = declaration.partition(":")
        name = name.strip().removesuffix("-line")
        pattern = _WITHDRAWING.get(name)
        if pattern is not None:
            yield name, bool(pattern.search(value))

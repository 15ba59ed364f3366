"""The text of a Word paragraph as a reader sees it: nothing hidden, deleted or struck through."""

from collections.abc import Collection, Iterator
from typing import Any, TypeAlias

from attrs import define, field
from docx.oxml.ns import qn

from povertyplan.documents.formats.footnotes import raised
from povertyplan.documents.formats.struck import StruckText
from povertyplan.reading import Source

_Element = Any  #: an element of lxml, which has no types of its own
#: An element that stands for some characters, and these.
TextPiece: TypeAlias = tuple[_Element, str]

TABLE = qn("w:tbl")
TEXT_BOX = qn("w:txbxContent")
VALUE = qn("w:val")
_TEXT = qn("w:t")
_PROPERTIES = qn("w:rPr")
_VANISH = qn("w:vanish")
_ROW_HIDDEN = f"{qn('w:trPr')}/{qn('w:hidden')}"
_ALIGNED = qn("w:vertAlign")
_STRIKES = (qn("w:strike"), qn("w:dstrike"))
_STYLE_OF_RUN = qn("w:rStyle")
_STYLE_OF_PARAGRAPH = f"{qn('w:pPr')}/{qn('w:pStyle')}"
_STYLE = qn("w:style")
_STYLE_NAME = qn("w:styleId")
_BASED_ON = qn("w:basedOn")
_OFF = frozenset({"0", "false", "off"})
#: Elements that stand for a character.
_CHARACTERS = {
    qn("w:tab"): "\t",
    qn("w:br"): "\n",
    qn("w:cr"): "\n",
    qn("w:noBreakHyphen"): "-",
}
#: Elements that are not seen, are seen in another place, or repeat text for older programs.
UNSEEN = frozenset(
    {
        qn("w:del"),
        qn("w:moveFrom"),
        qn("w:pPr"),
        _PROPERTIES,
        qn("w:footnoteReference"),
        "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback",
        TABLE,
        TEXT_BOX,
    }
)


@define
class WordText:
    """A reader of paragraphs, which gathers their struck-through texts."""

    struck_styles: Collection[str] = frozenset()
    struck: StruckText = field(factory=StruckText)

    def of(self, paragraph: _Element, source: Source, *, hidden: bool = False) -> str:
        """
        Return the text of a paragraph; a struck text is left out and counted.

        Text that its font hides is left out, unless the paragraph stands in a row that
        is *hidden* whole, which is read.
        """
        return "".join(text for _, text in self._pieces(paragraph, source, hidden=hidden))

    def pieces(
        self, paragraph: _Element, source: Source, *, hidden: bool = False
    ) -> list[TextPiece]:
        """Return the text of a paragraph by the elements that stand for it, as `of` reads it."""
        return list(self._pieces(paragraph, source, hidden=hidden))

    def _pieces(self, paragraph: _Element, source: Source, *, hidden: bool) -> Iterator[TextPiece]:
        is_struck_by_style = self._is_struck_style(paragraph, _STYLE_OF_PARAGRAPH)
        struck: list[str] = []  # of runs side by side
        waiting = [iter((paragraph,))]  # and not the elements: one may hold a million others
        run, properties = None, None  # of the text that was read last
        while waiting:
            element = next(waiting[-1], None)
            if element is None:
                waiting.pop()
            elif element.tag == _TEXT:
                text = element.text or ""
                parent = element.getparent()
                if parent is not run:  # one run may hold all texts, and is looked through once
                    run, properties = parent, parent.find(_PROPERTIES)
                if self._is_struck(properties, by_style=is_struck_by_style):
                    struck.append(text)
                    continue
                self._count(struck, source)
                yield element, raised(text) if _is_raised(properties) else text
            elif element.tag in _CHARACTERS:
                yield element, _CHARACTERS[element.tag]
            elif element is paragraph or not (
                element.tag in UNSEEN or (_is_hidden(element) and not hidden)
            ):
                waiting.append(iter(element))
        self._count(struck, source)

    def _count(self, struck: list[str], source: Source) -> None:
        """Count the text of struck runs side by side as one, and begin anew."""
        if struck:
            self.struck.add("".join(struck), source)
            struck.clear()

    def _is_struck(self, properties: _Element | None, *, by_style: bool) -> bool:
        """
        Whether a run is struck through.

        What a run says itself holds; the styles of the run and of its paragraph
        cancel each other (ECMA-376, part 1, 17.7.3, toggle properties).
        """
        if properties is None:
            return by_style
        said = _strike(properties)
        if said is not None:
            return said
        return by_style != self._is_struck_style(properties, _STYLE_OF_RUN)

    def _is_struck_style(self, element: _Element, path: str) -> bool:
        """Whether the style that an element names strikes its text through."""
        if not self.struck_styles:
            return False
        style = element.find(path)
        return style is not None and style.get(VALUE) in self.struck_styles


def struck_styles(styles: _Element) -> frozenset[str]:
    """Return the names of the styles that strike text through, or are based on such a style."""
    if next(styles.iter(*_STRIKES), None) is None:
        return frozenset()
    said: dict[str, bool] = {}
    heirs: dict[str, list[str]] = {}
    for style in styles.iter(_STYLE):
        name = style.get(_STYLE_NAME, "")
        properties = style.find(_PROPERTIES)
        strike = None if properties is None else _strike(properties)
        if strike is not None:
            said[name] = strike
        base = style.find(_BASED_ON)
        if base is not None:
            heirs.setdefault(base.get(VALUE, ""), []).append(name)
    waiting = [name for name, is_struck in said.items() if is_struck]
    struck = set(waiting)
    while waiting:
        for heir in heirs.get(waiting.pop(), ()):
            if heir not in said and heir not in struck:
                struck.add(heir)
                waiting.append(heir)
    return frozenset(struck)


def _strike(properties: _Element) -> bool | None:
    """Return whether properties of text strike it through, None if they say nothing of it."""
    strikes = [strike for strike in map(properties.find, _STRIKES) if strike is not None]
    if not strikes:
        return None
    return any(strike.get(VALUE) not in _OFF for strike in strikes)


def _is_raised(properties: _Element | None) -> bool:
    """Whether a run stands above or below the line, as the mark of a footnote does."""
    align = None if properties is None else properties.find(_ALIGNED)
    return align is not None and align.get(VALUE) in {"superscript", "subscript"}


def _is_hidden(element: _Element) -> bool:
    """Whether the font of a run hides its text."""
    properties = element.find(_PROPERTIES)
    return properties is not None and is_on(properties.find(_VANISH))


def is_on(switch: _Element | None) -> bool:
    """Whether a property that switches something on is there, and does not switch it off."""
    return switch is not None and switch.get(VALUE) not in _OFF


def is_hidden_whole(row: _Element) -> bool:
    """Whether a row of a table is hidden: by itself, or by the fonts of all its texts."""
    if is_on(row.find(_ROW_HIDDEN)):
        return True
    if next(row.iter(_VANISH), None) is None:
        return False
    runs = {text.getparent() for text in row.iter(_TEXT) if (text.text or "").strip()}
    return bool(runs) and all(map(_is_hidden, runs))

"""
Comments in a Word document (ECMA-376 part 1, 17.13.4), added to the parts that it has.

The text of the document gets marks where a comment begins and ends, and the comments stand in a
part of their own.  All other parts stay byte for byte.
"""

from collections.abc import Iterable, Mapping

from attrs import evolve
from docx.oxml.ns import qn
from lxml import etree

from povertyplan.documents.formats.archive import opening
from povertyplan.documents.formats.docx import elements
from povertyplan.documents.formats.word_text import (
    TABLE,
    TEXT_BOX,
    UNSEEN,
    WordText,
    struck_styles,
)
from povertyplan.documents.write.commented import Commentator, Commented
from povertyplan.documents.write.package import OFFICE, Element, Package
from povertyplan.documents.write.word_figures import WordFigure, figure_at
from povertyplan.documents.write.word_runs import own_run
from povertyplan.messages import Phrase, phrase
from povertyplan.reading import Source

_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_WORD = {"w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main"}
_COMMENTS = qn("w:comments")
_PARAGRAPH = qn("w:p")
_PARAGRAPH_PROPERTIES = qn("w:pPr")
_COMMENT = qn("w:comment")
_REFERENCE = qn("w:commentReference")
_ID = qn("w:id")
#: What refers to a comment, and the comments themselves.
_NUMBERED = (
    _COMMENT,
    qn("w:commentRangeStart"),
    qn("w:commentRangeEnd"),
    _REFERENCE,
)
#: What a paragraph of a comment needs, so that none of the document's own style shows in it.
_PLAIN = (
    ("w:spacing", {"w:before": "0", "w:after": "0", "w:line": "240", "w:lineRule": "auto"}),
    ("w:ind", {"w:left": "0", "w:right": "0", "w:firstLine": "0"}),
    ("w:jc", {"w:val": "left"}),
)
#: Half points: the text of a comment, and the mark of one, which may not raise a line.
_SIZE, _MARK_SIZE = "20", "16"
_NO_ELEMENT = phrase("the text of the document has no such place")


def commented(
    package: Package, comments: Mapping[Source, str], commentator: Commentator
) -> Commented:
    """
    Return a Word document with a comment at each of some places.

    A place is the source of a cell or of a paragraph.  With a column, the comment marks the figure
    that begins there.  A place in a text box has its comment at the paragraph beside the box, for
    Word takes none inside.  A comment of the same words that stands at a place is not repeated.

    Raises `ReadError` if a part is missing or damaged.
    """
    with opening(package.file):
        left = _placed(package, comments, commentator)
        return Commented(package.packed(), left)


def _placed(
    package: Package, comments: Mapping[Source, str], commentator: Commentator
) -> Mapping[Source, Phrase]:
    """Put comments into a package, and return the places that take none, and why."""
    (document_part,) = package.related("", "officeDocument")[:1]
    document = package.parsed(document_part)
    styles = _styles(package, document_part)
    places = elements(document, styles, package.file)
    word_text = WordText(frozenset() if styles is None else struck_styles(styles))
    part = _comments_part(package, document_part)
    root = package.parsed(part, _COMMENTS) if part else etree.Element(_COMMENTS, nsmap=_WORD)
    texts = {comment.get(_ID, ""): _text(comment) for comment in root.iter(_COMMENT)}
    first_number = number = _first_free_number((root, document))
    left: dict[Source, Phrase] = {}
    for source, text in comments.items():
        element = places.get(evolve(source, column=None))
        paragraph = _paragraph(element)
        if paragraph is None:
            left[source] = _NO_ELEMENT
        elif not _says(paragraph, text, texts):
            is_named = paragraph is element  # else it is of a cell, or beside a text box
            figure = _figure(paragraph, source, word_text) if is_named else None
            _mark(paragraph, figure, str(number))
            root.append(_comment(str(number), text, commentator))
            number += 1
    if number > first_number:
        package.replace(document_part, document)
        _store(package, document_part, part, root)
    return left


def _says(paragraph: Element, text: str, texts: Mapping[str, str]) -> bool:
    """Whether one of the comments of a paragraph has the same words as another."""
    return any(texts.get(mark.get(_ID, "")) == text for mark in paragraph.iter(_REFERENCE))


def _text(comment: Element) -> str:
    """Return the text of a comment, its paragraphs as lines."""
    return "\n".join(map(_line, comment.iter(_PARAGRAPH)))


def _line(paragraph: Element) -> str:
    return "".join(piece.text or "" for piece in paragraph.iter(qn("w:t")))


def _figure(paragraph: Element, source: Source, word_text: WordText) -> WordFigure | None:
    """Return the figure at the column of a paragraph, if its runs stand in the paragraph itself."""
    if source.column is None:
        return None
    figure = figure_at(word_text.pieces(paragraph, source), source.column)
    if figure is None:
        return None
    is_in_paragraph = all(piece.run.getparent() is paragraph for piece in figure.pieces)
    return figure if is_in_paragraph else None


def _styles(package: Package, document_part: str) -> Element | None:
    parts = package.related(document_part, "styles")
    return package.parsed(parts[0]) if parts else None


def _comments_part(package: Package, document_part: str) -> str:
    """Return the name of the part that holds comments, or an empty text."""
    return next(iter(package.related(document_part, "comments")), "")


def _store(package: Package, document_part: str, part: str, root: Element) -> None:
    """Put the comments into their part; a document without one gets it."""
    if part:
        package.replace(part, root)
        return
    usual = "word/comments.xml"
    part = package.fresh("word/comments{}.xml") if usual in package else usual
    package.add(part, root, _TYPE)
    package.relate(document_part, f"{OFFICE}comments", part)


def _first_free_number(roots: Iterable[Element]) -> int:
    """Return a number above all comments, and above the marks of removed comments."""
    numbers = [0]
    for root in roots:
        numbers += [_number(element) for element in root.iter(*_NUMBERED)]
    return max(numbers) + 1


def _number(element: Element) -> int:
    number = element.get(_ID, "")
    return int(number) if number.isdecimal() else 0


def _paragraph(element: Element | None) -> Element | None:
    """Return the paragraph for the comment of a place, or None."""
    if element is None:
        return None
    paragraph = element if element.tag == _PARAGRAPH else _first_paragraph(element)
    boxes = [] if paragraph is None else [*paragraph.iterancestors(TEXT_BOX)]
    if not boxes:
        return paragraph
    return next(boxes[-1].iterancestors(_PARAGRAPH), None)  # that the outermost box stands beside


def _first_paragraph(cell: Element) -> Element | None:
    """Return the first paragraph of a cell that has a text of its own, else the first one."""
    paragraphs: list[Element] = []
    waiting = [cell]
    while waiting:
        element = waiting.pop()
        if element.tag == _PARAGRAPH:
            paragraphs.append(element)
        elif element.tag != TABLE:
            waiting.extend(reversed(element))
    with_text = (paragraph for paragraph in paragraphs if _has_text(paragraph))
    return next(with_text, next(iter(paragraphs), None))


def _has_text(paragraph: Element) -> bool:
    waiting = [paragraph]
    while waiting:
        element = waiting.pop()
        if element.tag == qn("w:t") and (element.text or "").strip():
            return True
        waiting.extend(child for child in element if child.tag not in UNSEEN)
    return False


def _mark(paragraph: Element, figure: WordFigure | None, number: str) -> None:
    """Mark a figure of a paragraph, or the whole paragraph, as the subject of a comment."""
    start = _element("w:commentRangeStart", {"w:id": number})
    end = _element("w:commentRangeEnd", {"w:id": number})
    if figure is None:
        properties = paragraph.find(_PARAGRAPH_PROPERTIES)
        paragraph.insert(0 if properties is None else paragraph.index(properties) + 1, start)
        paragraph.append(end)
    else:
        runs = [own_run(piece) for piece in reversed(figure.pieces)]
        runs[-1].addprevious(start)
        runs[0].addnext(end)
    reference = etree.Element(qn("w:r"))
    _properties(reference, _MARK_SIZE)
    reference.append(_element("w:commentReference", {"w:id": number}))
    end.addnext(reference)


def _comment(number: str, text: str, commentator: Commentator) -> Element:
    """Return a comment: a paragraph for each line of its text."""
    attributes = {
        "w:id": number,
        "w:author": commentator.name,
        "w:date": f"{commentator.date:%Y-%m-%dT%H:%M:%SZ}",
        "w:initials": commentator.initials,
    }
    comment = _element("w:comment", attributes)
    for line in text.split("\n"):
        paragraph = etree.SubElement(comment, _PARAGRAPH)
        properties = etree.SubElement(paragraph, _PARAGRAPH_PROPERTIES)
        properties.extend(_element(tag, values) for tag, values in _PLAIN)
        if comment[0] is paragraph:
            etree.SubElement(etree.SubElement(paragraph, qn("w:r")), qn("w:annotationRef"))
        run = etree.SubElement(paragraph, qn("w:r"))
        _properties(run, _SIZE)
        etree.SubElement(run, qn("w:t")).text = line
    return comment


def _properties(run: Element, size: str) -> None:
    properties = etree.SubElement(run, qn("w:rPr"))
    properties.extend(_element(tag, {"w:val": size}) for tag in ("w:sz", "w:szCs"))


def _element(tag: str, attributes: Mapping[str, str]) -> Element:
    qualified = {qn(name): value for name, value in attributes.items()}
    return etree.Element(qn(tag), qualified, nsmap=_WORD)

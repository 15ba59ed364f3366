"""The runs of a Word document, split where a figure begins and ends."""

from copy import deepcopy

from docx.oxml.ns import qn
from lxml import etree

from povertyplan.documents.write.package import Element
from povertyplan.documents.write.word_figures import FigurePiece

_RUN = qn("w:r")
_PROPERTIES = qn("w:rPr")
_TEXT = qn("w:t")
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


def own_run(piece: FigurePiece) -> Element:
    """Return a run that holds a piece of a figure alone; what stands around it gets own runs."""
    run, text = piece.run, piece.text
    printed = text.text or ""
    before, after = printed[: piece.start], printed[piece.end :]
    behind = list(text.itersiblings())
    if after or behind:
        rest = run_like(run, after)
        rest.extend(behind)
        run.addnext(rest)
    inside = printed[piece.start : piece.end]
    in_front = list(text.itersiblings(preceding=True))
    is_alone = not before and all(element.tag == _PROPERTIES for element in in_front)
    if is_alone:
        set_text(text, inside)
        return run
    own = run_like(run, inside)
    run.addnext(own)
    set_text(text, before)
    return own


def run_like(run: Element, text: str) -> Element:
    """Return a run with the properties of another, and with a text if that is not empty."""
    like = etree.Element(_RUN, dict(run.attrib))
    properties = run.find(_PROPERTIES)
    if properties is not None:
        like.append(deepcopy(properties))
    if text:
        set_text(etree.SubElement(like, _TEXT), text)
    return like


def set_text(element: Element, text: str) -> None:
    """Set a text, and keep the blanks around it, which Word would leave out."""
    element.text = text
    if text != text.strip():
        element.set(_SPACE, "preserve")

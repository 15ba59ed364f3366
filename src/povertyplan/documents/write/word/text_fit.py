"""How the text of a document looks, so that its end does not stand alone on a page."""

from collections.abc import Iterable, Mapping
from math import ceil

from povertyplan.documents.layout import BlockKind, Page
from povertyplan.documents.write.word.styles import (
    CLOSER_TEXTS,
    USUAL_TEXT,
    Look,
    Style,
    TextLook,
    looks,
)

#: How wide a letter is on the whole, and how high a line, by the size of the font.
_LETTER, _LINE_HEIGHT = 0.43, 1.15
#: What the foot of a page must leave free, for programs do not reckon alike; in points.
_SAFETY = 12
#: A last page that is filled to less than this is to be saved.
_LITTLE = 1 / 3
STYLES: Mapping[BlockKind, Style] = {
    BlockKind.HEADING: Style.HEADING,
    BlockKind.SUBHEADING: Style.SUBHEADING,
}


def text_look(page: Page, width: float, height: float) -> TextLook:
    """
    Return how a text looks on pages whose text has a size in points.

    Its lines are close, and its letters small if need be, where that alone keeps the last heading
    and the signature from a page of their own.  All is reckoned from how wide letters are on the
    whole: no program is asked.
    """
    room = height - _SAFETY
    usual = _text_height(page, width, looks(USUAL_TEXT))
    is_little = usual % room < _LITTLE * room
    for closer in CLOSER_TEXTS if is_little else ():
        if ceil(_text_height(page, width, looks(closer)) / room) < ceil(usual / room):
            return closer
    return USUAL_TEXT


def _text_height(page: Page, width: float, by_style: Mapping[Style, Look]) -> float:
    """Return about how high the text of a document is, in points."""
    letterhead = (Style.MOTTO, Style.MOTTO_BELOW, Style.RULE, Style.NUMBER, Style.KIND)
    recipients = (Style.RECIPIENTS, *[Style.RECIPIENT] * len(page.recipients))
    signature = (Style.AUTHORITY, Style.AUTHORITY, Style.SIGNER)
    subject = _height(by_style[Style.SUBJECT], page.subject, width)
    blocks = [
        _height(by_style[STYLES.get(block.kind, Style.TEXT)], block.text, width)
        for block in page.body
    ]
    foot = max(_lines_height(styles, by_style) for styles in (recipients, signature))
    rest = _lines_height((*letterhead, Style.RULE, Style.BEFORE_FOOT), by_style)
    return rest + subject + sum(blocks) + foot


def _lines_height(styles: Iterable[Style], by_style: Mapping[Style, Look]) -> float:
    """Return the height of paragraphs of one line each."""
    return sum(_height(by_style[style], "", 1) for style in styles)


def _height(look: Look, text: str, width: float) -> float:
    """Return about how high a paragraph is."""
    length = look.first_indent + len(text) * _LETTER * look.size if text else 0
    lines = max(1, ceil(length / width))
    return look.before + look.after + lines * look.size * _LINE_HEIGHT * look.line_height

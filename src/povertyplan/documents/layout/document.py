"""A plan as a document: letterhead, title, text with its targets, foot, annex."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType

from povertyplan.documents.layout.annex import annex_table
from povertyplan.documents.layout.parts import (
    ROOM,
    AnnexPage,
    Block,
    BlockKind,
    Letterhead,
    Page,
    Signature,
)
from povertyplan.documents.layout.sentences import headline_lines, labour_lines, texts_of
from povertyplan.documents.layout.table import Table
from povertyplan.documents.layout.words import called_unit, capitalised
from povertyplan.messages import show
from povertyplan.model.document import DocumentInfo, PartialDate
from povertyplan.model.fields import Field, Figure
from povertyplan.model.letters import composed
from povertyplan.model.plan import Plan
from povertyplan.model.units import Unit

#: What an officer writes in the sections of a plan, by their numbers: ``{"I": ["1. …"]}``.
Prose = Mapping[str, Sequence[str]]

#: The number of the section that states the targets.
_TARGETS = "II"
#: The sections of a plan, by their numbers.
SECTIONS: Mapping[str, str] = MappingProxyType(
    {
        "I": "MỤC ĐÍCH, YÊU CẦU",
        _TARGETS: "MỤC TIÊU, CHỈ TIÊU",
        "III": "NHIỆM VỤ",
        "IV": "GIẢI PHÁP THỰC HIỆN",
        "V": "TỔ CHỨC THỰC HIỆN",
    }
)
#: By which a paragraph that stands before the first section is given.
OPENING = ""
_OFFICE = "Ủy ban nhân dân"


def prose_of(paragraphs: Prose) -> Prose:
    r"""
    Return the paragraphs of each section, each in one line.

    >>> prose_of({"III": ["Giao chỉ tiêu\ncho từng tổ dân phố."]})
    {'III': ['Giao chỉ tiêu cho từng tổ dân phố.']}

    Raises `ValueError` for a section that no plan has.
    """
    for number in paragraphs:
        if number != OPENING and number not in SECTIONS:
            known = ", ".join(map(repr, (OPENING, *SECTIONS)))
            raise ValueError(f"prose must be by the numbers {known}, got {number!r}")
    return {number: list(map(_in_one_line, texts)) for number, texts in paragraphs.items()}


def _in_one_line(paragraph: str) -> str:
    return composed(" ".join(paragraph.split()))


def page(plan: Plan, prose: Prose = MappingProxyType({})) -> Page:
    """
    Lay out a plan as a document; *prose* has the paragraphs of its sections.

    A section without paragraphs has room for them: no sentence is invented.

    >>> plan = Plan.of(2024, [{"name": "Chợ", "poor_goal": 2}], headline={"poor_goal": 2})
    >>> for block in page(plan, {"III": ["Giao chỉ tiêu cho từng tổ dân phố."]}).body[1:6]:
    ...     print(block.kind, block.text)
    room …
    heading II. MỤC TIÊU, CHỈ TIÊU
    subheading 1. Mục tiêu giảm nghèo
    target + Số hộ nghèo cuối năm: 2 hộ
    heading III. NHIỆM VỤ
    """
    labour = {} if plan.labour is None else plan.labour.flat()
    texts = texts_of({**plan.headline.flat(), **labour})
    return _page(plan, prose, annex_table(plan), texts)


def page_to_fill(plan: Plan, columns: Iterable[Figure], texts: Mapping[Field, str]) -> Page:
    """
    Lay out a plan whose goals are still to be set.

    Its annex has these *columns*, and the figures of its text are *texts*.
    """
    return _page(plan, MappingProxyType({}), annex_table(plan, columns), texts)


def _page(plan: Plan, prose: Prose, table: Table, texts: Mapping[Field, str]) -> Page:
    info = plan.document
    return Page(
        Letterhead(composed(info.issuer), _number_line(info), _date_line(plan.unit, info.date)),
        composed(info.kind),
        _subject(plan),
        tuple(_body(prose, list(_targets(texts)))),
        tuple(map(composed, info.recipients)),
        _signature(info),
        AnnexPage("Phụ lục", f"CHỈ TIÊU GIAO GIẢM NGHÈO NĂM {plan.year}", _reference(info), table),
    )


def _number_line(info: DocumentInfo) -> str:
    return "" if info.symbol is None else f"Số: {_number(info.number, info.symbol)}"


def _number(number: str | None, symbol: str) -> str:
    return f"{ROOM if number is None else composed(number)}/{composed(symbol)}"


def _date_line(unit: Unit, date: PartialDate | None) -> str:
    if date is None:
        return ""
    return f"{capitalised(called_unit(unit))}, {show(date, 'vi')}"


def _subject(plan: Plan) -> str:
    """Return what the plan is about, for whom, and for which year."""
    what = "Giảm nghèo" if plan.labour is None else "Giảm nghèo và giải quyết việc làm"
    called = called_unit(plan.unit)
    of_unit = f" của {called}" if called else ""
    return f"{what}{of_unit} năm {plan.year}"


def _reference(info: DocumentInfo) -> str:
    """Return the line that names the document to which the annex belongs."""
    if info.annex_symbol is None:
        return ""
    kind = composed(info.kind).capitalize()
    number = _number(info.annex_number, info.annex_symbol)
    dated = "" if info.annex_date is None else f" {show(info.annex_date, 'vi')}"
    return f"(Kèm theo {kind or 'văn bản'} số {number}{dated})"


def _signature(info: DocumentInfo) -> Signature | None:
    if not (info.issuer or info.signer):
        return None
    authority = f"TM. {_OFFICE.upper()}" if info.issuer else ""
    return Signature(authority, "CHỦ TỊCH", composed(info.signer))


def _body(prose: Prose, targets: Sequence[Block]) -> Iterator[Block]:
    yield from _blocks(BlockKind.OPENING, prose.get(OPENING, ()))
    for number, title in SECTIONS.items():
        yield Block(BlockKind.HEADING, f"{number}. {title}")
        paragraphs = prose.get(number, ())
        yield from _blocks(BlockKind.PROSE, paragraphs)
        stated = targets if number == _TARGETS else ()
        yield from stated
        if not paragraphs and not stated:
            yield Block(BlockKind.ROOM, ROOM)


def _blocks(kind: BlockKind, texts: Iterable[str]) -> Iterator[Block]:
    return (Block(kind, text) for text in texts)


def _targets(texts: Mapping[Field, str]) -> Iterator[Block]:
    """Yield the targets, those for labour under a heading of their own."""
    titled = (
        ("Mục tiêu giảm nghèo", list(headline_lines(texts))),
        ("Đào tạo nghề, giải quyết việc làm", list(labour_lines(texts))),
    )
    stated = [(title, lines) for title, lines in titled if lines]
    for number, (title, lines) in enumerate(stated, 1):
        yield Block(BlockKind.SUBHEADING, f"{number}. {title}")
        yield from _blocks(BlockKind.TARGET, lines)

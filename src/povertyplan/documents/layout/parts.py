"""A document laid out: what stands in it and in which order, in no format yet."""

from enum import StrEnum, auto

from attrs import frozen

from povertyplan.documents.layout.table import Table

#: The motto of the state, beside the issuer at the head of every document.
MOTTO = ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc")
#: What stands where an officer has to write: a number, a day, a paragraph.
ROOM = "…"
#: The line above the recipients.
RECIPIENTS = "Nơi nhận:"


class BlockKind(StrEnum):
    """The kind of a paragraph of the text."""

    OPENING = auto()  #: before the first heading
    HEADING = auto()  #: ``I. MỤC ĐÍCH, YÊU CẦU``
    SUBHEADING = auto()  #: ``1. Mục tiêu giảm nghèo``
    TARGET = auto()  #: a line that states figures of the plan
    PROSE = auto()  #: what an officer wrote
    ROOM = auto()  #: where an officer has still to write


@frozen
class Block:
    """A paragraph of the text."""

    kind: BlockKind
    text: str


@frozen
class Letterhead:
    """
    The head of a document, beside the motto.

    A line is empty where the plan states nothing for it.
    """

    issuer: str  #: ``ỦY BAN NHÂN DÂN THỊ TRẤN CAO THƯỢNG``
    number: str  #: ``Số: 12/KH-UBND``
    place_and_date: str  #: ``Thị trấn Cao Thượng, ngày 25 tháng 01 năm 2024``


@frozen
class Signature:
    """The foot of a document: for whom it is signed, by which office, and by whom."""

    authority: str  #: ``TM. ỦY BAN NHÂN DÂN``; empty if the plan has no issuer
    position: str  #: ``CHỦ TỊCH``
    name: str  #: empty where the signer is not known yet


@frozen
class AnnexPage:
    """
    An annex below its title; *reference* says which document it goes with.

    A table of the year has its unit and its period in place of the reference.
    """

    label: str  #: ``Phụ lục``; may be empty
    title: str  #: ``CHỈ TIÊU GIAO GIẢM NGHÈO NĂM 2024``
    reference: str  #: ``(Kèm theo Kế hoạch số 12/KH-UBND ngày …)``; may be empty
    table: Table
    remarks: tuple[str, ...] = ()  #: lines below the table
    signatures: tuple[Signature, ...] = ()  #: side by side, below the remarks


@frozen
class Page:
    """A plan as a document, from its letterhead to its annex; its texts are in composed letters."""

    letterhead: Letterhead
    kind: str  #: ``KẾ HOẠCH``; may be empty
    subject: str  #: ``Giảm nghèo và giải quyết việc làm năm 2024``
    body: tuple[Block, ...]
    recipients: tuple[str, ...]
    signature: Signature | None
    annex: AnnexPage

    @property
    def recipient_lines(self) -> tuple[str, ...]:
        """The items of the list of recipients, as documents write them: ``- Lưu: VT.``."""
        marks = (*(";" for _ in self.recipients[1:]), ".")
        listed = zip(self.recipients, marks, strict=False)  # without recipients there is no mark
        return tuple(f"- {recipient}{mark}" for recipient, mark in listed)

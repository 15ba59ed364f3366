"""Plans laid out as documents, once for all formats: the inverse of reading."""

from povertyplan.documents.layout.document import SECTIONS, Prose, page, page_to_fill, prose_of
from povertyplan.documents.layout.parts import (
    MOTTO,
    RECIPIENTS,
    ROOM,
    AnnexPage,
    Block,
    BlockKind,
    Letterhead,
    Page,
    Signature,
)
from povertyplan.documents.layout.table import (
    Column,
    ColumnRole,
    HeadingBox,
    Table,
    TableLine,
    printed,
    text_of,
)

__all__ = [
    "MOTTO",
    "RECIPIENTS",
    "ROOM",
    "SECTIONS",
    "AnnexPage",
    "Block",
    "BlockKind",
    "Column",
    "ColumnRole",
    "HeadingBox",
    "Letterhead",
    "Page",
    "Prose",
    "Signature",
    "Table",
    "TableLine",
    "page",
    "page_to_fill",
    "printed",
    "prose_of",
    "text_of",
]

"""Read plans from documents: every format to paragraphs and grids, one recogniser for all."""

from povertyplan.documents.files import read, read_bytes, read_censuses, read_text

__all__ = ["read", "read_bytes", "read_censuses", "read_text"]

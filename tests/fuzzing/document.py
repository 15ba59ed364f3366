"""What is tried: the bytes of a document, and the ending of its name."""

from hashlib import sha256
from pathlib import Path
from typing import Self

from attrs import evolve, frozen

#: The endings of packed documents.
PACKED = frozenset({".docx", ".xlsx"})


@frozen
class Document:
    """The bytes of a document, and the ending of its name, with its point."""

    ending: str
    data: bytes

    @classmethod
    def of(cls, file: Path) -> Self:
        """Return the document in a file."""
        return cls(file.suffix, file.read_bytes())

    @property
    def name(self) -> str:
        """The name under which the document is kept: another one for other bytes."""
        return f"{sha256(self.data).hexdigest()[:16]}{self.ending}"

    def with_data(self, data: bytes) -> Self:
        """Return a document of the same ending with other bytes."""
        return evolve(self, data=data)

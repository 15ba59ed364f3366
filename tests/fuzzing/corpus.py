"""The folder of documents that reached something new, and of those that failed."""

from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

from attrs import frozen

from tests.fuzzing.document import PACKED, Document
from tests.fuzzing.packages import packed, parts_of, with_content
from tests.fuzzing.trial import Failure

#: Documents larger than this are tried and not kept: what is made from them takes long.
_MOST_BYTES = 100_000


@frozen
class Corpus:
    """The documents of one reader or writer in a folder."""

    folder: Path
    target: str

    @property
    def failures(self) -> Path:
        """The folder of the documents that failed."""
        return self.folder / "failures" / self.target

    @property
    def current(self) -> Path:
        """The folder of the document that is being tried, should the process not survive it."""
        return self.folder / "current" / self.target

    def documents(self) -> list[Document]:
        """Return the documents that were kept, in the same order on every machine."""
        folder = self.folder / self.target
        return [Document.of(file) for file in sorted(folder.glob("*"))]

    def keep(self, document: Document) -> None:
        """Keep a document that reached something new."""
        if len(document.data) <= _MOST_BYTES:
            _written(self.folder / self.target / document.name, document.data)

    def begin(self, document: Document) -> None:
        """Note a document that is about to be tried."""
        self.end()
        _written(self.current / document.name, document.data)

    def end(self) -> list[Document]:
        """Forget which document is being tried, and return it."""
        files = list(self.current.glob("*"))
        documents = [Document.of(file) for file in files]
        for file in files:
            file.unlink()
        return documents

    def report(self, document: Document, failure: Failure) -> bool:
        """Write a failure and the command that tries it again; return whether its kind is new."""
        name = sha256(failure.kind.encode()).hexdigest()[:12]
        told = self.failures / f"{name}.txt"
        if told.exists():
            return False
        file = self.failures / f"{name}{document.ending}"
        _written(file, document.data)
        command = f"python tests/support/fuzz.py --replay {file}"
        _written(told, f"{failure.kind}\n\n{command}\n\n{failure.told}\n".encode())
        return True


def _written(file: Path, data: bytes) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(data)


def minimised(document: Document, fails: Callable[[Document], bool]) -> Document:
    """Return a smaller document that fails, too: pieces of it are left out while it does."""
    if document.ending in PACKED:
        return _with_smaller_parts(document, fails)
    data = _halved(document.data, lambda shorter: fails(document.with_data(shorter)))
    return document.with_data(data)


def _with_smaller_parts(document: Document, fails: Callable[[Document], bool]) -> Document:
    """Return a package with less in its parts; as it is if the archive itself makes it fail."""
    try:
        parts = parts_of(document.data)
    except Exception:  # noqa: BLE001  # zipfile raises many things for an archive that is broken
        return document
    if not fails(document.with_data(packed(parts))):
        return document
    for at in range(len(parts)):

        def is_enough(content: bytes, at: int = at) -> bool:
            return fails(document.with_data(packed(with_content(parts, at, content))))  # noqa: B023  # called at once

        parts = with_content(parts, at, _halved(parts[at][1], is_enough))
    return document.with_data(packed(parts))


def _halved(data: bytes, fails: Callable[[bytes], bool]) -> bytes:
    """Leave out ever smaller pieces of some bytes, as long as they fail without them."""
    size = len(data)
    while size:
        start = 0
        while start < len(data):
            shorter = data[:start] + data[start + size :]
            if fails(shorter):
                data = shorter
            else:
                start += size
        size //= 2
    return data

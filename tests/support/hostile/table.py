"""All hostile inputs by their names, and the table of what reading them takes."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import chain
from pathlib import Path
from tempfile import TemporaryDirectory
from types import MappingProxyType

from tests.support.hostile.measured import Measured, measured
from tests.support.hostile.packages import DOCX, XLSX
from tests.support.hostile.texts import CSV, HTML, JSON, MARKDOWN, TEXT
from tests.support.hostile.xls import XLS

_Make = Callable[[], bytes]
_KINDS: Mapping[str, Mapping[str, _Make]] = MappingProxyType(
    {
        "md": MARKDOWN,
        "txt": TEXT,
        "csv": CSV,
        "html": HTML,
        "json": JSON,
        "docx": DOCX,
        "xlsx": XLSX,
        "xls": XLS,
    }
)
_MOST_BYTES = 52_000_000


def _named(ending: str, makers: Mapping[str, _Make]) -> Iterator[tuple[str, _Make]]:
    for name, make in makers.items():
        yield f"{ending}: {name}", make


#: What makes each input, by its ending and what is odd in it.
INPUTS: Mapping[str, _Make] = MappingProxyType(
    dict(chain.from_iterable(_named(*kind) for kind in _KINDS.items()))
)


def taken(name: str, folder: Path) -> Measured:
    """Return what reading an input takes; it is left in no file."""
    file = folder / f"input.{name.partition(':')[0]}"
    data = INPUTS[name]()
    assert len(data) <= _MOST_BYTES
    file.write_bytes(data)
    result = measured(file)
    file.unlink()
    return result


def lines(words: Sequence[str]) -> Iterator[str]:
    """Yield the lines of the table, of all inputs or of those with a word in their name."""
    with TemporaryDirectory() as folder:
        for name in INPUTS:
            if not words or any(word in name for word in words):
                result = taken(name, Path(folder))
                mark = "   " if result.is_bounded else "!!!"
                sizes = f"{result.seconds:6.2f} s {result.megabytes:6.0f} MB"
                yield f"{mark} {name:45} {sizes}  {result.outcome}"

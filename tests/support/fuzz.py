"""
Break documents of every format and read them: `python -m tests.support.fuzz csv 600` for long.

The corpus is the example as each format writes it.  The document that broke a
reader, or took too long, is left in the working directory.
"""

import random
import sys
import time
from collections.abc import Iterator, Mapping
from io import BytesIO
from pathlib import Path
from types import MappingProxyType
from zipfile import ZipFile

from povertyplan import ReadError, check, read_bytes, write_bytes
from povertyplan.records import to_json
from tests.support.written import repacked

MOST_SECONDS = 5
EXAMPLE = Path(__file__).parents[2] / "examples/cao-thuong-2024/plan.md"
#: The formats whose documents are the plan of the example, written.
WRITTEN = ("docx", "xlsx", "csv", "html")

#: Inserted bytes: some mean something to a format, some are noise to all.
PIECES = (
    b"", b"|", b"\n", b"\t", b";", b",", b'"', b"<", b">", b"</", b"<!--", b"<table>", b"</tr>",
    b"<td rowspan=9 colspan=99>", b"<w:tbl>", b"</w:tc>", b"<w:p/>", b"<v>", b"</v>", b"<f>A1",
    b' r="XFD1048576"', b' ref="A1:XFD1048576"', b' t="s"', b"1e999", b"-", b"9" * 40, b"9" * 5000,
    b"nan", "năm 2023".encode(), "Tổng cộng".encode(), b"\x00", b"\xff", b"\xcc\x81", b"&#0;",
    b"&#x202e;", b"\x1b[31m", b"{", b"]", b'"reading":', b"null", b"1e5", b"\\ud800",
)  # fmt: skip


def corpus() -> Mapping[str, bytes]:
    """Return the example in every format, the same wherever the repository stands."""
    text = EXAMPLE.read_bytes()
    reading = read_bytes(text, format="markdown", file=EXAMPLE.name)
    written = {form: write_bytes(reading.plan, format=form) for form in WRITTEN}
    record = to_json(reading, indent=1).encode()
    return MappingProxyType({"markdown": text, **written, "json": record})


def broken(data: bytes, number: random.Random) -> bytes:
    """Change some bytes: insert, delete, repeat or move them."""
    for _ in range(number.choice((1, 1, 2, 3, 8))):
        start = number.randrange(len(data) + 1)
        size = number.choice((0, 0, 1, 2, 30, 500))
        new = number.choice((*PIECES, bytes([number.randrange(256)]), data[start : start + 200]))
        data = data[:start] + new + data[start + size :]
    return data


def broken_inside(data: bytes, number: random.Random) -> bytes:
    """Change some bytes of one part of a packed document."""
    names = [name for name in ZipFile(BytesIO(data)).namelist() if name.endswith(("xml", "rels"))]
    chosen = number.choice(names)
    return repacked(data, lambda name, part: broken(part, number) if name == chosen else part)


def attempt(format_name: str, data: bytes) -> bool:
    """Return whether a document was read; False if it was refused with a `ReadError`."""
    try:
        reading = read_bytes(data, format=format_name)
    except ReadError as error:
        is_read, texts = False, [str(error)]
    else:
        is_read, texts = True, [finding.text("vi") for finding in check(reading).findings]
    assert not any("\x1b" in text for text in texts)
    return is_read


def documents(format_name: str, seed: int) -> Iterator[bytes]:
    """Yield broken documents of one format without end."""
    whole = corpus()[format_name]
    number = random.Random(seed)  # noqa: S311  # mistakes, no secrets
    while True:
        inside = format_name in {"docx", "xlsx"} and number.random() < 0.9
        yield broken_inside(whole, number) if inside else broken(whole, number)


def main(format_name: str, seconds: float) -> None:
    """Break one format for some time, and print how many documents were read and tried."""
    end = time.monotonic() + seconds
    done = tried = 0
    for data in documents(format_name, seed=1):
        Path(f"{format_name}.last").write_bytes(data)
        start = time.monotonic()
        done, tried = done + attempt(format_name, data), tried + 1
        if time.monotonic() - start > MOST_SECONDS:
            raise TimeoutError(f"{format_name}.last took more than {MOST_SECONDS} s")
        if time.monotonic() > end:
            break
    print(format_name, done, tried)  # noqa: T201  # it is a program


if __name__ == "__main__":
    main(sys.argv[1], float(sys.argv[2]))

"""A document changed in a way that its format allows."""

import json
import struct
from collections.abc import Callable, Iterator
from io import BytesIO
from random import Random
from typing import Any

from tests.fuzzing.document import PACKED, Document
from tests.fuzzing.packages import changed_package
from tests.fuzzing.texts import changed_bytes, changed_text, encoded, word

#: A change is given up that makes a document larger: the next ones would take long, too.
_MOST_BYTES = 1_000_000
#: What a compound file begins with, in which the stream of an old workbook may lie.
COMPOUND = b"\xd0\xcf\x11\xe0"
#: A place in a record: the object or the list that holds a value, and its key or position.
_Slot = tuple[Any, Any]


def changed(document: Document, chance: Random) -> Document:
    """Return a document with one or several changes."""
    for _ in range(chance.choice((1, 1, 2, 3, 8))):
        data = _changed(document, chance)
        if len(data) <= _MOST_BYTES:
            document = document.with_data(data)
    return document


def _changed(document: Document, chance: Random) -> bytes:
    data = document.data
    if document.ending in PACKED:
        return changed_package(data, chance)
    if document.ending == ".xls":
        return _changed_stream(data, chance)
    if chance.random() < 0.1:
        return changed_bytes(data, chance)
    if document.ending == ".json" and chance.random() < 0.8:
        return _changed_record(data, chance)
    text = data.decode(errors="surrogateescape")
    try:
        return encoded(changed_text(text, chance), chance)
    except UnicodeError:
        return changed_bytes(data, chance)


def _changed_record(data: bytes, chance: Random) -> bytes:
    """Change a value of a record, its key, or the list that it stands in."""
    try:
        record = json.loads(data)
    except ValueError:
        return changed_bytes(data, chance)
    slots = list(_slots(record))
    if not slots:
        return data
    holder, key = chance.choice(slots)
    value = holder[key]
    kind = chance.random()
    if kind < 0.7:
        holder[key] = _other_value(value, chance)
    elif isinstance(holder, list):
        holder.insert(chance.randrange(len(holder) + 1), value)
    elif kind < 0.85:
        del holder[key]
    else:
        holder[word(chance)] = value
    return json.dumps(record, ensure_ascii=False).encode(errors="surrogatepass")


def _slots(value: object) -> Iterator[_Slot]:
    """Yield the places of all values in a record."""
    if isinstance(value, dict):
        keys: list[Any] = list(value)
    elif isinstance(value, list):
        keys = list(range(len(value)))
    else:
        return
    for key in keys:
        yield value, key
        yield from _slots(value[key])


def _other_value(value: object, chance: Random) -> object:
    """Return another value, most often one of the same type."""
    if chance.random() < 0.2:
        return chance.choice((None, True, 0, -1, 1.5, 1e999, 10**30, [], {}, word(chance)))
    if isinstance(value, int):
        return chance.choice((0, 1, value + 1, value * 10, 10**14, 10**15 - 1, 10**15, 10**40))
    if isinstance(value, str):
        return chance.choice((word(chance), changed_text(value, chance), value + word(chance)))
    return None


def _changed_stream(data: bytes, chance: Random) -> bytes:
    """Change a record of the stream of an old workbook: doubled, dropped, moved, or its bytes."""
    records = list(records_of(data))
    if not records or data.startswith(COMPOUND) or chance.random() < 0.2:
        return changed_bytes(data, chance)
    at, other = chance.randrange(len(records)), chance.randrange(len(records))
    change = chance.choice(_OF_STREAM)
    change(records, at, other, chance)
    return b"".join(records)


def records_of(data: bytes) -> Iterator[bytes]:
    """Yield the records of a stream: each has a type, its length and as many bytes."""
    stream = BytesIO(data)
    while header := stream.read(4):
        length = struct.unpack("<H", header[2:])[0] if len(header) == 4 else 0
        yield header + stream.read(length)


def _drop(records: list[bytes], at: int, _other: int, _chance: Random) -> None:
    del records[at]


def _double(records: list[bytes], at: int, other: int, _chance: Random) -> None:
    records.insert(other, records[at])


def _alter(records: list[bytes], at: int, _other: int, chance: Random) -> None:
    header, body = records[at][:4], records[at][4:]
    where = chance.randrange(len(body) + 1)
    new = chance.choice((b"\0", b"\xff\xff", b"\xff\xff\xff\xff", bytes([chance.randrange(256)])))
    records[at] = header + (body[:where] + new + body[where + len(new) :])


def _lie(records: list[bytes], at: int, _other: int, chance: Random) -> None:
    """Say another type or another length."""
    kind, length = struct.unpack("<HH", records[at][:4].ljust(4, b"\0"))
    wrong = chance.choice((0, 1, (length + 1) & 0xFFFF, 0xFFFF))
    header = chance.choice(((kind, wrong), (wrong, length)))
    records[at] = struct.pack("<HH", *header) + records[at][4:]


_OF_STREAM: tuple[Callable[[list[bytes], int, int, Random], None], ...] = (
    _drop, _double, _alter, _alter, _alter, _lie,
)  # fmt: skip

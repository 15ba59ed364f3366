"""How packed documents are broken: their parts, and what the archive and the parts say of them."""

import re
import struct
import warnings
from collections.abc import Callable, Sequence
from io import BytesIO
from random import Random
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from tests.fuzzing.texts import changed_bytes, changed_text, encoded

#: A part: its name and its bytes.  An archive may hold several of a name.
Part = tuple[str, bytes]
_XML = (".xml", ".rels", ".vml")
_TARGET = re.compile(r'Target="([^"]*)"')
_CONTENT_TYPE = re.compile(r'(?:ContentType|Type)="([^"]*)"')
#: The offsets of what an entry says of itself in a local header and in the directory: its flags,
#: method, check sum, packed size and size.
_HEADERS = {b"PK\x03\x04": (6, 8, 14, 18, 22), b"PK\x01\x02": (8, 10, 16, 20, 24)}
_LIES = (0, 1, 8, 9, 12, 99, 0xFFFF, 0xFFFFFFFF, 0x7FFFFFFF)


def parts_of(data: bytes) -> list[Part]:
    """Return the parts of a package; raise what zipfile raises for bytes that are not one."""
    with ZipFile(BytesIO(data)) as package:
        return [(entry.filename, package.read(entry)) for entry in package.infolist()]


def packed(parts: Sequence[Part], method: int = ZIP_DEFLATED) -> bytes:
    """Return a package of some parts, which may be of the same name; it has no time of its own."""
    stream = BytesIO()
    with warnings.catch_warnings(), ZipFile(stream, "w", method) as package:
        warnings.simplefilter("ignore", UserWarning)  # of a name that stands twice
        for name, content in parts:
            package.writestr(ZipInfo(name or "x"), content, method)
    return stream.getvalue()


def with_content(parts: Sequence[Part], at: int, content: bytes) -> list[Part]:
    """Return some parts, one of them with another content."""
    name, _ = parts[at]
    return [*parts[:at], (name, content), *parts[at + 1 :]]


def changed_package(data: bytes, chance: Random) -> bytes:
    """Return a package with a change in one of its parts, among them, or of the archive."""
    if chance.random() < 0.1:
        return changed_bytes(data, chance)
    try:
        parts = parts_of(data)
    except Exception:  # noqa: BLE001  # the archive is broken already, and zipfile raises many things
        return changed_bytes(data, chance)
    if not parts:
        return data
    kind = chance.random()
    if kind < 0.7:
        return packed(_with_changed_text(parts, chance))
    if kind < 0.95:
        return packed(chance.choice(_AMONG)(parts, chance))
    method = chance.choice((ZIP_STORED, ZIP_DEFLATED))
    return _lying(packed(parts, method), chance)


def _with_changed_text(parts: list[Part], chance: Random) -> list[Part]:
    """Change the text of a part, most often of one that holds the plan."""
    texts = [at for at, (name, _) in enumerate(parts) if name.endswith(_XML)]
    main = [at for at in texts if re.search("document|sheet|Strings|styles", parts[at][0])]
    chosen = main if main and chance.random() < 0.7 else texts
    if not chosen:
        return parts
    at = chance.choice(chosen)
    text = parts[at][1].decode(errors="replace")
    for _ in range(chance.choice((1, 1, 2))):
        text = changed_text(text, chance)
    return with_content(parts, at, encoded(text, chance))


def _missing(parts: list[Part], chance: Random) -> list[Part]:
    at = chance.randrange(len(parts))
    return parts[:at] + parts[at + 1 :]


def _doubled(parts: list[Part], chance: Random) -> list[Part]:
    return [*parts, chance.choice(parts)]


def _exchanged(parts: list[Part], chance: Random) -> list[Part]:
    """Give a part the content of another."""
    at, (_, other) = chance.randrange(len(parts)), chance.choice(parts)
    content = chance.choice((b"", other, b"\0" * 100_000))
    return with_content(parts, at, content)


def _renamed(parts: list[Part], chance: Random) -> list[Part]:
    """Rename a part, and often what leads to it, so that it is opened under any ending."""
    at = chance.randrange(len(parts))
    name, content = parts[at]
    stem = name.rpartition(".")[0]
    other, *_ = chance.choices(parts)
    new = chance.choice(
        (f"{stem}.bin", f"{stem}.XML", name.upper(), f"../{name}", f"/{name}", other[0], "ổ.xml",
         name.replace("/", "\\"), f"{stem}.xml\0")
    )  # fmt: skip
    renamed = [*parts[:at], (new, content), *parts[at + 1 :]]
    if chance.random() < 0.5:
        return renamed
    old_end, new_end = name.rpartition("/")[2].encode(), new.rpartition("/")[2].encode()
    return [
        (part, text.replace(old_end, new_end) if _leads(part) else text) for part, text in renamed
    ]


def _leads(name: str) -> bool:
    """Whether a part says where others are, or what they are."""
    return name.endswith((".rels", "[Content_Types].xml"))


def _redirected(parts: list[Part], chance: Random) -> list[Part]:
    """Let a relationship lead elsewhere: to another part, to itself, outside, to nothing."""
    names = [name for name, _ in parts]
    elsewhere = (
        f"/{chance.choice(names)}", "", ".", "../../../etc/passwd", "file:///etc/passwd", "//x/y",
        "http://127.0.0.1:9/", "NULL", "%00", "document.xml", "sharedStrings.xml",
    )  # fmt: skip
    return _with_value(parts, ".rels", _TARGET, elsewhere, chance)


def _of_another_type(parts: list[Part], chance: Random) -> list[Part]:
    """Give a part or a relationship the type of another."""
    chosen = chance.choice(("[Content_Types].xml", ".rels"))
    texts = [content.decode(errors="replace") for name, content in parts if name.endswith(chosen)]
    types = [kind for text in texts for kind in _CONTENT_TYPE.findall(text)]
    return _with_value(parts, chosen, _CONTENT_TYPE, ("", "text/xml", *types), chance)


def _with_value(
    parts: list[Part], ending: str, pattern: re.Pattern[str], values: Sequence[str], chance: Random
) -> list[Part]:
    """Replace a value in a part of some ending."""
    chosen = [at for at, (name, _) in enumerate(parts) if name.endswith(ending)]
    if not chosen:
        return parts
    at = chance.choice(chosen)
    text = parts[at][1].decode(errors="replace")
    found = list(pattern.finditer(text))
    if not found:
        return parts
    place = chance.choice(found)
    text = text[: place.start(1)] + chance.choice(values) + text[place.end(1) :]
    return with_content(parts, at, text.encode())


def _lying(data: bytes, chance: Random) -> bytes:
    """Let an entry of the archive lie about its flags, method, check sum or sizes."""
    signature = chance.choice(list(_HEADERS))
    found = [place.start() for place in re.finditer(re.escape(signature), data)]
    at = chance.choice(found) + chance.choice(_HEADERS[signature])
    size = 2 if at - max(start for start in found if start <= at) < 14 else 4
    lie = chance.choice(_LIES) & (0xFFFF if size == 2 else 0xFFFFFFFF)
    return data[:at] + struct.pack("<H" if size == 2 else "<I", lie) + data[at + size :]


_AMONG: tuple[Callable[[list[Part], Random], list[Part]], ...] = (
    _missing, _doubled, _exchanged, _renamed, _redirected, _redirected, _of_another_type,
)  # fmt: skip

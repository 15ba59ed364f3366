"""Packed documents that are hostile, damaged, or of another kind."""

import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest

from povertyplan import ReadError, read, read_bytes
from tests.support.office import TITLES, packed
from tests.support.written import repacked


def grown(text: bytes) -> Callable[[str, bytes], bytes]:
    """Put something before the end of the main part."""
    ends = {"word/document.xml": b"</w:body>", "xl/worksheets/sheet1.xml": b"</sheetData>"}
    return lambda name, xml: xml.replace(ends[name], text + ends[name]) if name in ends else xml


ENTITIES = b'<!DOCTYPE a [<!ENTITY x "xxxxxxxxxx"><!ENTITY y SYSTEM "file:///etc/passwd">]>'


@pytest.mark.parametrize("form", ["docx", "xlsx"])
@pytest.mark.parametrize(
    ("change", "found"),
    [
        (lambda _name, xml: ENTITIES + xml, "some in"),
        (lambda _name, _xml: ENTITIES.decode().encode("utf-16-le"), "some in"),
        (grown(b" " * 17_000_000), "17"),
        (grown(b"<a/>" * 2_100_000), "more"),
        (lambda _name, xml: xml[: len(xml) // 2], ""),
        (lambda _name, xml: xml.replace(b"document.main", b"m").replace(b"sheet.main", b"m"), ""),
    ],
)
def test_hostile_parts(form: str, change: Callable[[str, bytes], bytes], found: str) -> None:
    with pytest.raises(ReadError) as error:
        read_bytes(repacked(packed(form), change), format=form, file=f"plan.{form}")
    assert error.value.file == f"plan.{form}"
    assert found in error.value.found


@pytest.mark.parametrize("form", ["docx", "xlsx"])
def test_damaged_encrypted_and_other_archives(form: str, tmp_path: Path) -> None:
    whole = packed(form)
    other = "xlsx" if form == "docx" else "docx"
    locked = bytearray(whole)
    for start in (b"PK\x03\x04", b"PK\x01\x02"):
        at = locked.index(start) + (6 if start[2] == 3 else 8)
        locked[at] |= 1
    many = BytesIO()
    with zipfile.ZipFile(many, "w") as archive:
        for at in range(2_001):
            archive.writestr(f"{at}.xml", b"")
    stray = BytesIO()
    with zipfile.ZipFile(stray, "w") as archive:
        archive.writestr("content.xml", b"<a/>")
    for data, found in (
        (whole[: len(whole) // 2], "a damaged one"),
        (b"", "a damaged one"),
        (TITLES[0].encode(), "a damaged one"),
        (bytes(locked), "an encrypted one"),
        (packed(other), f"that of another format, rename the file: .{other}"),
        (many.getvalue(), "2001"),
        (stray.getvalue(), "an archive of other files"),
        (b"\xd0\xcf\x11\xe0" + whole, "or one with a password"),
        (b"%PDF-1.7", "a PDF"),
    ):
        with pytest.raises(ReadError) as error:
            read_bytes(data, format=form)
        assert found in error.value.found
    (tmp_path / f"plan.{form}").write_bytes(whole)
    assert read(tmp_path / f"plan.{form}").plan == read_bytes(whole, format=form).plan


def test_external_parts_are_never_fetched(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("a connection was tried")

    monkeypatch.setattr("socket.socket.connect", refuse)
    outside = (
        b'<Relationship Id="rId99" TargetMode="External" Target="http://192.0.2.1/a.xml" Type="'
        b'http://schemas.openxmlformats.org/officeDocument/2006/relationships/%s"/></Relationships>'
    )
    for form, kind in (("docx", b"attachedTemplate"), ("xlsx", b"externalLink")):

        def related(name: str, xml: bytes, relation: bytes = outside % kind) -> bytes:
            return xml.replace(b"</Relationships>", relation) if name.endswith(".rels") else xml

        data = repacked(packed(form), related)
        assert read_bytes(data, format=form).plan == read_bytes(packed(form), format=form).plan

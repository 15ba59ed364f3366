"""Bytes to the content of their format, or to what they are instead."""

import sys
from collections.abc import Callable

import pytest

from povertyplan import ReadError, check, read, read_bytes
from povertyplan.documents.limits import MOST_BYTES
from tests.support.office import EXAMPLE, HEADER, ROWS, example, packed
from tests.support.written import docx, xls, xlsx


@pytest.mark.parametrize(
    ("form", "write"),
    [
        ("docx", docx),
        ("xlsx", xlsx),
        ("xlsx", lambda *parts: xlsx(*parts, stored=lambda text: text[0].isdigit())),
    ],
)
def test_the_real_plan_gives_its_findings(form: str, write: Callable[..., bytes]) -> None:
    reading = read_bytes(write(*example()), format=form)
    assert reading.plan == read(EXAMPLE).plan
    assert check(reading).findings == check(read(EXAMPLE)).findings
    places = [str(reading.sources[one.place]) for one in check(reading).findings]
    assert places[-1] == {"docx": "table 1!I31", "xlsx": "Phụ lục!I63"}[form]


@pytest.mark.parametrize("form", ["docx", "xlsx", "xls"])
def test_without_its_library_the_error_names_the_extra(
    form: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = xls([HEADER, *ROWS]) if form == "xls" else packed(form)
    library = {"docx": "docx", "xlsx": "openpyxl", "xls": "xlrd"}[form]
    for module in [library, *(name for name in sys.modules if name.startswith(f"{library}."))]:
        monkeypatch.setitem(sys.modules, module, None)
    for module in (form, "stored_sheets"):  # those that import it
        monkeypatch.delitem(sys.modules, f"povertyplan.documents.formats.{module}", raising=False)
    with pytest.raises(ReadError, match=r'pip install "povertyplan\[office\]"'):
        read_bytes(data, format=form)


@pytest.mark.parametrize(
    ("data", "found"),
    [
        (b"%PDF-1.7 ...", "pdf"),
        (b"PK\x03\x04....", "damaged"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1....", "compound"),
        (b"Gi\xe1m ngh\xe8o\n", "a byte that is none: 0xe1"),
        (b"\xff\xfe\x00", "a byte that is none"),
        (b"a" * (MOST_BYTES + 1), "more"),
    ],
)
def test_what_is_no_text(data: bytes, found: str) -> None:
    with pytest.raises(ReadError) as error:
        read_bytes(data, file="plan.md")
    assert found in error.value.found

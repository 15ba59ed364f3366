"""Lists of names of units, and texts that are none."""

from pathlib import Path

import pytest

from povertyplan import ReadError
from povertyplan.documents.files import OpenedFile
from povertyplan.documents.unit_names import unit_names


def names(text: str | bytes, format_name: str = "text") -> tuple[str, ...]:
    data = text.encode() if isinstance(text, str) else text
    return unit_names(OpenedFile("names.txt", data, format_name))


@pytest.mark.parametrize(
    "text",
    [
        "Chợ\nTổ dân phố số 3\n",
        "\ufeffChợ\r\n\r\nTổ dân phố số 3",
        "1. Chợ\n2) Tổ dân phố số 3",
        "- Chợ\n• Tổ dân phố số 3",
        "# các tổ dân phố\nChợ # mới\n  Tổ dân phố số 3  ",
        "Chợ\nTổ dân phố số 3".encode("utf-16"),
    ],
)
def test_each_line_is_a_name(text: str | bytes) -> None:
    assert names(text) == ("Chợ", "Tổ dân phố số 3")


@pytest.mark.parametrize(
    "text",
    [
        "# chưa có",
        "KẾ HOẠCH\nGiảm nghèo năm 2024\nChợ",  # a text of a plan without its annex
        "| TT | Thôn | Hộ nghèo |\n| 1 | Chợ | 5 |",
        "<html><p>Chợ</p></html>",
    ],
)
def test_what_is_no_list_has_no_names(text: str) -> None:
    assert names(text) == ()


def test_other_formats_are_no_lists() -> None:
    assert names("Chợ", "markdown") == ()
    assert names(Path("examples/formats/plan.docx").read_bytes()) == ()


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("Xã Quang Minh nộp ngày 20.", "found “Xã Quang Minh nộp ngày 20.”"),
        ("Thôn " * 13, "expected the name of a unit on each line"),
        ("CHỢ", "expected each unit once, found “CHỢ”, which stands on line 1 as well"),
    ],
)
def test_lines_that_are_refused(line: str, said: str) -> None:
    with pytest.raises(ReadError, match=said) as told:
        names(f"Chợ\n{line}\n")
    assert str(told.value).startswith("names.txt, line 2: ")

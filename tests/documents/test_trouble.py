"""What is no plan is refused with what was expected, what was found, and where."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from povertyplan import Place, Plan, ReadError, Reading, check, read, read_bytes, read_text
from povertyplan.documents.limits import MOST_BYTES
from povertyplan.reading import Form

EXAMPLE = Path("examples/cao-thuong-2024/plan.md")
TEXT = EXAMPLE.read_text(encoding="utf-8")
HEADER = "| TT | Đơn vị | Số hộ 2023 | Số hộ 2024 | Hộ nghèo 2023 | Hộ nghèo 2024 |"


def annex(*rows: str, header: str = HEADER) -> str:
    width = header.count("|") - 1
    return "\n".join(["Giảm nghèo", "", header, "|" + "---|" * width, *rows])


@pytest.mark.parametrize(
    ("text", "found", "where"),
    [
        ("", "the document is empty", ""),
        (" \n\t\n", "the document is empty", ""),
        ("Kính gửi các tổ dân phố", "no table", ""),
        ("a\nb\0c", "binary data", "line 2"),
        ("| Món | Giá |\n|---|---|\n| Phở | 50 |", "other tables, the first of them: 'Món", ""),
        (annex("| 1 | Chợ | 136 | 140 | 3"), "one of 5, cut off", "line 5"),
        (annex("| 1 | Chợ | 136 | 140 | 3 | 2 | 9 |", "| 2 | Ngò | 76 | 78 | 3 | 2 |"), "", "line"),
        (annex(), "other tables", ""),
        (
            annex("| 1 | Chợ | 3 | 2 |", header="| TT | Đơn vị | Hộ nghèo | Hộ nghèo |"),
            "column 3: Hộ nghèo; column 4: Hộ nghèo",
            "line 5",
        ),
        (
            annex("| 1 | Chợ | 3 |", header="| TT | Đơn vị | Hộ nghèo |"),
            "column 3: Hộ nghèo",
            "line 5",
        ),
        (
            annex(
                "| 1 | Chợ | 3 | 2 |",
                header="| TT | Đơn vị | Hộ nghèo 2023 | Số hộ nghèo năm 2023 |",
            ),
            "column 3: Hộ nghèo 2023; column 4: Số hộ nghèo năm 2023",
            "line 5",
        ),
        (
            annex(
                "| | Tổng | 1 | 1 | 1 | 1 |",
                "| 1 | Chợ | 1 | 1 | 1 | 1 |",
                "| | Cộng | 2 | 2 | 2 | 2 |",
            ),
            "another with other figures: “Cộng”",
            "line 7",
        ),
    ],
)  # fmt: skip
def test_what_is_no_plan(text: str, found: str, where: str) -> None:
    with pytest.raises(ReadError) as error:
        read_text(text, file="plan.md")
    assert found in error.value.found
    assert where in error.value.where
    assert str(error.value).startswith("plan.md")
    assert "expected" in str(error.value)


@pytest.mark.parametrize(
    ("data", "found"),
    [
        (b"%PDF-1.7 ...", "a PDF"),
        (b"PK\x03\x04....", "a packed office document"),
        (b"\xd0\xcf\x11\xe0....", "an office document of before 2007"),
        (b"Gi\xe1m ngh\xe8o\n", "a byte that is none: 0xe1"),
        (b"\xff\xfe\x00", "a byte that is none"),
        (b"a" * (MOST_BYTES + 1), "more"),
    ],
)
def test_what_is_no_text(data: bytes, found: str) -> None:
    with pytest.raises(ReadError) as error:
        read_bytes(data, file="plan.md")
    assert found in error.value.found


def test_too_long_a_text() -> None:
    with pytest.raises(ReadError, match="at most 8000000 characters"):
        read_text("a" * (MOST_BYTES + 1))


@pytest.mark.parametrize("form", ["markdown", "html", "csv"])
def test_too_long_a_line(form: str) -> None:
    with pytest.raises(ReadError) as error:
        read_text("Kế hoạch\n\n" + "a b " * 250_000, format=form)
    assert "at most" in error.value.expected or "limit" in error.value.found


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-be"])
def test_encodings_with_their_marks(encoding: str) -> None:
    mark = b"\xfe\xff" if encoding == "utf-16-be" else b""
    assert read_bytes(mark + TEXT.encode(encoding)).plan == read_text(TEXT).plan


def test_the_ending_says_the_format(tmp_path: Path) -> None:
    for name in ("plan.md", "plan.MARKDOWN", "plan.txt"):
        (tmp_path / name).write_text(TEXT, encoding="utf-8")
        assert read(tmp_path / name).plan == read_text(TEXT).plan
    (tmp_path / "plan.odt").touch()
    with pytest.raises(ReadError, match=r"expected a file with one of these endings: \.md"):
        read(tmp_path / "plan.odt")
    with pytest.raises(ReadError, match="no ending"):
        read(tmp_path / "plan")
    with pytest.raises(FileNotFoundError):
        read(tmp_path / "none.md")
    with pytest.raises(
        ValueError,
        match="format must be one of csv, docx, html, json, markdown, text, xlsx, got 'odt'",
    ):
        read_text(TEXT, format="odt")
    with pytest.raises(ValueError, match="format must be one of"):
        read_bytes(b"", format="odt")
    with pytest.raises(ValueError, match=r"a \.docx has no text: read_bytes reads it"):
        read_text(TEXT, format="docx")


def test_an_ordinal_of_five_thousand_digits_is_none() -> None:
    reading = read_text(TEXT.replace("| 5 | Bậu |", f"| {'9' * 5000} | Bậu |"))
    assert "PP505" not in [finding.code for finding in check(reading).findings]


def test_line_ends_do_not_move_lines() -> None:
    place = Place(1, "poor_base")
    sources = [read_text(TEXT.replace("\n", end)).sources[place] for end in ("\n", "\r\n", "\r")]
    assert len(set(sources)) == 1
    assert sources[0].line == 61


def test_an_unreadable_figure_leaves_the_rest() -> None:
    reading = read_text(TEXT.replace("| 8 | 3.69 |", "| 8? | 3.6.9 |"), file="plan.md")
    first = reading.plan.targets[0].base
    assert (first.poor.count, first.poor.rate, first.households) == (None, None, 217)
    found = [one for one in check(reading).findings if one.code == "PP506"]
    assert [(str(one.place), one.printed) for one in found] == [
        ("1/poor_base", "8?"),
        ("1/poor_base_rate", "3.6.9"),
    ]
    assert str(reading.sources[found[0].place]) == "plan.md:61:35"


def test_a_column_of_changes_is_set_aside_and_told() -> None:
    header = f"{HEADER} Tăng (+), giảm (-) |"
    for change in ("-2", "+2", "−0,91"):
        reading = read_text(annex(f"| 1 | Chợ | 136 | 140 | 3 | 2 | {change} |", header=header))
        assert "column-set-aside" in [notice.code for notice in reading.notices]


@pytest.mark.parametrize("lines", range(1, 88, 3))
def test_cut_in_half_is_no_other_plan(lines: int) -> None:
    """A document that ends early loses rows, and never changes a figure."""
    whole = read_text(TEXT).plan
    start = "\n".join(TEXT.split("\n")[:lines])
    for text in (start, start[:-7]):
        try:
            part = read_text(text).plan
        except ReadError:
            continue
        assert part.targets == whole.targets[: len(part.targets)]
        assert part.total is None


@settings(max_examples=2 * settings().max_examples)
@given(st.data())
def test_only_a_reading_or_a_read_error_comes_out(data: st.DataObject) -> None:
    """Whatever is done to a real document."""
    text = TEXT[data.draw(st.integers(0, 800)) :]
    for _ in range(data.draw(st.integers(1, 6))):
        at = data.draw(st.integers(0, len(text)))
        size = data.draw(st.sampled_from([0, 1, 2, 30, 500]))
        new = data.draw(
            st.sampled_from(
                ["", "|", "\n", "\t", "-", "9" * 40, "9" * 5000, "năm 2023", "\x1b[31m"]
            )
            | st.text(max_size=5)
        )
        text = text[:at] + new + text[at + size :]
    try:
        said = [finding.text("vi") for finding in check(read_text(text)).findings]
    except ReadError as error:
        said = [str(error)]
    assert not any("\x1b" in words for words in said)


@pytest.mark.parametrize(
    ("form", "text"),
    [
        ("markdown", "|1" * 200_001),
        ("text", "a\n" * 200_001),
        ("text", "a\r" * 200_001),
        ("csv", "1;" * 200_001),
        ("html", "<p>" * 200_001),
        ("html", "&a" * 200_001),
    ],
)
def test_more_cells_than_any_annex(form: str, text: str) -> None:
    with pytest.raises(
        ReadError, match=r"at most 200000 times this mark: '([|;<&]|\\[nr])', found more"
    ):
        read_text(text, format=form)


ANNEX = "Thôn;Hộ nghèo 2023;Hộ nghèo 2024"


def test_more_rows_than_any_annex() -> None:
    below = read_text("\n".join((ANNEX, *["Chợ;3;2"] * 19_999)), format="csv")
    assert len(below.plan.targets) == 19_999
    with pytest.raises(ReadError, match="a table of at most 20000 rows, found a larger one"):
        read_text("\n".join((ANNEX, *["Chợ;3;2"] * 20_000)), format="csv")


def test_more_text_than_any_plan() -> None:
    text, table = "xã " * 10_000 + "\n", ANNEX.replace(";", " | ") + "\nChợ | 3 | 2"
    table = table.replace("Thôn", "| Thôn").replace("Chợ", "| Chợ")
    assert read_text(f"{text * 8}\n{table}").plan.targets
    with pytest.raises(ReadError, match="at most 250000 characters outside tables, found more"):
        read_text(f"{text * 9}\n{table}")


def test_a_header_without_end_is_none() -> None:
    lines = ("| TT | Thôn | Hộ |\n" * 50, "| 1 | Chợ | 3 |\n")
    with pytest.raises(ReadError, match="expected an annex"):
        read_text("".join(lines))


@pytest.mark.parametrize("ending", ["csv", "txt", "docx", "xlsx"])
@pytest.mark.parametrize(
    "start", ["<html>", '\n<!DOCTYPE html PUBLIC "">', "\ufeff<table border=1>"]
)
def test_a_page_under_another_name(ending: str, start: str, tmp_path: Path) -> None:
    file = tmp_path / f"w2.{ending}"
    file.write_text(start + "<tr><td>1", encoding="utf-8")
    with pytest.raises(ReadError) as error:
        read(file)
    assert error.value.expected == f"the content of its format: .{ending}"
    assert error.value.found == "that of another format, rename the file: .html"


def test_letters_with_marks_without_end() -> None:
    """To bring the marks of a letter into their order takes the square of their number."""
    line = "a" + "\u0301\u0323" * 16_000 + "\n"
    with pytest.raises(ReadError, match="line 2: expected at most 30 marks on a letter"):
        read_text("." * 40 + "…" * 40 + "\n" + line * 100)


def test_a_column_number_of_five_thousand_digits_is_none() -> None:
    form = Form(column_numbers=("1", "9" * 5001, "2", "2"))
    (finding,) = check(Reading(Plan.of(2024, []), form=form)).findings
    assert "repeated: 2; left out: none" in str(finding)

"""Plans from files, bytes and text: what is read, and what is refused, with its place."""

import os
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from povertyplan import ReadError, check, read, read_bytes, read_censuses, read_text
from povertyplan.records import to_json

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


def test_the_ending_says_the_format(tmp_path: Path) -> None:
    for name in ("plan.md", "plan.MARKDOWN", "plan.txt"):
        (tmp_path / name).write_text(TEXT, encoding="utf-8")
        assert read(tmp_path / name).plan == read_text(TEXT).plan
    (tmp_path / "plan.dat").write_text(TEXT)
    with pytest.raises(ReadError, match="Files with this ending are not read"):
        read(tmp_path / "plan.dat")
    with pytest.raises(FileNotFoundError):
        read(tmp_path / "none.md")
    with pytest.raises(
        ValueError,
        match="format must be one of csv, docx, html, json, markdown, text, xls, xlsx, got 'odt'",
    ):
        read_text(TEXT, format="odt")
    with pytest.raises(ValueError, match="format must be one of"):
        read_bytes(b"", format="odt")
    with pytest.raises(ValueError, match=r"a \.docx has no text: read_bytes reads it"):
        read_text(TEXT, format="docx")


def test_records_of_plans_and_of_readings(tmp_path: Path) -> None:
    reading = read(EXAMPLE)
    for value in (reading, reading.plan):
        file = tmp_path / "plan.json"
        file.write_text(to_json(value), encoding="utf-8")
        again = read(file)
        assert again.plan == reading.plan
        assert again.sources == (reading.sources if value is reading else {})
    assert check(read_text(to_json(reading), format="json")) == check(reading)


def test_a_record_that_is_none_names_its_file() -> None:
    with pytest.raises(ReadError, match=r"plan.json, line 1, column 2: expected JSON"):
        read_text("{", format="json", file="plan.json")
    with pytest.raises(ReadError, match=r"expected text in UTF-8"):
        read_bytes(b"\xff{", format="json", file="plan.json")


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


def test_the_result_of_a_review_in_any_format_but_json(tmp_path: Path) -> None:
    file = tmp_path / "review.csv"
    file.write_text("Thôn;Số hộ;Hộ nghèo\nChợ;136;3\n", encoding="utf-8")
    (census,) = read_censuses(file, year=2023).censuses
    assert (census.unit.name, census.households, census.poor.count) == ("Chợ", 136, 3)
    (tmp_path / "review.json").touch()
    with pytest.raises(ReadError, match="expected a document, found a JSON record of a plan"):
        read_censuses(tmp_path / "review.json")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="Windows has no pipes in folders")
def test_a_pipe_is_refused_before_it_is_waited_for(tmp_path: Path) -> None:
    pipe = tmp_path / "plan.md"
    os.mkfifo(pipe)
    with pytest.raises(ReadError) as error:
        read(pipe)
    assert error.value.text("vi").endswith("Đề nghị lưu nội dung thành tệp rồi kiểm tra tệp đó.")

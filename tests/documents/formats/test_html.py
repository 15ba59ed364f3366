"""Web pages."""

import time

import pytest

from povertyplan import Place, ReadError, Reading, read_text
from tests.support.small import CHO, PAGE, target


def test_a_page() -> None:
    reading = read_text(PAGE, format="html", file="plan.html")
    assert target(reading) == CHO
    at = PAGE.index("3,13") + 1
    assert str(reading.sources[Place(1, "poor_base_rate")]) == f"plan.html:1:{at}"


@pytest.mark.parametrize(
    "page",
    [
        f"<head><title>x</title><style>td {{}}</style><script>1</script>{PAGE}",
        PAGE.replace("<table>", "<table><tr><td>1<td>2<td>3<table>") + "<td>4</table>",
        f"<table><tr><td>{PAGE}</table>",
        PAGE.replace("<table>", "<table>lost<caption>x</caption>").replace("</table>", ""),
        PAGE.replace("<td>2", "<td rowspan=65534 colspan=x>2").replace("<td>", "<td\n>\n \n"),
        PAGE.replace("<tr><th>", "<th>", 1),
        f"<!doctype html><!-- <table> -->{PAGE}<!-- <td>9</td>",
        PAGE.replace("160", "1<b>6</b>0") + "</p></td></tr></table></script></div>",
        f"{PAGE}<table><tr><td>Nơi nhận<td>CHỦ TỊCH<p>Vũ Ngọc Vân</table><table></table>",
    ],
)
def test_pages_as_they_are_found(page: str) -> None:
    assert target(read_text(page, format="html")) == CHO


def test_a_heading_over_two_rows() -> None:
    page = PAGE.replace("<th>TT", "<th rowspan=2>TT").replace("<tr><td>1", "<tr><th><tr><td>1")
    assert target(read_text(page, format="html")) == CHO


HIDDEN = "<i style='display: none'>7</i>"


@pytest.mark.parametrize(
    "page",
    [
        PAGE.replace("<td>5", f"<td>{HIDDEN}5"),
        PAGE.replace("<td>5", "<td hidden>7<td>5"),
        PAGE.replace("<table>", "<div hidden><table><tr><td>7</table></p></div><br hidden><table>"),
        PAGE.replace("<table>", "<div><p hidden>7<b>8</b></div><table>"),
        PAGE.replace("<table>", "<span hidden>7<p>8</b></p></span><table>"),
    ],
)
def test_what_a_page_hides_is_not_read(page: str) -> None:
    reading = read_text(page, format="html", file="plan.html")
    assert target(reading) == CHO
    (notice,) = reading.notices
    assert str(notice) == "text that the page hides was left out, from “7” on"
    assert notice.source is not None
    assert notice.source.line == 1


def test_where_a_cell_on_several_lines_stands() -> None:
    reading = read_text(PAGE.replace("3,13", "\n\n  3,13"), format="html", file="plan.html")
    assert str(reading.sources[Place(1, "poor_base_rate")]) == "plan.html:3:3"


@pytest.mark.parametrize(
    ("page", "found"),
    [
        ("<table><tr><td>" * 30, "deeper ones"),
        ("<table><tr>" + "<td colspan=1000>1" * 400, "a larger one"),
        ("<table>" + "<tr><td rowspan=1000 colspan=1000>1" * 300, "a larger one"),
        ("<table><tr>" + "<td rowspan=1000>1" * 201, "a larger one"),
        (("<table><tr>" + "<td colspan=1000>1" * 90 + "</table>") * 3, "more"),
        ("<p " + "a=1 " * 200_001 + ">", "more"),
        ("<p" + "/" * 200_001 + ">", "more"),
        ("<p " + "a='1'" * 200_001 + ">", "more"),
        ("<p>" + "a " * 170_000, "a longer one"),
        ("<p>" + "<i>a" * 2 + " a" * 163_840, "a longer one"),
        ("<p>a<p>" + " " * 330_000 + "<p>a", "no table"),
        ("\n" * 100_001 + "<p>", "more"),
        ("<p>Kế hoạch", "no table"),
    ],
)
def test_hostile_pages(page: str, found: str) -> None:
    with pytest.raises(ReadError) as error:
        read_text(page, format="html")
    assert found in error.value.found


def told(reading: Reading) -> list[str]:
    return list(map(str, reading.notices))


STRUCK = (
    "<s>9</s>",
    "<strike>9</strike>",
    "<del>9</del>",
    "<s><b>9</b></s>",
    "<b><s>9</b></s>",
    "<span style='text-decoration:line-through'>9</span>",
    "<span style='TEXT-DECORATION: underline line-through'>9</span>",
    "<span style='text-decoration-line: line-through'>9</span>",
    "<font class=font5>9</font>",
    "<span class='x msoDel'>9</span>",
    "<span id=old>9</span>",
)
STYLES = (
    "<style><!-- /* {Word} */ p {margin:0} .font5, td.x\n{color:red; text-decoration:line-through;}"
    " span.msoDel {text-decoration-line:line-through} #old {text-decoration:line-through}"
    " p b {text-decoration:line-through} @media print { .kept {text-decoration:line-through} } }"
    " --></style>"
)


@pytest.mark.parametrize("struck", STRUCK)
def test_what_a_page_strikes_through_is_withdrawn(struck: str) -> None:
    for page in (
        PAGE.replace("<td>5", f"<td>{struck}5"),
        PAGE.replace("<td>5", f"<td>5{struck}"),
        PAGE.replace("năm 2024", f"năm {struck} 2024"),
    ):
        reading = read_text(STYLES + page, format="html", file="plan.html")
        assert target(reading) == CHO
        assert told(reading) == ["struck-through text was left out: 1, the first of them “9”"]


def test_struck_texts_are_told_once() -> None:
    page = PAGE.replace("<td>5", "<td><s>9</s>5").replace("3,13", "<del>5<i>,63</i></del> 3,13")
    reading = read_text(page, format="html")
    assert target(reading) == CHO
    assert told(reading) == ["struck-through text was left out: 2, the first of them “9”"]


def test_a_struck_row_is_withdrawn() -> None:
    row = "<tr style='text-decoration:line-through'><td>2<td>Ngò<td>9<td>9<td>9<td>9"
    for page in (
        PAGE.replace("</table>", f"{row}</table>"),
        PAGE.replace("<tr><td>1", f"{row}<tr><td>1"),
    ):
        reading = read_text(page, format="html")
        assert target(reading) == CHO
        assert told(reading) == ["the row “Ngò” is struck through and was left out"]


@pytest.mark.parametrize(
    "kept",
    [
        "<ins>5</ins>",
        "<u>5</u>",
        "<s style='text-decoration:none'>5</s>",
        "<font class=kept>5</font>",
        "<s></s>5",
        "<td class=y>5",
        "<p><b>5</b></p>",
        "<span style=''>5</span>",
        "<st1:place>5</st1:place>",
    ],
)
def test_what_is_not_struck(kept: str) -> None:
    page = PAGE.replace("<td>5", kept if kept.startswith("<td") else f"<td>{kept}")
    reading = read_text(STYLES + page, format="html")
    assert target(reading) == CHO
    assert told(reading) == []


def test_a_struck_cell_that_is_left_open_ends_with_its_cell() -> None:
    page = PAGE.replace("<td>5", "<td><s>9<td>5").replace(
        "<th>Hộ nghèo 2023", "<th><th>Hộ nghèo 2023"
    )
    assert target(read_text(page, format="html")) == CHO


@pytest.mark.parametrize(
    "row",
    [
        "<tr style='display:none'>",
        "<tr height=0 style='height:0;display:none'>",
        "<tr style='visibility:collapse'>",
        "<tr style='mso-hide:all'>",
        "<tr hidden>",
        "<tr class=gone>",
        "<tr height=0>",
        "<tr height=20 style='height:0.0pt'>",
        "<tbody style='display:none'><tr>",
        "<tbody hidden><tr></tr><tr>",
    ],
)
def test_hidden_rows_are_read_and_told(row: str) -> None:
    style = "<style>.gone {display:none}</style>"
    page = PAGE.replace("</table>", f"</tr>{row}<td>2<td>Ngò<td>76<td>3<td>3,95<td>2</tr></table>")
    page += "<p>Nơi nhận"
    reading = read_text(style + page, format="html", file="plan.html")
    assert [one.unit.name for one in reading.plan.targets] == ["Chợ", "Ngò"]
    number = 4 if "</tr><tr>" in row else 3
    assert told(reading) == [f"the hidden rows {number} were read as if they were shown"]


def test_a_row_of_some_height_is_shown() -> None:
    for row in ("<tr height=05>", "<tr style='height:0.5pt'>", "<tr style='height:0%'>"):
        page = PAGE.replace("</table>", f"</tr>{row}<td>2<td>Ngò<td>76<td>3<td>3,95<td>2</table>")
        assert told(read_text(page, format="html")) == []


def test_hidden_rows_without_text_and_hidden_tables_are_not_told_as_rows() -> None:
    page = PAGE.replace("</table>", "<tr hidden><td><td></table>")
    assert told(read_text(page, format="html")) == []
    page = PAGE.replace("<table>", "<table hidden><tr hidden><td>7</table><table>")
    reading = read_text(page, format="html")
    assert target(reading) == CHO
    assert told(reading) == ["text that the page hides was left out, from “7” on"]


@pytest.mark.parametrize(
    "column",
    [
        "<col width=0 style='display:none'>",
        "<col style='visibility:collapse'>",
        "<col hidden>",
        "<col width=0>",
    ],
)
def test_hidden_columns_are_left_out_and_told(column: str) -> None:
    columns = f"<colgroup><col span=2 width=9><col>{column}<col span=x></colgroup>"
    page = PAGE.replace("<table>", f"<table>{columns}").replace("<td>5", "<td>7<td>5")
    page = page.replace("<th>Hộ nghèo 2023", "<th>Hộ nghèo 2022<th>Hộ nghèo 2023")
    reading = read_text(page, format="html")
    assert target(reading) == CHO
    assert told(reading) == ["the hidden columns D were left out"]


@pytest.mark.parametrize(
    ("address", "folder"),
    [
        ("plan_files/sheet001.htm", "“plan_files”"),
        ("ke%20hoach_files\\sheet001.htm", "“ke hoach_files”"),
        ("sheet001.htm", "“.”"),
    ],
)
def test_a_page_of_frames_names_the_folder_of_its_sheets(address: str, folder: str) -> None:
    page = f"<html><frameset rows='*,39'><frame src='{address}'><frame></frameset></html>"
    with pytest.raises(ReadError) as error:
        read_text(page, format="html", file="plan.htm")
    assert str(error.value).startswith("plan.htm: This page only frames others: the sheets")
    assert folder in error.value.text("vi")
    assert "“sheet001.htm”" in error.value.text("vi")
    assert target(read_text(page + PAGE, format="html")) == CHO


@pytest.mark.parametrize(
    "part",
    [
        "<>",
        "<<<>>>",
        "<p>x",
        "x &lt; ",
        "<s>9",
        "<style>/*",
        "<style>.x{",
        "<b hidden>",
        "</i>",
        "<!--",
        "<tr hidden><td>1",
        "<col span=9>",
    ],
)
@pytest.mark.parametrize("start", ["", "<p hidden><s>", "<table>", "<style>"])
def test_the_time_of_reading_is_linear(start: str, part: str) -> None:
    """Four times as much takes about four times as long, and no more than eight times."""

    def seconds(number: int) -> float:
        begin = time.process_time()
        with pytest.raises(ReadError):
            read_text(start + part * number, format="html")
        return time.process_time() - begin

    few = min(seconds(500), seconds(500))
    assert min(seconds(2_000), seconds(2_000)) < 8 * few + 0.02

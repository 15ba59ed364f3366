"""Web pages."""

import pytest

from povertyplan import Place, ReadError, read_text
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


HIDDEN = "<i style='display: none'>7</i>"


@pytest.mark.parametrize(
    "page",
    [
        PAGE.replace("<td>5", f"<td>{HIDDEN}5"),
        PAGE.replace("<td>5", "<td hidden>7<td>5"),
        PAGE.replace("<tr><td>1", "<tr style='mso-hide:all'><td>7<td>x<tr><td>1"),
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
        (("<table><tr>" + "<td colspan=1000>1" * 150 + "</table>") * 3, "more"),
        ("<p " + "a=1 " * 400_001 + ">", "more"),
        ("<p>Kế hoạch", "no table"),
    ],
)
def test_hostile_pages(page: str, found: str) -> None:
    with pytest.raises(ReadError) as error:
        read_text(page, format="html")
    assert found in error.value.found

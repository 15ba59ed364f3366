"""Plans as web pages."""

from html.parser import HTMLParser

from povertyplan import Plan, read_text
from povertyplan.documents.write.html import text
from tests.support.laid_out import PLAN, laid_out, plan_named

HEADING = """\
<thead>
<tr><th scope="col" rowspan="3">TT</th><th scope="col" rowspan="3">Đơn vị</th>\
<th scope="col" rowspan="2">Tổng số hộ dân cư</th>\
<th scope="colgroup" colspan="3">Tỷ lệ hộ nghèo, cận nghèo</th></tr>
<tr><th scope="colgroup" colspan="2">Hộ nghèo năm 2023</th>\
<th scope="col">Hộ nghèo dự kiến năm 2024</th></tr>
<tr><th scope="col">Số hộ năm 2023</th><th scope="col">Số hộ</th><th scope="col">Tỷ lệ (%)</th>\
<th scope="col">Số hộ</th></tr>
<tr><td>A</td><td>B</td><td>1</td><td>2</td><td>3</td><td>4</td></tr>
</thead>
"""
LINES = """\
<tbody>
<tr><td class="ordinal">1</td><th scope="row">Chợ</th><td>1.160</td><td>16</td><td>1,38</td>\
<td></td></tr>
<tr class="section"><td class="ordinal">I</td><th scope="row">Khu vực nông thôn</th><td></td>\
<td></td><td></td><td></td></tr>
<tr><td class="ordinal">2</td><th scope="row">Ngò</th><td>76</td><td>0</td><td>-</td><td>0</td></tr>
<tr class="total"><td class="ordinal"></td><th scope="row">Tổng cộng</th><td>1.236</td><td>16</td>\
<td></td><td></td></tr>
</tbody>
"""


class Tags(HTMLParser):
    """Every tag of a page with its attributes, and the words between them."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[tuple[str, ...]] = []
        self.words: list[str] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, *(f"{name}={value}" for name, value in attrs)))

    def handle_endtag(self, tag: str) -> None:
        self.found.append((f"/{tag}",))

    def handle_data(self, data: str) -> None:
        self.words.append(data)


def test_a_plan_as_a_page() -> None:
    page = text(laid_out())
    assert f"<table>\n{HEADING}{LINES}</table>\n" in page
    assert "<title>KẾ HOẠCH Giảm nghèo của xã Tân Yên năm 2024</title>" in page
    assert '<p class="label">Nơi nhận:</p>\n<p>- Các thôn;</p>\n<p>- Lưu: VT.</p>\n' in page
    assert "<h3>1. Mục tiêu giảm nghèo</h3>\n<p>- Tỷ lệ hộ nghèo cuối năm: 1,4%</p>\n" in page
    assert read_text(page, format="html").plan == PLAN


def test_a_plan_that_states_nothing_of_itself_leaves_no_empty_lines() -> None:
    page = text(laid_out(Plan.of(2024, [{"name": "Chợ", "poor_goal": 2}])))
    assert "<h1>Giảm nghèo năm 2024</h1>\n</div>" in page
    assert '"></p>' not in page
    assert "CHỦ TỊCH" not in page


def test_the_page_is_one_file_that_loads_and_runs_nothing() -> None:
    tags = {tag for tag, *_ in Tags(text(laid_out())).found}
    assert tags.isdisjoint({"script", "link", "img", "iframe", "object", "form", "a"})
    assert "url(" not in text(laid_out())
    assert "@import" not in text(laid_out())


def test_it_prints_on_a4_with_a_landscape_annex_and_its_heading_on_every_page() -> None:
    page = text(laid_out())
    for rule in (
        "@page { margin: 20mm 15mm 20mm 30mm; size: A4;",
        "@page annex { margin: 15mm; size: A4 landscape; }",
        "thead { display: table-header-group; }",
        "tr { break-inside: avoid; }",
    ):
        assert rule in page


def test_markup_in_names_is_text() -> None:
    names = ('<script>alert("1")</script> &lt;', "</th></table><s>a</s> <!-- 'b' &#46;")
    page = text(laid_out(plan_named(*names)))
    tags = Tags(page)
    assert tags.found == Tags(text(laid_out())).found
    assert set(names) <= set(tags.words)
    assert read_text(page, format="html").plan == plan_named(*names)

"""What the programs make of a document that stand in for an office's: they see what is there."""

import pytest

from povertyplan import Plan, read, write_bytes
from povertyplan.documents.layout import page
from tests.support.communes import plan_of
from tests.support.render import PrintedPage, printed
from tests.support.schemas import faults
from tests.support.written import docx, repacked

REAL = read("examples/cao-thuong-2024/plan.md").plan
SECTIONS = plan_of(40, sections=3)
#: What an officer writes, of which a signature could be left alone on a page.
PROSE = {"III": [f"{number}. Giao chỉ tiêu cho từng thôn." for number in range(1, 15)]}
#: How many rows fill the last page of an annex to its end.
FULL = 61
HEADING = ("Đơn vị", "Tổng số hộ dân cư", "A B 1 2")

pytestmark = pytest.mark.libreoffice


@pytest.fixture(scope="module")
def pages() -> dict[str, list[PrintedPage]]:
    """Return the pages of all documents of this module, which one run of LibreOffice prints."""
    documents = {
        "real": write_bytes(REAL, format="docx"),
        "sections": write_bytes(SECTIONS, format="docx", prose=PROSE),
        "table": docx(["Kế hoạch giảm nghèo"], [["TT", "Đơn vị"], ["1", "Chợ"]]),
    }
    for rows in (26, 27, FULL):
        documents[f"rows {rows}"] = write_bytes(plan_of(rows), format="docx")
    files = printed({f"{name}.docx": data for name, data in documents.items()})
    return {name.removesuffix(".docx"): found for name, found in files.items()}


def test_libreoffice_prints_the_text_of_any_document(pages: dict[str, list[PrintedPage]]) -> None:
    (only,) = pages["table"]
    assert only.lines[0] == "Kế hoạch giảm nghèo"
    assert "Chợ" in only.text


@pytest.mark.parametrize(
    ("name", "portrait", "landscape"),
    [
        ("real", 1, 1),
        ("sections", 2, 2),
        ("rows 26", 1, 1),
        ("rows 27", 1, 2),
        (f"rows {FULL}", 1, 3),
    ],
)
def test_portrait_pages_come_first_and_then_the_annex(
    pages: dict[str, list[PrintedPage]], name: str, portrait: int, landscape: int
) -> None:
    are_landscape = [page.is_landscape for page in pages[name]]
    assert are_landscape == [False] * portrait + [True] * landscape


@pytest.mark.parametrize(("name", "plan"), [("real", REAL), ("sections", SECTIONS)])
def test_every_figure_and_name_is_printed(
    pages: dict[str, list[PrintedPage]], name: str, plan: Plan
) -> None:
    text = " ".join(page.text for page in pages[name])
    laid_out = page(plan)
    table = laid_out.annex.table
    for line in table.lines:
        assert " ".join(filter(None, table.texts(line))) in text
    for block in laid_out.body:
        assert block.text in text


def test_each_page_of_an_annex_has_its_heading(pages: dict[str, list[PrintedPage]]) -> None:
    annex = [page for page in pages["sections"] if page.is_landscape]
    for number, found in enumerate(annex, 1):
        assert all(words in found.text for words in HEADING), number
    assert [found.lines[0] for found in annex] == ["Phụ lục", "2"]


def test_the_signature_stands_below_the_text_and_not_alone(
    pages: dict[str, list[PrintedPage]],
) -> None:
    *_, last = [page for page in pages["sections"] if not page.is_landscape]
    assert last.lines[0] == "2"
    assert last.text.index("V. TỔ CHỨC THỰC HIỆN") < last.text.index("CHỦ TỊCH")
    assert "Nguyễn Văn An" in last.text
    assert "Lưu: VT." in last.text


@pytest.mark.parametrize("plan", [REAL, SECTIONS])
def test_a_document_has_no_fault_by_its_schemas(plan: Plan) -> None:
    assert faults(write_bytes(plan, format="docx"), "docx") == []


def test_an_element_in_a_wrong_place_is_a_fault() -> None:
    document = write_bytes(REAL, format="docx")
    broken = repacked(document, lambda _, xml: xml.replace(b"<w:body>", b"<w:body><w:r/>"))
    (fault,) = faults(broken, "docx")
    assert fault.startswith("/word/document.xml")

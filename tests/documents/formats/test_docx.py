"""Word documents: what a reader sees, and nothing else."""

from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from attrs import evolve
from lxml import etree

from povertyplan import Part, Place, ReadError, Source, read, read_bytes
from povertyplan.documents.formats.docx import elements
from tests.support.layouts import ABOVE, LEFT
from tests.support.office import HEADER, ROWS, TITLES, cell, line, notices, table, word
from tests.support.written import docx


def test_what_a_reader_sees_is_the_text() -> None:
    """Insertions, links and content controls count; deletions, hidden text and fields do not."""
    run, gone = "<w:r><w:t>{}</w:t></w:r>", "<w:r><w:delText>9</w:delText><w:t>9</w:t></w:r>"
    hidden = "<w:r><w:rPr><w:vanish/></w:rPr><w:t>7</w:t></w:r>"
    code = "<w:r><w:instrText>=1+1</w:instrText></w:r>"
    shown = "<w:r><w:rPr><w:vanish w:val='0'/></w:rPr><w:t>3</w:t></w:r>"
    counts = [
        f"<w:p>{run.format(1)}<w:ins w:id='1'>{run.format(6)}</w:ins>{run.format(0)}</w:p>",
        f"<w:p>{run.format(5)}<w:del w:id='2'>{gone}</w:del></w:p>",
        f"<w:p>{code}{run.format(3.1)}{hidden}<w:hyperlink>{shown}</w:hyperlink></w:p>",
    ]
    controlled = f"<w:sdt><w:sdtContent><w:tc>{line('2')}</w:tc></w:sdtContent></w:sdt>"
    reading = word(line(TITLES[0]), table(HEADER, ["1", "Chợ", *counts, controlled]))
    target = reading.plan.targets[0]
    assert (target.base.households, target.goal.poor.count) == (160, 2)
    assert str(target.base.poor) == "Tally(count=5, rate=Percent.parse('3.13%'))"


def test_tables_inside_tables_and_tables_that_only_place_text() -> None:
    office = table([line("UBND XÃ TÂN YÊN") + line("Số: 15/KH-UBND"), "<w:p/>"])
    signed = table(["Nơi nhận", f"{line('CHỦ TỊCH')}{line('Vũ Ngọc Vân')}"])
    other = table(["Việc", "Ngày", "Hạn", "Ghi chú"], ["Họp", "1", "2", table(HEADER, *ROWS)])
    whole = [office, line("KẾ HOẠCH"), line(TITLES[0]), table([table(HEADER, *ROWS)]), signed]
    for blocks in (whole, [*whole[:3], other, signed]):
        reading = word(*blocks)
        assert (reading.plan.unit.name, reading.plan.document.number) == ("Tân Yên", "15")
        assert reading.plan.document.signer == "Vũ Ngọc Vân"
        assert [target.unit.name for target in reading.plan.targets] == ["Chợ", "Ngò"]
    assert [one.code for one in reading.notices] == ["table-set-aside"]


def boxed(inner: str) -> str:
    """Write a text box, for programs of today and again for older ones."""
    box = f"<w:txbxContent>{inner}</w:txbxContent>"
    spaces = "xmlns:mc='http://schemas.openxmlformats.org/markup-compatibility/2006'"
    both = f"<mc:Choice>{box}</mc:Choice><mc:Fallback><w:pict>{box}</w:pict></mc:Fallback>"
    return f"<w:p><w:r><mc:AlternateContent {spaces}>{both}</mc:AlternateContent></w:r></w:p>"


def test_what_stands_in_text_boxes_is_read_once() -> None:
    office = table(["Việc", f"{line('UBND')}{boxed(line('Số: 15/KH-UBND'))}"])
    reading = word(office, line("KẾ HOẠCH"), boxed(line(TITLES[0]) + table(HEADER, *ROWS)))
    assert reading.plan.document.number == "15"
    assert reading.plan.year == 2024
    assert [target.unit.name for target in reading.plan.targets] == ["Chợ", "Ngò"]
    deep = table(HEADER, *ROWS)
    for _ in range(25):
        deep = f"<w:p><w:r><w:pict><w:txbxContent>{deep}</w:txbxContent></w:pict></w:r></w:p>"
    with pytest.raises(ReadError, match="no table"):
        word(deep)


def test_lines_marks_and_columns_beyond_z() -> None:
    header = [*HEADER, *(f"Cột {at}" for at in range(22))]
    row = ["1", "<w:p><w:r><w:t>Phố</w:t><w:br/><w:t>Mới</w:t><w:tab/></w:r></w:p>", *ROWS[0][2:]]
    reading = word(line(TITLES[0]), table(header, [*row, *[""] * 21, "7"]))
    assert reading.plan.targets[0].unit.name == "Phố Mới"
    assert "plan.docx:table 1!AB1" in notices(reading)[0]


def test_rows_that_begin_later_and_cells_that_go_on_from_nothing() -> None:
    start = "<w:tr><w:trPr><w:gridBefore w:val='1'/></w:trPr>"
    merge = "<w:tcPr><w:vMerge/></w:tcPr>"
    rows = table(HEADER, ROWS[0]).replace("<w:tbl>", "").replace("</w:tbl>", "")
    late = start + "".join(map(cell, ROWS[1][1:])) + "</w:tr>"
    alone = "<w:tr>" + "".join(f"<w:tc>{merge}{line(text)}</w:tc>" for text in ROWS[1]) + "</w:tr>"
    for more in (late, alone):
        reading = word(line(TITLES[0]), f"<w:tbl>{rows}{more}</w:tbl>")
        assert reading.plan.targets[1].unit.name == "Ngò"
        assert reading.plan.targets[1].base.poor.count == 3


def test_nesting_has_an_end() -> None:
    deep = table(HEADER, *ROWS)
    for _ in range(25):
        deep = table([deep + "<w:p/>"])
    with pytest.raises(ReadError, match="no table"):
        word(deep)
    framed = table(["1", "2", table(["1", "2", "3", "4"]) + "<w:p/>"])
    for _ in range(25):
        framed = table(["1", "2", framed + "<w:p/>"])
    with pytest.raises(ReadError, match="other table"):
        word(framed)


def test_cells_merged_downwards_and_lines_of_blanks() -> None:
    above = [*HEADER[:3], "Hộ nghèo 2023", LEFT, HEADER[5]]
    below = [ABOVE, ABOVE, ABOVE, "Số hộ", "Tỷ lệ", ABOVE]
    data = docx(["Giảm nghèo năm 2024\n \n"], [above, below, *ROWS])
    reading = read_bytes(data, format="docx")
    assert reading.plan.year == 2024
    assert str(reading.plan.targets[0].base.poor) == "Tally(count=5, rate=Percent.parse('3.13%'))"


def test_the_elements_of_a_document_have_the_sources_of_its_reading() -> None:
    path = Path("examples/formats/plan.docx")
    with ZipFile(BytesIO(path.read_bytes())) as archive:
        document = etree.fromstring(archive.read("word/document.xml"))
        styles = etree.fromstring(archive.read("word/styles.xml"))
    known = elements(document, styles, str(path))
    reading = read(path)
    assert all(evolve(source, column=None) in known for source in reading.sources.values())
    goal = known[Source(str(path), paragraph=19)]
    assert "110 hộ" in "".join(goal.itertext())
    total = known[Source(str(path), table=3, cell="I31")]
    assert "".join(total.itertext()) == "1,39"
    assert elements(document, None, "") == {
        evolve(source, file=""): element for source, element in known.items()
    }
    assert elements(etree.Element("none"), None, "") == {}


def test_the_columns_of_a_paragraph_count_on_behind_a_line_break() -> None:
    text = "Chỉ tiêu năm 2024<w:br/>- Số hộ nghèo: 4 hộ".replace("<w:br/>", "</w:t><w:br/><w:t>")
    reading = word(
        line(TITLES[0]), f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>", table(HEADER, *ROWS)
    )
    source = reading.sources[Place(Part.HEADLINE, "poor_goal")]
    assert source == Source(
        "plan.docx", column=len("Chỉ tiêu năm 2024 - Số hộ nghèo: 4"), paragraph=2
    )

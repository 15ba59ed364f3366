"""A Word document and a workbook with all that an officer's own file may hold beside its plan."""

import struct
import zlib
from collections.abc import Mapping
from datetime import UTC, datetime
from functools import cache
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from xlsxwriter import Workbook

from tests.support.office import HEADER, ROWS, TITLES, cell, line, table
from tests.support.written import saved

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
THREADS = "http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments"
_BLOCKS = nsdecls("w", "r", "wp", "a") + (
    ' xmlns:v="urn:schemas-microsoft-com:vml"'
    ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
)
COMMENT = (
    f'<w:comments {nsdecls("w")}><w:comment w:id="5" w:author="Chủ tịch" w:initials="CT">'
    "<w:p><w:r><w:t>Xem lại mục này</w:t></w:r></w:p></w:comment></w:comments>"
)
_BY = 'w:id="90" w:author="An" w:date="2024-01-05T08:00:00Z"'


def parts(data: bytes) -> dict[str, bytes]:
    """Return the parts of a package."""
    with ZipFile(BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}


def with_parts(data: bytes, added: Mapping[str, bytes]) -> bytes:
    """Add parts to a package, or put others of the same name in the place of some."""
    stream = BytesIO()
    with ZipFile(stream, "w", ZIP_DEFLATED) as new:
        for name, content in (parts(data) | dict(added)).items():
            new.writestr(name, content)
    return stream.getvalue()


def picture() -> BytesIO:
    """Return a picture of one red pixel."""
    chunks = [
        (b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 2, 0, 0, 0)),
        (b"IDAT", zlib.compress(b"\0\xff\0\0")),
        (b"IEND", b""),
    ]
    png = b"\x89PNG\r\n\x1a\n"
    for kind, content in chunks:
        check = struct.pack(">I", zlib.crc32(kind + content))
        png += struct.pack(">I", len(content)) + kind + content + check
    return BytesIO(png)


def run(text: str) -> str:
    return f"<w:r><w:t>{text}</w:t></w:r>"


def control(content: str) -> str:
    properties = '<w:sdtPr><w:alias w:val="ô"/></w:sdtPr>'
    return f"<w:sdt>{properties}<w:sdtContent>{content}</w:sdtContent></w:sdt>"


#: Cells of a table as WordprocessingML, by what is odd in them.
CELLS = {
    "a control around the cell": control(cell("5")),
    "a control inside": f"<w:p>{control(run('3.13'))}</w:p>",
    "an insertion": f"<w:p><w:ins {_BY}>{run('160')}</w:ins></w:p>",
    "an empty one": "<w:p/>",
    "a text that was deleted first": (
        f'<w:p><w:pPr><w:jc w:val="right"/></w:pPr><w:del {_BY}><w:r><w:delText>7</w:delText></w:r>'
        f"</w:del>{run('2')}</w:p>"
    ),
    "a link": f"<w:p/><w:p><w:hyperlink w:anchor='x'>{run('Chợ')}</w:hyperlink></w:p>",
    "a field": f"<w:p><w:fldSimple w:instr='=SUM(ABOVE)'>{run('8')}</w:fldSimple></w:p>",
}
#: A paragraph beside which a text box floats, with a copy of it for older programs.
TEXT_BOX = (
    '<w:p><w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing>'
    '<wp:anchor distT="0" distB="0" distL="0" distR="0" simplePos="0" relativeHeight="1" '
    'behindDoc="0" locked="0" layoutInCell="1" allowOverlap="1"><wp:simplePos x="0" y="0"/>'
    '<wp:positionH relativeFrom="column"><wp:posOffset>0</wp:posOffset></wp:positionH>'
    '<wp:positionV relativeFrom="paragraph"><wp:posOffset>0</wp:posOffset></wp:positionV>'
    '<wp:extent cx="914400" cy="304800"/><wp:wrapNone/><wp:docPr id="77" name="Hộp"/>'
    "<wp:cNvGraphicFramePr/><a:graphic><a:graphicData "
    'uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><wps:wsp>'
    '<wps:cNvSpPr txBox="1"/><wps:spPr><a:xfrm><a:off x="0" y="0"/>'
    '<a:ext cx="914400" cy="304800"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
    f"</wps:spPr><wps:txbx><w:txbxContent>{line('DỰ THẢO LẦN 2')}</w:txbxContent></wps:txbx>"
    "<wps:bodyPr/></wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing></mc:Choice>"
    f"<mc:Fallback><w:pict><v:shape><v:textbox><w:txbxContent>{line('DỰ THẢO LẦN 2')}"
    "</w:txbxContent></v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>"
)


@cache
def word_torture(*, comments: bool = True) -> bytes:
    """Return a plan with tracked changes, controls, a picture, a text box and a comment."""
    document: Any = Document()
    section = document.sections[0]
    section.header.paragraphs[0].text = "MẬT"
    section.footer.paragraphs[0].text = "Bản dự thảo"
    document.add_picture(picture())
    first, second = ROWS
    odd = [
        [
            first[0],
            *(
                CELLS[name]
                for name in (
                    "a link",
                    "an insertion",
                    "a control around the cell",
                    "a control inside",
                    "a text that was deleted first",
                )
            ),
        ],
        second,
        [CELLS["an empty one"], "Tổng", "236", CELLS["a field"], "3.38", "4"],
    ]
    commented = (
        '<w:p><w:commentRangeStart w:id="5"/><w:r><w:t>Mục tiêu</w:t></w:r><w:commentRangeEnd '
        'w:id="5"/><w:r><w:commentReference w:id="5"/></w:r></w:p>'
    )
    blocks = [line(TITLES[0]), TEXT_BOX, *([commented] if comments else []), table(HEADER, *odd)]
    body = parse_xml(f"<w:body {_BLOCKS}>{''.join(blocks)}</w:body>")
    for block in list(body):
        document.element.body.insert(-1, block)
    data = saved(document.save)
    if not comments:
        return data
    rels, types = "word/_rels/document.xml.rels", "[Content_Types].xml"
    known = parts(data)
    relation = (
        f'<Relationship Id="rId80" Type="{OFFICE}/comments" Target="comments.xml"/></Relationships>'
    )
    kind = (
        '<Override PartName="/word/comments.xml" ContentType="application/vnd.openxmlformats-'
        'officedocument.wordprocessingml.comments+xml"/></Types>'
    )
    return with_parts(
        data,
        {
            rels: known[rels].replace(b"</Relationships>", relation.encode()),
            types: known[types].replace(b"</Types>", kind.encode()),
            "word/comments.xml": COMMENT.encode(),
        },
    )


@cache
def excel_torture(*, drawing: bool = True) -> bytes:
    """
    Return a plan with a chart, pictures, a table, a hidden sheet, macros and more.

    With *drawing* the sheet of the plan has comments, a button and a conversation already.
    """
    stream = BytesIO()
    book: Any = Workbook(stream, {"in_memory": True})
    book.set_properties({"created": datetime(2024, 1, 1, tzinfo=UTC)})  # the same bytes each time
    book.add_vba_project(BytesIO(b"macros"), is_stream=True)
    sheet, hidden, other = (book.add_worksheet(name) for name in ("PL", "Ẩn & 'kín' 1", "Khác"))
    sheet.write(0, 0, TITLES[0])
    for row, texts in enumerate([HEADER, *ROWS], 2):
        for column, text in enumerate(texts):
            is_number = row > 2 and column > 1
            if is_number:
                sheet.write_number(row, column, float(text))
            else:
                sheet.write_string(row, column, text)
    sheet.merge_range("A8:C9", "Ghi chú của xã")
    sheet.data_validation("F4:F5", {"validate": "integer", "criteria": ">=", "value": 0})
    sheet.conditional_format("D4:D5", {"type": "data_bar", "data_bar_2010": True})
    sheet.add_sparkline("J4", {"range": "PL!C4:F4"})
    sheet.add_table("L3:M5", {"columns": [{"header": "a"}, {"header": "b"}]})
    sheet.set_header("&C&G", {"image_center": "dấu.png", "image_data_center": picture()})
    sheet.insert_image("J8", "dấu.png", {"image_data": picture()})
    sheet.insert_textbox("J12", "DỰ THẢO")
    chart = book.add_chart({"type": "column"})
    chart.add_series({"values": "=PL!$D$4:$D$5"})
    sheet.insert_chart("L12", chart)
    hidden.hide()
    hidden.write(0, 0, "không xem")
    hidden.write_comment("A1", "Ghi chú trong trang ẩn")
    other.write(0, 0, "khác")
    other.write_comment("B2", "Ghi chú khác")
    if drawing:
        sheet.write_comment("D4", "Chủ tịch: xem lại")
        sheet.write_comment("F5", "một chuỗi")
        sheet.insert_button("L20", {"macro": "tinh", "caption": "Tính"})
    book.close()
    data = stream.getvalue()
    known = parts(data)
    name = "xl/worksheets/sheet1.xml"
    controls = (
        '<mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
        '<mc:Choice Requires="x14"/></mc:AlternateContent><tableParts'
    )
    changed = {name: known[name].replace(b"<tableParts", controls.encode())}
    if drawing:
        vml = "xl/drawings/vmlDrawing1.vml"
        # As Excel writes the caption of a button, which is no XML.
        changed[vml] = known[vml].replace(b"<font ", b"<br><font ")
        changed |= _with_conversation(known, "F5")
    return with_parts(data, changed)


def _with_conversation(known: Mapping[str, bytes], cell_name: str) -> dict[str, bytes]:
    """Return the parts of a conversation at a cell of the first sheet, beside its comment."""
    rels = "xl/worksheets/_rels/sheet1.xml.rels"
    thread = (
        f'<ThreadedComments xmlns="{THREADS}"><threadedComment ref="{cell_name}" '
        'dT="2024-01-05T08:00:00.00" personId="{11111111-1111-1111-1111-111111111111}" '
        'id="{22222222-2222-2222-2222-222222222222}"><text>một chuỗi</text></threadedComment>'
        "</ThreadedComments>"
    )
    relation = (
        '<Relationship Id="rId90" Type="http://schemas.microsoft.com/office/2017/10/relationships/'
        'threadedComment" Target="../threadedComments/threadedComment1.xml"/></Relationships>'
    )
    kind = (
        '<Override PartName="/xl/threadedComments/threadedComment1.xml" '
        'ContentType="application/vnd.ms-excel.threadedcomments+xml"/></Types>'
    )
    types = "[Content_Types].xml"
    return {
        rels: known[rels].replace(b"</Relationships>", relation.encode()),
        types: known[types].replace(b"</Types>", kind.encode()),
        "xl/threadedComments/threadedComment1.xml": thread.encode(),
    }

"""What the programs make of a document that stand in for an office's: they see what is there."""

import pytest

from tests.support.render import printed
from tests.support.schemas import faults
from tests.support.written import docx, repacked

TABLE = [["TT", "Đơn vị"], ["1", "Chợ"]]

pytestmark = pytest.mark.libreoffice


def test_libreoffice_prints_the_text_of_a_document() -> None:
    (page,) = printed({"plan.docx": docx(["Kế hoạch giảm nghèo"], TABLE)})["plan.docx"]
    assert not page.is_landscape
    assert page.lines[0] == "Kế hoạch giảm nghèo"
    assert "Chợ" in page.text


def test_an_element_in_a_wrong_place_is_a_fault() -> None:
    document = docx(["Kế hoạch"], TABLE)
    broken = repacked(document, lambda _, xml: xml.replace(b"<w:body>", b"<w:body><w:r/>"))
    (fault,) = set(faults(broken, "docx")) - set(faults(document, "docx"))
    assert fault.startswith("/word/document.xml")

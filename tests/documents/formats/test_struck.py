"""Struck-through text, told once."""

from povertyplan import Source
from povertyplan.documents.formats.struck import StruckText


def test_the_struck_texts_of_a_document_are_told_once() -> None:
    struck = StruckText()
    assert struck.notices() == ()
    struck.add(" \n", Source("plan.docx", paragraph=1))
    assert struck.notices() == ()
    struck.add(" 1.180\n hộ ", Source("plan.docx", paragraph=2))
    struck.add("9", Source("plan.docx", paragraph=3))
    (notice,) = struck.notices()
    assert notice.source == Source("plan.docx", paragraph=2)
    assert str(notice) == "struck-through text was left out: 2, the first of them “1.180 hộ”"
    assert notice.text("vi") == "có 2 chỗ bị gạch ngang nên không tính, chỗ đầu tiên: “1.180 hộ”"

"""
A slip repaired in a Word document is the document without the slip.

Every figure of a slip is written back in its place, or the whole repair is refused with reasons.
"""

from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from zipfile import ZipFile

import pytest
from docx.oxml.ns import qn
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from povertyplan import Cause, Count, Diagnosis, Edit, Place, Plan, Rate, read, repair, write_bytes
from povertyplan.diagnosis import Change
from povertyplan.documents.layout.table import DASH
from povertyplan.documents.write.package import Element
from povertyplan.strategies import Slip, plans, slips

#: The part of a Word document that holds its text.
TEXT = "word/document.xml"


@given(data=st.data())
@settings(max_examples=2, suppress_health_check=list(HealthCheck))
def test_a_slip_in_a_word_document_is_repaired_or_refused(data: st.DataObject) -> None:
    assert_repaired(data.draw(plans(realistic=True).flatmap(slips)))


@pytest.mark.large
@given(data=st.data())
@settings(max_examples=50, suppress_health_check=list(HealthCheck))
def test_slips_in_word_documents_are_repaired_or_refused(data: st.DataObject) -> None:
    assert_repaired(data.draw(plans(realistic=True).flatmap(slips)))


def test_a_repair_back_to_0_writes_no_dash_beside_it() -> None:
    row = {"name": "Chợ", "households_base": 76, "households_goal": 78, "poor_goal": 0}
    plan = Plan.of(2024, [row, {**row, "name": "Ngò", "poor_goal": 2, "poor_goal_rate": "2.56"}])
    slipped = plan.edited([Edit(Place(1, Count.POOR_GOAL), 0, 1)])
    assert_repaired(Slip(slipped, plan, Place(1, Rate.POOR_GOAL_RATE), Cause.PLACEHOLDER, "PP203"))


def assert_repaired(slip: Slip[Plan]) -> None:
    wrong = write_bytes(slip.plan, format="docx")
    back = [Edit(edit.place, edit.proposed, edit.printed) for edit in slip.edits]
    changes = tuple(Change(edit, derived=False) for edit in back)
    with TemporaryDirectory() as folder:
        source, copy = Path(folder, "plan.docx"), Path(folder, "copy.docx")
        source.write_bytes(wrong)
        done = repair(source, copy, edits=[Diagnosis(slip.cause, changes, clears=())])
        assert copy.exists() is not bool(done.refused)
        if done.refused:
            assert [refusal.edit for refusal in done.refused] == back
            return
        assert read(copy).plan == slip.original
        repaired = copy.read_bytes()
    assert_rejected(wrong, repaired)
    right = write_bytes(slip.original, format="docx")
    assert without_dashes(repaired) == without_dashes(right)


def assert_rejected(wrong: bytes, repaired: bytes) -> None:
    """Assert that only the text has changed, and is as it was where every change is rejected."""
    with ZipFile(BytesIO(wrong)) as old, ZipFile(BytesIO(repaired)) as new:
        changed = [name for name in old.namelist() if old.read(name) != new.read(name)]
        assert old.namelist() == new.namelist()
    assert changed == [TEXT]
    assert text_of(main_part(repaired), without="w:ins") == text_of(
        main_part(wrong), without="w:del"
    )


def without_dashes(document: bytes) -> str:
    """
    Return the text of the accepted document less the dashes of rates that are not printed.

    The writer prints such a dash beside a count of 0, and a repair writes no cell that it is not
    told to: where the slip took the 0 away, the dash is gone with it.
    """
    texts = texts_of(main_part(document), without="w:del")
    return "".join(text for text in texts if text != DASH)


def main_part(document: bytes) -> Element:
    with ZipFile(BytesIO(document)) as archive:
        return etree.fromstring(archive.read(TEXT))


def text_of(root: Element, *, without: str) -> str:
    return "".join(texts_of(root, without=without))


def texts_of(root: Element, *, without: str) -> list[str]:
    etree.strip_elements(root, qn(without))
    return [text.text or "" for text in root.iter(qn("w:t"), qn("w:delText"))]

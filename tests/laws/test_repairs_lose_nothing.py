"""
A slip repaired in the document is the document without the slip.

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

from povertyplan import Diagnosis, Edit, Plan, read, repair, write_bytes
from povertyplan.diagnosis import Change
from povertyplan.documents.write.package import Element
from povertyplan.strategies import Slip, plans, slips

ENDINGS = ("docx", "xlsx", "csv", "html", "md")
_FORMATS = {"md": "markdown"}
#: The part of a Word document that holds its text.
TEXT = "word/document.xml"


@given(data=st.data())
@settings(max_examples=2, suppress_health_check=list(HealthCheck))
def test_a_slip_in_a_word_document_is_repaired_or_refused(data: st.DataObject) -> None:
    assert_repaired("docx", data.draw(plans(realistic=True).flatmap(slips)))


@pytest.mark.large
@pytest.mark.parametrize("ending", ENDINGS)
@given(data=st.data())
@settings(max_examples=20, suppress_health_check=list(HealthCheck))
def test_slips_are_repaired_or_refused(ending: str, data: st.DataObject) -> None:
    assert_repaired(ending, data.draw(plans(realistic=True).flatmap(slips)))


def assert_repaired(ending: str, slip: Slip[Plan]) -> None:
    format_name = _FORMATS.get(ending, ending)
    wrong = write_bytes(slip.plan, format=format_name)
    back = [Edit(edit.place, edit.proposed, edit.printed) for edit in slip.edits]
    changes = tuple(Change(edit, derived=False) for edit in back)
    with TemporaryDirectory() as folder:
        source, copy = Path(folder, f"plan.{ending}"), Path(folder, f"copy.{ending}")
        source.write_bytes(wrong)
        done = repair(source, copy, edits=[Diagnosis(slip.cause, changes, clears=())])
        assert copy.exists() is not bool(done.refused)
        if done.refused:
            assert [refusal.edit for refusal in done.refused] == back
            return
        assert read(copy).plan == slip.original
        if ending == "docx":
            assert_rejected(wrong, copy.read_bytes())


def assert_rejected(wrong: bytes, repaired: bytes) -> None:
    """Where every change is rejected, the document is what it was; no other part has changed."""
    with ZipFile(BytesIO(wrong)) as old, ZipFile(BytesIO(repaired)) as new:
        changed = [name for name in old.namelist() if old.read(name) != new.read(name)]
        assert changed == [TEXT]
        before, after = (etree.fromstring(archive.read(TEXT)) for archive in (old, new))
    etree.strip_elements(after, qn("w:ins"))
    assert text_of(before) == text_of(after)


def text_of(root: Element) -> str:
    return "".join(text.text or "" for text in root.iter(qn("w:t"), qn("w:delText")))

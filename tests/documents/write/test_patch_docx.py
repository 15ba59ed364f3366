"""Figures replaced in Word documents: the places that are safe, and those that are refused."""

from collections.abc import Sequence
from io import BytesIO
from itertools import chain
from zipfile import ZipFile

import pytest
from attrs import evolve
from docx.oxml.ns import qn
from lxml import etree

from povertyplan import Edit, Part, Percent, Place, Points, Source, read_bytes
from povertyplan.documents.write.package import Element
from povertyplan.documents.write.patch_docx import patched_document
from povertyplan.documents.write.patched import Patched
from povertyplan.model.fields import Value
from tests.support.office import HEADER, ROWS, TITLES, line, table, word_document
from tests.support.schemas import faults

RATE = Place(1, "poor_base_rate")
NEW_RATE = Edit(RATE, Percent(313, 2), Percent(331, 2))
BOLD = "<w:rPr><w:b/></w:rPr>"


def run(text: str, properties: str = "") -> str:
    return f'<w:r>{properties}<w:t xml:space="preserve">{text}</w:t></w:r>'


def with_rate(*inner: str, above: Sequence[str] = ()) -> bytes:
    """Write a document whose first row has a rate of some runs."""
    paragraphs = "".join(f"<w:p>{content}</w:p>" for content in inner)
    row = [*ROWS[0][:4], paragraphs, ROWS[0][5]]
    return word_document(line(TITLES[0]), *above, table(HEADER, row, ROWS[1]))


def patched(data: bytes, *edits: Edit, tracked: bool = True) -> Patched:
    reading = read_bytes(data, format="docx", file="plan.docx")
    return patched_document(data, reading, edits, tracked=tracked)


def document(data: bytes) -> Element:
    with ZipFile(BytesIO(data)) as archive:
        return etree.fromstring(archive.read("word/document.xml"))


def accepted(root: Element, *, rejected: bool = False) -> str:
    """Return the text of a document whose tracked changes are all accepted, or all rejected."""
    left_out = qn("w:ins") if rejected else qn("w:del")
    texts = (
        element.text or ""
        for element in root.iter(qn("w:t"), qn("w:delText"))
        if not any(above.tag == left_out for above in element.iterancestors())
    )
    return "".join(texts)


SPLIT = run("3", BOLD) + run(".1") + run("3 %")
IN_CONTROL = f"<w:sdt><w:sdtContent>{SPLIT}</w:sdtContent></w:sdt>"
LINKED = f"<w:hyperlink>{run('3.')}</w:hyperlink>{run('13')}"
BEHIND_TAB = (
    "<w:r><w:rPr><w:b/></w:rPr><w:t>(</w:t><w:tab/><w:t>3.1</w:t><w:t>3</w:t><w:tab/></w:r>"
)
NOTED = run("3.13") + run("(1)", '<w:rPr><w:vertAlign w:val="superscript"/></w:rPr>')
NOTED_INSIDE = '<w:r><w:t>3.13</w:t><w:footnoteReference w:id="2"/></w:r>'
MARKED = run("3.") + '<w:bookmarkStart w:id="1" w:name="x"/><w:bookmarkEnd w:id="1"/>' + run("13")
DELETED = '<w:del w:id="7"><w:r><w:delText>9</w:delText></w:r></w:del>'
SAFE = {
    "split": SPLIT,
    "control": IN_CONTROL,
    "link": LINKED,
    "tab": BEHIND_TAB.replace("(", ""),
    "mark": NOTED,
    "note": NOTED_INSIDE,
    "bookmark": MARKED,
    "unit": run("3.13%"),
}


@pytest.mark.parametrize("inner", SAFE.values(), ids=SAFE)
def test_a_figure_is_replaced_wherever_it_is_safe(inner: str) -> None:
    data = with_rate(inner)
    before = document(data)
    for tracked in (True, False):
        done = patched(data, NEW_RATE, tracked=tracked)
        assert (done.edits, done.refused) == ((NEW_RATE,), ())
        reading = read_bytes(done.data, format="docx", file="plan.docx")
        assert reading.plan.flat(1)[RATE.field] == Percent(331, 2)
        after = document(done.data)
        assert accepted(after) == accepted(before).replace("3.13", "3.31")
        changes = len(list(after.iter(qn("w:ins"))))
        assert changes == tracked
        if tracked:
            assert accepted(after, rejected=True) == accepted(before)
            deleted = chain.from_iterable(mark.iter(qn("w:t")) for mark in after.iter(qn("w:del")))
            assert not list(deleted)
            numbers = [mark.get(qn("w:id")) for mark in after.iter(qn("w:ins"), qn("w:del"))]
            assert len(set(numbers)) == len(numbers)
            assert ("1" in numbers) is (inner is not MARKED)


FIELD_MARK = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
FIELD = (
    FIELD_MARK.format("begin")
    + "<w:r><w:instrText>=AVERAGE(ABOVE)</w:instrText></w:r>"
    + FIELD_MARK.format("separate")
    + run("3.13")
    + FIELD_MARK.format("end")
)
BOUND = (
    '<w:sdt><w:sdtPr><w:dataBinding w:xpath="/a"/></w:sdtPr>'
    f"<w:sdtContent>{SPLIT}</w:sdtContent></w:sdt>"
)
NEW_FONT = run("3.13", '<w:rPr><w:rPrChange w:id="3"><w:rPr/></w:rPrChange></w:rPr>')
REFUSED = [
    ("Word computes this figure", FIELD),
    ("Word computes this figure", f'<w:fldSimple w:instr="=A1">{run("3.13")}</w:fldSimple>'),
    ("There are tracked changes", f'<w:ins w:id="7">{run("3.13")}</w:ins>'),
    ("There are tracked changes", f'{run("3")}<w:ins w:id="7">{run(".13")}</w:ins>'),
    ("There are tracked changes", f"{run('3.1')}{DELETED}{run('3')}"),
    ("There are tracked changes", NEW_FONT),
    ("The figure comes from data", BOUND),
    ("The figure could not be found", "<w:customXml><w:t>3.13</w:t></w:customXml>"),
]


@pytest.mark.parametrize(("why", "inner"), REFUSED)
def test_a_figure_that_may_not_be_changed_is_refused_with_the_reason(why: str, inner: str) -> None:
    """Where one figure is refused, another of the document is replaced all the same."""
    other = Edit(Place(2, "poor_goal"), 2, 1)
    done = patched(with_rate(inner), NEW_RATE, other)
    assert done.edits == (other,)
    ((refused, reason),) = [(refusal.edit, refusal.why) for refusal in done.refused]
    assert refused == NEW_RATE
    assert str(reason).startswith(why)


@pytest.mark.parametrize("inner", ["", run("khoảng 3.13"), run("~"), run("3.1 3")])
def test_a_cell_that_holds_no_figure_is_refused(inner: str) -> None:
    (refusal,) = patched(with_rate(inner), Edit(RATE, None, Percent(313, 2))).refused
    assert str(refusal.why).startswith("The cell is blank, or holds more than a figure.")
    assert refusal.source is not None
    assert refusal.source.cell == "E2"


@pytest.mark.parametrize("inner", [run("3.l3"), run("-"), run("–")])
def test_a_dash_and_a_letter_typed_for_a_digit_are_replaced(inner: str) -> None:
    edit = Edit(RATE, None, Percent(313, 2))
    done = patched(with_rate(inner), edit)
    assert done.edits == (edit,)
    assert "3.13" in accepted(document(done.data))


def test_a_row_that_is_inserted_or_deleted_is_left_alone() -> None:
    for change in ("ins", "del"):
        data = with_rate(run("3.13"))
        marked = f'<w:tr><w:trPr><w:{change} w:id="9"/></w:trPr>'.encode()
        root = document(data)
        text = etree.tostring(root)
        second = text.index(b"<w:tr>", text.index(b"<w:tr>") + 1)
        package = text[:second] + marked + text[second + len(b"<w:tr>") :]
        (refusal,) = patched(with_main_part(data, package), NEW_RATE).refused
        assert str(refusal.why).startswith("There are tracked changes")


def with_main_part(data: bytes, content: bytes) -> bytes:
    stream = BytesIO()
    with ZipFile(BytesIO(data)) as old, ZipFile(stream, "w") as new:
        for name in old.namelist():
            new.writestr(name, content if name == "word/document.xml" else old.read(name))
    return stream.getvalue()


TEXT = (
    run("- Tỷ lệ hộ nghèo: 1,")
    + run("4% (giảm 0,91 điểm phần trăm), ")
    + run("số hộ nghèo giảm 36 hộ")
)


@pytest.mark.parametrize("tracked", [True, False])
def test_several_figures_of_a_sentence_are_replaced(*, tracked: bool) -> None:
    data = with_rate(run("3.13"), above=[f"<w:p>{TEXT}</w:p>"])
    goal: list[tuple[str, Value, Value]] = [
        ("poor_goal_rate", Percent(14, 1), Percent(138, 2)),
        ("poor_rate_drop", Points(91, 2), Points(93, 2)),
        ("poor_drop", 36, 1037),
    ]
    edits = [Edit(Place(Part.HEADLINE, name), *values) for name, *values in goal]
    done = patched(data, *edits, tracked=tracked)
    assert done.edits == tuple(edits)
    after = accepted(document(done.data))
    assert "nghèo: 1,38% (giảm 0,93 điểm phần trăm), số hộ nghèo giảm 1037 hộ" in after


@pytest.mark.parametrize(
    ("households", "written"), [("1.250", "1.000"), ("1250", "1000"), ("250", "1000")]
)
def test_thousands_are_separated_as_the_document_does(households: str, written: str) -> None:
    rows = [["1", "Chợ", households, "5", "", "2"], ["2", "Ngò", "76", "3", "3.95", "2"]]
    data = word_document(line(TITLES[0]), table(HEADER, *rows))
    done = patched(data, Edit(Place(2, "households_base"), 76, 1000))
    assert f"Ngò{written}3" in accepted(document(done.data))


def test_a_count_in_a_field_does_not_tell_how_thousands_are_separated() -> None:
    computed = f'<w:p><w:fldSimple w:instr="=A1">{run("1250")}</w:fldSimple></w:p>'
    rows = [
        ["1", "Chợ", computed, "5", "", "2"],
        ["2", "Đình", "1.300", "5", "", "2"],
        ["3", "Ngò", "76", "3", "3.95", "2"],
    ]
    data = word_document(line(TITLES[0]), table(HEADER, *rows))
    done = patched(data, Edit(Place(3, "households_base"), 76, 1000))
    assert "Ngò1.0003" in accepted(document(done.data))


def test_a_figure_that_is_not_where_the_reading_says_is_not_replaced() -> None:
    data = with_rate(run("3.13"), above=[f"<w:p>{TEXT}</w:p>"])
    reading = read_bytes(data, format="docx", file="plan.docx")
    place = Place(Part.HEADLINE, "poor_goal")
    for source in (None, Source("plan.docx", paragraph=99), Source("plan.docx", paragraph=2)):
        sources = {} if source is None else {place: source}
        elsewhere = evolve(reading, sources=sources)
        (refusal,) = patched_document(data, elsewhere, [Edit(place, 54, 5)], tracked=True).refused
        assert str(refusal.why).startswith("The figure could not be found")


def test_a_box_that_stands_twice_in_the_file_is_left_alone() -> None:
    box = f"<w:txbxContent>{line(TITLES[0])}{table(HEADER, *ROWS)}</w:txbxContent>"
    names = "xmlns:mc='http://schemas.openxmlformats.org/markup-compatibility/2006'"
    both = f"<mc:Choice>{box}</mc:Choice><mc:Fallback><w:pict>{box}</w:pict></mc:Fallback>"
    floating = f"<w:p><w:r><mc:AlternateContent {names}>{both}</mc:AlternateContent></w:r></w:p>"
    (refusal,) = patched(word_document(floating), NEW_RATE).refused
    assert "in a box that the file holds twice" in str(refusal.why)


def test_only_the_text_of_the_package_changes() -> None:
    data = with_rate(SPLIT)
    for edits in ((), (NEW_RATE,)):
        done = patched(data, *edits)
        with ZipFile(BytesIO(data)) as old, ZipFile(BytesIO(done.data)) as new:
            assert old.namelist() == new.namelist()
            changed = [name for name in old.namelist() if old.read(name) != new.read(name)]
        assert changed == ["word/document.xml"] * len(edits)


def test_a_document_without_styles_is_repaired() -> None:
    data = with_rate(run("3.13"))
    stream = BytesIO()
    with ZipFile(BytesIO(data)) as old, ZipFile(stream, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if name == "word/_rels/document.xml.rels":
                content = content.replace(b"/relationships/styles", b"/relationships/other")
            new.writestr(name, content)
    assert patched(stream.getvalue(), NEW_RATE).edits == (NEW_RATE,)


@pytest.mark.libreoffice
def test_a_repaired_document_is_as_valid_as_the_original() -> None:
    rows = [[*ROWS[0][:4], f"<w:p>{inner}</w:p>", ROWS[0][5]] for inner in SAFE.values()]
    data = word_document(line(TITLES[0]), table(HEADER, *rows))
    places = [Place(row, "poor_base_rate") for row in range(1, 1 + len(rows))]
    edits = [Edit(place, Percent(313, 2), Percent(331, 2)) for place in places]
    done = patched(data, *edits)
    assert done.edits == tuple(edits)
    assert faults(done.data, "docx") == faults(data, "docx")

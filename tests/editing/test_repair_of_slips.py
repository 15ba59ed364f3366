"""Slips of plans, repaired in documents of every format that holds a plan whole."""

import re
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from hypothesis import given, settings

from povertyplan import Plan, Reading, diagnose, read, read_bytes, repair, write_bytes
from povertyplan.documents.files import OpenedFile
from povertyplan.editing.trial import Trial
from povertyplan.model.places import Edit
from povertyplan.strategies import Slip, plans, slips
from tests.support.render import converted
from tests.support.written import repacked

FORMATS = ("markdown", "csv", "html", "xlsx")
REAL = read("examples/cao-thuong-2024/plan.md")
#: The cells of a sheet; the figures of a text, and its cells in which none stands.
PIECES = {
    "xlsx": re.compile(rb"<c .*?(?:/>|</c>)", re.DOTALL),
    "html": re.compile(rb"[-0-9.,]+|(?<=<td>)(?=</td>)"),
    "csv": re.compile(rb'"?[-0-9.,]+"?|(?<=;)(?=[;\r\n])'),
    "markdown": re.compile(rb"[-0-9.,]+|(?<=\| )(?= \|)"),
}
FORMULA = re.compile(rb"(<f>[^<]*</f>)<v>[^<]*</v>")


def changed_pieces(format_name: str, before: bytes, after: bytes) -> int:
    """Return how many cells or figures differ; whatever stands between them may not."""
    pieces = PIECES[format_name]
    assert pieces.split(before) == pieces.split(after)
    pairs = zip(pieces.findall(before), pieces.findall(after), strict=True)
    return sum(old != new for old, new in pairs)


def differences(format_name: str, before: bytes, after: bytes) -> int:
    """Return how many figures of a document differ, after asserting that nothing else does."""
    if format_name != "xlsx":
        return changed_pieces(format_name, before, after)
    with ZipFile(BytesIO(before)) as old, ZipFile(BytesIO(after)) as new:
        assert old.namelist() == new.namelist()
        parts = [(name, old.read(name), new.read(name)) for name in old.namelist()]
    changed = [part for part in parts if part[1] != part[2]]
    assert all(name.startswith("xl/worksheets/sheet") for name, _, _ in changed)
    return sum(changed_pieces(format_name, was, now) for _, was, now in changed)


def repairs_of(slip: Slip[Plan]) -> list[Edit]:
    return [Edit(edit.place, edit.proposed, edit.printed) for edit in slip.edits]


def assert_repaired(slip: Slip[Plan], format_name: str) -> None:
    """Assert that a slip is repaired in a document, or refused for a reason."""
    data = write_bytes(slip.plan, format=format_name, strict=False)
    reading = read_bytes(data, format=format_name)
    assert isinstance(reading, Reading)
    trial = Trial(OpenedFile("plan", data, format_name), reading, "copy", tracked=True)
    tried = trial.all_of([tuple(repairs_of(slip))])
    assert all(refused.why.text("vi") for refused in tried.refused)
    if tried.refused:
        assert tried.data == data
        return
    assert tried.reading.plan == slip.original
    cells = {reading.sources[edit.place] for edit in slip.edits}
    assert 1 <= differences(format_name, data, tried.data) <= len(cells)


SLIPS = plans(realistic=True).flatmap(slips)


@pytest.mark.parametrize("format_name", FORMATS)
@settings(max_examples=1, deadline=None)
@given(slip=SLIPS)
def test_a_slip_is_repaired_in_its_cells_alone(format_name: str, slip: Slip[Plan]) -> None:
    assert_repaired(slip, format_name)


@pytest.mark.large
@pytest.mark.parametrize("format_name", FORMATS)
@settings(max_examples=50, deadline=None)
@given(slip=SLIPS)
def test_slips_are_repaired_in_their_cells_alone(format_name: str, slip: Slip[Plan]) -> None:
    assert_repaired(slip, format_name)


def test_the_officers_workbook_is_repaired(tmp_path: Path) -> None:
    source, copy = tmp_path / "plan.xlsx", tmp_path / "copy.xlsx"
    source.write_bytes(write_bytes(REAL.plan, format="xlsx"))
    done = repair(source, copy)
    assert [str(edit.place) for edit in done.edits] == ["total/poor_goal_rate"]
    assert read(copy).plan == REAL.plan.edited(done.edits)
    assert differences("xlsx", source.read_bytes(), copy.read_bytes()) == 1


@pytest.mark.libreoffice
def test_libreoffice_computes_the_repaired_figures(tmp_path: Path) -> None:
    """Tân Lập has 240 households instead of 140, and all that follows is computed."""
    source, copy = tmp_path / "plan.xlsx", tmp_path / "copy.xlsx"
    source.write_bytes(write_bytes(REAL.plan, format="xlsx"))
    diagnosis = diagnose(REAL)[2]
    done = repair(source, copy, edits=[diagnosis])
    assert done.edits == diagnosis.edits
    stripped = repacked(copy.read_bytes(), lambda _, xml: FORMULA.sub(rb"\1", xml))
    computed = read_bytes(converted({"plan.xlsx": stripped}, "xlsx")["plan.xlsx"], format="xlsx")
    assert computed.plan == REAL.plan.edited(diagnosis.edits)

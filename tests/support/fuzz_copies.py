"""
Break documents and write copies of them: `python -m tests.support.fuzz_copies docx 600` for long.

Whatever is broken in a document, a repaired or marked copy is right, or refused in words and not
there; the document itself stays.
"""

import random
import sys
import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from types import MappingProxyType
from typing import Any

from openpyxl import load_workbook

from povertyplan import (
    Edit,
    Percent,
    Place,
    Plan,
    ReadError,
    Reading,
    WriteError,
    annotate,
    completed,
    read,
    read_bytes,
    repair,
    write_bytes,
)
from povertyplan.documents.write.patches import PATCHES
from povertyplan.model.tabular import cells
from tests.support.fuzz import broken, broken_inside
from tests.support.torture import MAIN, OFFICE, excel_torture, parts, with_parts, word_torture
from tests.support.written import saved

_ENDINGS = MappingProxyType({"markdown": "md"})
_PACKED = frozenset({"docx", "xlsx"})
_COUNTS = (("Chợ", 960, 9), ("Ngò", 76, 3), ("Đình", 134, 4))


@cache
def corpus() -> Mapping[str, tuple[str, bytes]]:
    """Return documents with an error, each with its format: of a plan, and with everything."""
    rows: list[dict[str, object]] = [
        {"name": name, "households_base": households, "households_goal": households + 3,
         "poor_base": poor, "poor_goal": poor - 1, "near_poor_base": poor + 2}
        for name, households, poor in _COUNTS
    ]  # fmt: skip
    plan = completed(Plan.of(2024, rows, total={}))
    wrong = plan.edited([Edit(Place(2, "poor_base"), 3, 5)])
    written = {form: (form, write_bytes(wrong, format=form)) for form in PATCHES if form != "text"}
    odd = {"word": ("docx", word_torture()), "excel": ("xlsx", excel_torture())}
    protected = {"protected": ("xlsx", _protected(written["xlsx"][1]))}
    return MappingProxyType(written | odd | protected)


def _protected(data: bytes) -> bytes:
    """Return a workbook with a sheet that is protected, and a pivot table's copy of its figures."""
    book: Any = load_workbook(BytesIO(data))
    book["Phụ lục"].protection.sheet = True
    book["Phụ lục"].protection.password = "giữ kín"  # noqa: S105  # of a test
    protected = saved(book.save)
    known = parts(protected)
    workbook, types = "xl/_rels/workbook.xml.rels", "[Content_Types].xml"
    relation = (
        f'<Relationship Id="rId99" Type="{OFFICE}/pivotCacheDefinition"'
        ' Target="pivotCache/pivotCacheDefinition1.xml"/></Relationships>'
    )
    kind = (
        '<Override PartName="/xl/pivotCache/pivotCacheDefinition1.xml" ContentType="application/'
        'vnd.openxmlformats-officedocument.spreadsheetml.pivotCacheDefinition+xml"/></Types>'
    )
    cache_of_pivot = (
        f'<pivotCacheDefinition xmlns="{MAIN}" recordCount="3"><cacheSource type="worksheet">'
        '<worksheetSource ref="A5:L12" sheet="Phụ lục"/></cacheSource><cacheFields count="0"/>'
        "</pivotCacheDefinition>"
    )
    return with_parts(
        protected,
        {
            workbook: known[workbook].replace(b"</Relationships>", relation.encode()),
            types: known[types].replace(b"</Types>", kind.encode()),
            "xl/pivotCache/pivotCacheDefinition1.xml": cache_of_pivot.encode(),
        },
    )


def documents(name: str, seed: int) -> Iterator[tuple[str, bytes]]:
    """Yield broken documents of one kind without end, each with its format."""
    form, whole = corpus()[name]
    number = random.Random(seed)  # noqa: S311  # mistakes, no secrets
    while True:
        is_inside = form in _PACKED and number.random() < 0.9
        yield form, broken_inside(whole, number) if is_inside else broken(whole, number)


def attempt(form: str, data: bytes, seed: int) -> str:
    """Write copies of a document, and return what became of them; raise if one is not right."""
    number = random.Random(seed)  # noqa: S311  # as above
    with TemporaryDirectory() as name:
        source = Path(name, f"plan.{_ENDINGS.get(form, form)}")
        source.write_bytes(data)
        try:
            reading = read_bytes(data, format=form, file=str(source))
        except ReadError:
            return "not read"
        edits = edits_of(reading, number)
        assert_patched(form, data, reading, edits)
        became = [repaired(source, reading, given) for given in (None, edits)]
        if form in _PACKED:
            became.append(marked(source, reading))
        assert source.read_bytes() == data
        assert list(Path(name).iterdir()) == [source]
        return ", ".join(became)


def edits_of(reading: Reading, number: random.Random) -> list[Edit]:
    """Return one or two edits of a reading; few of them are of blank cells."""
    figures = [
        (place, figure)
        for place, figure in cells(reading.plan).items()
        if isinstance(figure, int | Percent)
    ]
    chosen = number.sample(figures, min(len(figures), number.choice((1, 1, 2))))
    edits: list[Edit] = []
    for place, figure in chosen:
        if isinstance(figure, Percent):
            edits.append(Edit(place, figure, Percent(figure.digits + 1, figure.places)))
        else:
            edits.append(Edit(place, figure, number.choice((figure + 1, figure + 1000, 0))))
    return edits


def assert_patched(form: str, data: bytes, reading: Reading, edits: Sequence[Edit]) -> None:
    """Assert that what replaces figures leaves the rest, whatever the guards would say of it."""
    try:
        patched = PATCHES[form](data, reading, edits, tracked=True)
    except (ReadError, WriteError):
        return
    places = {edit.place for edit in edits}
    told = {edit.place for edit in patched.edits} | {
        refusal.edit.place for refusal in patched.refused
    }
    assert told == places


def repaired(source: Path, reading: Reading, edits: Sequence[Edit] | None) -> str:
    """Write a repaired copy and remove it; return what became of it."""
    copy = source.with_stem("copy")
    try:
        done = repair(source, copy, edits=edits)
    except (ReadError, WriteError):
        assert not copy.exists()
        return "refused"
    assert copy.exists() is done.is_written
    if done.is_written:
        assert read(copy).plan == reading.plan.edited(done.edits)
        copy.unlink()
    return "repaired" if done.edits else "left"


def marked(source: Path, reading: Reading) -> str:
    """Write a marked copy, mark that again, and remove both; return what became of them."""
    copy, again = source.with_stem("copy"), source.with_stem("again")
    try:
        annotate(source, copy)
    except (ReadError, WriteError):
        assert not copy.exists()
        return "refused"
    assert read(copy).plan == reading.plan
    annotate(copy, again)
    copy.unlink()
    again.unlink()
    return "marked"


def main(name: str, seconds: float) -> None:
    """Break one kind of documents for some time, and print what became of the copies."""
    end = time.monotonic() + seconds
    became: Counter[str] = Counter()
    for seed, (form, data) in enumerate(documents(name, seed=1)):
        Path(f"{name}.last").write_bytes(data)
        became[attempt(form, data, seed)] += 1
        if time.monotonic() > end:
            break
    print(name, dict(became))  # noqa: T201  # it is a program


if __name__ == "__main__":
    main(sys.argv[1], float(sys.argv[2]))

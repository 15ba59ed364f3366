"""Marked copies as LibreOffice and the schemas see them: each comment shown, nothing lost."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from povertyplan import Annotated, annotate, read, write_bytes
from tests.support.office import example
from tests.support.render import converted
from tests.support.schemas import faults
from tests.support.torture import excel_torture, word_torture
from tests.support.written import docx, repacked, xlsx

pytestmark = pytest.mark.libreoffice


def documents() -> dict[str, bytes]:
    """Return documents with errors: of this library, of others, and as LibreOffice saves them."""
    plan = read("examples/cao-thuong-2024/plan.md").plan
    words = {
        "written.docx": write_bytes(plan, format="docx"),
        "plain.docx": docx(*example()),
        "everything.docx": repacked(word_torture(), with_an_error),
    }
    books = {
        "written.xlsx": write_bytes(plan, format="xlsx"),
        "plain.xlsx": xlsx(*example()),
        "everything.xlsm": repacked(excel_torture(), with_an_error),
    }
    saved = saved_by_office(words, "odt", "docx") | saved_by_office(books, "ods", "xlsx")
    return words | books | saved


def with_an_error(_: str, xml: bytes) -> bytes:
    """Make a rate of the documents with everything wrong."""
    return xml.replace(b"<w:t>3.13<", b"<w:t>4.13<").replace(b"<v>3.13<", b"<v>4.13<")


def saved_by_office(files: Mapping[str, bytes], own: str, ending: str) -> dict[str, bytes]:
    """Return files as LibreOffice saves them, by way of its *own* format."""
    opened = converted(files, own)
    names = {f"office-{Path(name).stem}.{own}": data for name, data in opened.items()}
    again = converted(names, ending)
    return {str(Path(name).with_suffix(f".{ending}")): data for name, data in again.items()}


def comments_shown(files: Mapping[str, bytes]) -> dict[str, int]:
    """Return how many comments LibreOffice shows in each of some documents."""
    words = {name: data for name, data in files.items() if name.endswith("docx")}
    books = {name: data for name, data in files.items() if name not in words}
    opened = converted(words, "fodt") | converted(books, "fods")
    return {name: data.count(b"<office:annotation ") for name, data in opened.items()}


def test_every_comment_is_shown_and_nothing_is_lost(tmp_path: Path) -> None:
    plain, marked = documents(), dict[str, bytes]()
    done: dict[str, Annotated] = {}
    for name, data in plain.items():
        source, copy = tmp_path / name, tmp_path / f"marked-{name}"
        source.write_bytes(data)
        done[name] = annotate(source, copy)
        marked[name] = copy.read_bytes()
        assert read(copy).plan == read(source).plan, name
        form = Path(name).suffix.removeprefix(".")
        assert set(faults(marked[name], form)) <= set(faults(data, form)), name
    before, after = comments_shown(plain), comments_shown(marked)
    placed = {name: len(annotated.placed) for name, annotated in done.items()}
    assert min(placed.values()) > 0
    assert [annotated.left for annotated in done.values()] == [()] * len(done)
    assert after == {name: before[name] + placed[name] for name in plain}

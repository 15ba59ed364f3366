"""Everything that writes, tried with a document: its file is right, or refused and not there."""

from collections.abc import Sequence
from pathlib import Path
from random import Random

from povertyplan import Edit, Percent, Plan, ReadError, Reading, annotate, read, repair, write
from povertyplan.documents.files import documents_in, opened
from povertyplan.documents.formats.endings import FORMATS
from povertyplan.documents.write.contents import Item, contents, contents_of_table
from povertyplan.documents.write.patches import PATCHES
from povertyplan.documents.write.plans import ENDINGS
from povertyplan.messages import WriteError
from povertyplan.model.tabular import cells
from tests.fuzzing.readers import Outcome, commanded, refused
from tests.fuzzing.seeds import SOUND


def write_record(file: Path, ending: str) -> Outcome:
    """Write what a record holds; what is written is read back as the same."""
    try:
        (document, *_) = documents_in(opened(file))
    except ReadError:
        return ("not read",)
    table = document.plan if isinstance(document, Reading) else document.table
    out = file.with_name(f"out{ending}")
    try:
        write(table, out)
    except WriteError as error:
        assert not out.exists()
        return refused(error)
    if isinstance(table, Plan):
        assert contents(read(out).plan) == contents(table)
    else:
        assert _stated_in(out) == contents_of_table(table)
    return ("written", type(table).__name__)


def _stated_in(file: Path) -> dict[Item, object]:
    """Return what the tables of a file state together."""
    stated: dict[Item, object] = {}
    for document in documents_in(opened(file)):
        assert not isinstance(document, Reading)
        stated.update(contents_of_table(document.table))
    return stated


def annotate_copy(file: Path) -> Outcome:
    """Write a marked copy, and mark that again: the figures stay."""
    try:
        reading = read(file)
    except ReadError:
        return ("not read",)
    before, copy, again = file.read_bytes(), file.with_stem("copy"), file.with_stem("again")
    try:
        marked = annotate(file, copy)
    except (ReadError, WriteError) as error:
        assert not copy.exists()
        return refused(error)
    assert read(copy).plan == reading.plan
    annotate(copy, again)
    assert file.read_bytes() == before
    return ("marked", str(len(marked.placed).bit_length()), str(len(marked.left).bit_length()))


def repair_copy(file: Path) -> Outcome:
    """Write copies with the certain repairs and with others: no other figure changes."""
    try:
        reading = read(file)
    except ReadError:
        return ("not read",)
    before = file.read_bytes()
    edits = _edits_of(reading, Random(before))
    _assert_patched(file, reading, edits)
    outcome = (*_repaired(file, reading, None), *_repaired(file, reading, edits))
    assert file.read_bytes() == before
    return outcome


def _edits_of(reading: Reading, chance: Random) -> list[Edit]:
    """Return one or two edits of a reading."""
    figures = [
        (place, figure)
        for place, figure in cells(reading.plan).items()
        if isinstance(figure, int | Percent)
    ]
    chosen = chance.sample(figures, min(len(figures), chance.choice((1, 1, 2))))
    edits: list[Edit] = []
    for place, figure in chosen:
        if isinstance(figure, Percent):
            edits.append(Edit(place, figure, Percent(figure.digits + 1, figure.places)))
        else:
            edits.append(Edit(place, figure, chance.choice((figure + 1, figure + 1000, 0))))
    return edits


def _assert_patched(file: Path, reading: Reading, edits: Sequence[Edit]) -> None:
    """Assert that what replaces figures tells of each, whatever the guards would say of it."""
    form = FORMATS[file.suffix]
    if form not in PATCHES:
        return
    try:
        patched = PATCHES[form](file.read_bytes(), reading, edits, tracked=True)
    except (ReadError, WriteError) as error:
        refused(error)
        return
    done = {edit.place for edit in patched.edits}
    left = {refusal.edit.place for refusal in patched.refused}
    assert done | left == {edit.place for edit in edits}


def _repaired(file: Path, reading: Reading, edits: Sequence[Edit] | None) -> Outcome:
    """Write a repaired copy and remove it; return what became of it."""
    copy = file.with_stem("copy")
    try:
        done = repair(file, copy, edits=edits)
    except (ReadError, WriteError) as error:
        assert not copy.exists()
        return refused(error)
    assert copy.exists() is done.is_written
    if done.is_written:
        assert read(copy).plan == reading.plan.edited(done.edits)
        copy.unlink()
    return ("repaired", str(len(done.edits)), str(len(done.refused)))


def convert(file: Path) -> Outcome:
    """Convert a document into one of the formats: the copy states the same."""
    ending = Random(file.read_bytes()).choice(list(ENDINGS))
    out = file.with_name(f"out{ending}")
    said = commanded("convert", file, out)
    assert out.exists() is (said.status == 0)
    if out.exists():
        assert _contents_in(out) == _contents_in(file)
    return (ending, *said.outcome)


def _contents_in(file: Path) -> dict[Item, object]:
    """Return what a file states that holds a plan, or tables of the year."""
    documents = documents_in(opened(file))
    (first, *_) = documents
    return contents(first.plan) if isinstance(first, Reading) else _stated_in(file)


def commands(file: Path) -> Outcome:
    """Run two of the commands that write from a plan: the file is there if they say so."""
    before = file.read_bytes()
    for name, data in SOUND.items():
        file.with_name(name).write_bytes(data)
    plan, reports, result = (file.with_name(name) for name in SOUND)
    out = file.with_name("out.xlsx")
    lines = (
        ("template", file, out, "--year", "2025"),
        ("forms", file, out, "--month", "2024-02"),
        ("share", file, "--quota", "3", "--rule", "level", "--out", out),
        ("progress", plan, file, "--out", out),
        ("progress", file, reports, "--out", out),
        ("next", file, result, out),
        ("next", plan, file, out),
        ("check", file, "--page", file.with_name("out.html")),
        ("show", file),
    )
    outcome: list[str] = []
    for line in Random(before).sample(lines, 2):
        said = commanded(*line, "--lang", "en")
        outcome.extend((str(line[0]), *said.outcome))
        written = out if out in line else file.with_name("out.html")
        assert said.status == 2 or line[0] == "show" or written.exists(), line[0]
        written.unlink(missing_ok=True)
    assert file.read_bytes() == before
    return tuple(outcome)

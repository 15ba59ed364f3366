"""Everything that reads, tried with a document: it returns what is right, or refuses in words."""

import json
import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import redirect_stderr, redirect_stdout
from io import BytesIO, TextIOWrapper
from pathlib import Path
from random import Random
from typing import TypeAlias
from unittest.mock import patch

from attrs import frozen

from povertyplan import (
    ReadError,
    Reading,
    Report,
    check,
    read,
    read_censuses,
    read_successions,
    read_tables,
)
from povertyplan.cli import main
from povertyplan.documents import office
from povertyplan.errors import harmless
from povertyplan.messages import WriteError
from povertyplan.reading import Notice, TableReading
from povertyplan.records import from_json, to_json
from tests.fuzzing.seeds import SOUND

#: What became of a document, in a few words: those of another outcome say something else.
Outcome: TypeAlias = tuple[str, ...]
#: Reads a file in a folder that holds nothing else, and returns what became of it.
Attempt: TypeAlias = Callable[[Path], Outcome]
LANGUAGES = ("vi", "en")
_CODE = re.compile(r"PP\d{3}")
_QUOTED = re.compile(r"'.*?'|“.*?”|\S*\d\S*")


def refused(error: ReadError | WriteError) -> Outcome:
    """Return what a refusal says; assert that it says it in both languages."""
    texts = [error.text(lang) for lang in LANGUAGES]
    assert_harmless(texts)
    assert len({*texts}) == len(texts), f"not translated: {texts[0]}"
    return (type(error).__name__, _QUOTED.sub("", texts[-1]))


def assert_harmless(texts: Iterable[str]) -> None:
    """Assert that texts have no character that a terminal takes for a command."""
    for text in texts:
        assert text == harmless(text), f"a control character: {text!r}"


def read_plan(file: Path, *, annex: Path | None = None) -> Outcome:
    """Read a plan, and check it."""
    try:
        reading = read(file, annex=annex)
    except ReadError as error:
        return refused(error)
    assert from_json(to_json(reading), Reading) == reading
    report = check(reading)
    assert from_json(to_json(report), Report) == report
    assert_harmless(finding.text(lang) for finding in report.findings for lang in LANGUAGES)
    codes = {finding.code for finding in report.findings}
    return ("plan", *sorted(codes), *told(reading.notices))


def told(notices: Iterable[Notice]) -> list[str]:
    """Return the codes of notices; assert that they say something safe in both languages."""
    listed = list(notices)
    assert_harmless(notice.text(lang) for notice in listed for lang in LANGUAGES)
    return sorted({notice.code for notice in listed})


def read_year(file: Path) -> Outcome:
    """Read the tables of the year, the result of a review and the units that changed."""
    return (*_tables_in(file), *_review_in(file), *_moves_in(file))


def _tables_in(file: Path) -> Iterator[str]:
    try:
        readings = read_tables(file)
    except ReadError as error:
        yield from refused(error)
        return
    for reading in readings:
        again = from_json(to_json(reading), TableReading)
        assert again == reading
        report = check(reading)
        assert_harmless(finding.text(lang) for finding in report.findings for lang in LANGUAGES)
        yield type(reading.table).__name__
        yield from sorted({finding.code for finding in report.findings})
        yield from told(reading.notices)


def _review_in(file: Path) -> Iterator[str]:
    try:
        review = read_censuses(file)
    except ReadError as error:
        yield from refused(error)
    else:
        yield "review"
        yield from told(review.reading.notices)


def _moves_in(file: Path) -> Iterator[str]:
    try:
        successions = read_successions(file, year=2025)
    except ReadError as error:
        yield from refused(error)
    else:
        yield f"{len(successions)} successions"


def read_beside_text(file: Path) -> Outcome:
    """Read the annex of a plan from one file and its text from another, either way round."""
    other = file.with_name("other.txt")
    other.write_text("KẾ HOẠCH\nGiảm nghèo năm 2024\nGiảm 4 hộ nghèo.\n", encoding="utf-8")
    return (*read_plan(other, annex=file), *read_plan(file, annex=other))


@frozen
class Said:
    """What a command said: its status, its output and what it told of failures."""

    status: int
    output: str
    told: str

    @property
    def outcome(self) -> Outcome:
        """Return the status, the codes of findings, and the words of what was told."""
        codes = sorted({*_CODE.findall(self.output)})
        words = _QUOTED.sub("", " ".join(self.told.split()))
        return (str(self.status), *codes, words[-80:])


def commanded(*words: str | Path) -> Said:
    """Run a command where LibreOffice is not installed; assert that what it prints is safe."""
    printed, warned = BytesIO(), BytesIO()
    output, told = (
        TextIOWrapper(stream, "utf-8", write_through=True) for stream in (printed, warned)
    )
    with redirect_stdout(output), redirect_stderr(told), patch.object(office, "found", _nowhere):
        try:
            status = main([*map(str, words)])
        except SystemExit as end:
            status = int(end.code or 0)
    texts = [stream.getvalue().decode() for stream in (printed, warned)]
    for text in texts:
        assert_harmless(text.split("\n"))
    assert status in {0, 1, 2}
    assert status != 2 or any(texts), "nothing said of a failure"
    return Said(status, *texts)


def _nowhere() -> None:
    """Return no path of LibreOffice."""


def check_folder(file: Path) -> Outcome:
    """Check a folder that holds a document and a sound plan; the plan is checked whatever comes."""
    sound = file.with_name("sound.json")
    sound.write_bytes(SOUND["sound.json"])
    form = Random(file.read_bytes()).choice(("text", "json", "sarif"))
    said = commanded("check", file.parent, "--format", form, "--jobs", "1", "--lang", "vi")
    assert "sound.json" in said.output or form == "sarif", "the other file is not told of"
    if form != "text":
        json.loads(said.output)
    return (form, *said.outcome)


def check_beside(file: Path) -> Outcome:
    """Check a document with another: as its counterpart, or among many, or as a list of units."""
    sound = file.with_name("sound.json")
    sound.write_bytes(SOUND["sound.json"])
    lines = (
        ("check", sound, "--against", file),
        ("check", file, "--against", sound),
        ("check", file.parent, "--summary"),
        ("check", file.parent, "--summary", "--format", "json"),
        ("check", sound, "--summary", "--expected", file),
        ("check", file, "--verbose", "--strict"),
    )
    number = Random(file.read_bytes()).randrange(len(lines))
    said = commanded(*lines[number], "--jobs", "1")
    return (str(number), *said.outcome)

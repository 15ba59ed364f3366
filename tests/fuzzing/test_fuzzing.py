"""Readers and writers withstand broken documents, and those that do not are found."""

import subprocess
import sys
from itertools import islice
from pathlib import Path
from random import Random
from textwrap import dedent

import pytest

from tests.fuzzing import program, trial
from tests.fuzzing.changes import changed
from tests.fuzzing.corpus import Corpus, minimised
from tests.fuzzing.document import PACKED, Document
from tests.fuzzing.packages import packed, parts_of
from tests.fuzzing.program import broken
from tests.fuzzing.readers import Outcome
from tests.fuzzing.seeds import plans
from tests.fuzzing.trial import READERS, TARGETS, WRITERS, Failure, Target, tried
from tests.support.hostile import measured

#: How many broken documents each reader and each writer is tried with, here and in `.ci/run`.
FEW, MANY = 3, 100
#: The readers of a plan in one format, for each of which a seed is a plan.
OF_ONE_FORMAT = ("markdown", "text", "csv", "html", "json", "docx", "xlsx", "xls")
TEXT = Document(".md", b"a b c | x | d e f")


def assert_withstands(name: str, number: int, seed: int) -> None:
    target = TARGETS[name]
    for document in islice(broken(target.seeds(), [], Random(seed)), number):
        became = tried(target, document)
        assert not isinstance(became, Failure), became.told


@pytest.mark.parametrize("name", TARGETS)
def test_a_few_broken_documents_are_withstood(name: str) -> None:
    assert_withstands(name, FEW, seed=2024)


@pytest.mark.large
@pytest.mark.parametrize("name", TARGETS)
def test_many_broken_documents_are_withstood(name: str) -> None:
    assert_withstands(name, MANY, seed=1)


@pytest.mark.parametrize("name", OF_ONE_FORMAT)
def test_the_documents_that_others_are_made_from_are_plans(name: str) -> None:
    for document in READERS[name].seeds():
        outcome = tried(READERS[name], document)
        assert isinstance(outcome, tuple)
        assert outcome[0] == "plan"


@pytest.mark.large
@pytest.mark.parametrize("name", ["write-docx", "write-csv", "annotate", "repair"])
def test_what_they_hold_is_written(name: str) -> None:
    outcomes = [tried(WRITERS[name], document) for document in WRITERS[name].seeds()]
    assert all(isinstance(outcome, tuple) for outcome in outcomes)
    words = [word for outcome in outcomes if isinstance(outcome, tuple) for word in outcome]
    assert not {"not read", "ReadError"} & {*words}
    assert {"written", "marked", "repaired"} & {*words}


@pytest.mark.parametrize("document", plans(), ids=lambda document: document.ending)
def test_the_same_seed_makes_the_same_documents(document: Document) -> None:
    first, again = (changed(document, Random(5)) for _ in range(2))
    assert first == again
    assert any(changed(document, Random(seed)) != document for seed in range(3))


@pytest.mark.parametrize("name", ["write-docx", "write-csv", "annotate"])
def test_the_first_of_them_is_written(name: str) -> None:
    outcome = tried(WRITERS[name], WRITERS[name].seeds()[0])
    assert isinstance(outcome, tuple)
    assert outcome[0] in {"written", "marked"}


def of_x(file: Path) -> Outcome:
    """Fail for a file that has an x, in one of its parts if it is packed."""
    data = file.read_bytes()
    texts = [part for _, part in parts_of(data)] if file.suffix in PACKED else [data]
    if any(b"x" in text for text in texts):
        raise ValueError("x")
    return ("read",)


OF_X = Target(of_x, lambda: (TEXT,))


@pytest.mark.parametrize(
    "document", [TEXT, Document(".docx", packed([("a", TEXT.data), ("b", b"y"), ("c", b"")]))]
)
def test_a_document_that_fails_is_made_smaller(document: Document) -> None:
    small = minimised(document, lambda other: isinstance(tried(OF_X, other), Failure))
    if document.ending in PACKED:
        assert parts_of(small.data) == [("a", b"x"), ("b", b""), ("c", b"")]
    else:
        assert small.data == b"x"


def test_a_failure_becomes_a_file_that_fails_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(program, "TARGETS", {"of-x": OF_X})
    corpus, failure = Corpus(tmp_path, "of-x"), tried(OF_X, TEXT)
    assert isinstance(failure, Failure)
    program.report(corpus, TEXT, failure)
    program.report(corpus, TEXT, failure)
    assert capsys.readouterr().out == "of-x: ValueError in fuzzing/test_fuzzing.py, of_x\n"
    (file,) = corpus.failures.glob("*.md")
    told = file.with_suffix(".txt").read_text(encoding="utf-8")
    assert f"python tests/support/fuzz.py --replay {file}" in told
    assert 'raise ValueError("x")' in told
    assert program.replay(file, is_minimised=True) == 1
    assert file.read_bytes() == b"x"
    file.write_bytes(b"y")
    assert program.replay(file, is_minimised=False) == 0


def test_what_takes_long_or_much_memory_is_a_failure(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(measured, "MOST_SECONDS", -1)
    assert tried(READERS["markdown"], TEXT) == Failure("too long", "")
    monkeypatch.setattr(measured, "MOST_SECONDS", 15)
    monkeypatch.setattr(trial, "MOST_MEMORY", -1)
    assert tried(READERS["markdown"], TEXT) == Failure("too much memory", "")


def test_a_document_that_ends_the_process_is_a_failure_and_the_rest_goes_on(tmp_path: Path) -> None:
    """In a process of its own, for pytest has threads, beside which none may be made by forking."""
    code = dedent(f"""
        from pathlib import Path
        from tests.fuzzing import program
        from tests.fuzzing.corpus import Corpus
        from tests.fuzzing.document import Document
        from tests.fuzzing.trial import Target

        def endless(file):
            while file.read_bytes() == b"a":
                pass
            return (file.read_text(),)

        seeds = (Document(".md", b"b"), Document(".md", b"a"))
        program._DEADLY_SECONDS = 0.2
        program.TARGETS = {{"endless": Target(endless, lambda: seeds)}}
        print(program.fuzz(Corpus(Path({str(tmp_path)!r}), "endless"), 1, 0.005))
    """)
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert "endless: ended by -26" in done.stdout
    (file,) = (tmp_path / "failures" / "endless").glob("*.md")
    assert file.read_bytes() == b"a"
    assert b"b" in {kept.read_bytes() for kept in (tmp_path / "endless").iterdir()}


@pytest.mark.parametrize("way", [["tests/support/fuzz.py"], ["-m", "tests.support.fuzz"]])
def test_the_program_runs(way: list[str], tmp_path: Path) -> None:
    command = [sys.executable, *way, "text", "--minutes", "0.001", "--corpus", str(tmp_path)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1].startswith("| text | 0.")
    assert list((tmp_path / "text").iterdir())


def test_an_unknown_target_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "argv", ["fuzz.py", "pdf"])
        with pytest.raises(SystemExit):
            program.main()
    assert "not a target: pdf" in capsys.readouterr().err

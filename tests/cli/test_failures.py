"""Whatever fails at one file becomes its refusal, and the other files are checked."""

import builtins
from contextlib import redirect_stderr, redirect_stdout
from io import StringIO
from pathlib import Path
from unittest.mock import patch

import pytest
from hypothesis import given
from hypothesis import strategies as st

from povertyplan.cli import main
from povertyplan.cli.opening import documents_named
from povertyplan.diagnosis import diagnose
from povertyplan.errors import ParseError
from tests.support.commands import RIGHT

#: Whatever Python itself may raise but for what ends a program.
KINDS = [
    kind
    for kind in vars(builtins).values()
    if isinstance(kind, type) and issubclass(kind, Exception) and not issubclass(kind, Warning)
]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("a", "b", "c"):
        (tmp_path / f"{name}.md").write_text(RIGHT, encoding="utf-8")
    return tmp_path


def printed(*arguments: str) -> tuple[int, str, str]:
    """Run the command line, and return its status and what it printed."""
    out, err = StringIO(), StringIO()
    with redirect_stdout(out), redirect_stderr(err):
        status = main(arguments)
    return status, out.getvalue(), err.getvalue()


def test_a_reader_that_raises_anything_ends_no_run(folder: Path) -> None:
    @given(st.sampled_from(KINDS), st.text())
    def law(kind: type[Exception], said: str) -> None:
        def failing(file: str, annex: str | None) -> object:
            if file.endswith("b.md"):
                raise kind.__new__(kind, said)
            return documents_named(file, annex)

        with patch("povertyplan.cli.outcomes.documents_named", failing):
            status, out, err = printed("check", str(folder), "--format", "text", "--jobs", "1")
        assert status == 2
        assert "a.md\n" in out
        assert "c.md\n" in out
        assert err.startswith(f"{folder / 'b.md'}: ")
        assert "Traceback" not in out + err

    law()


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (ValueError("a"), "that is a fault of the program. Open the file in Word or"),
        (ValueError("a"), "gave you the program: ValueError test_failures.py:"),
        (ParseError("a", "b"), "ParseError test_failures.py:"),
        (RecursionError("deep"), "RecursionError test_failures.py:"),
        (MemoryError(), "This file takes more memory than there is. Close other programs"),
    ],
)
def test_what_fails_is_told_with_what_to_do(folder: Path, error: Exception, said: str) -> None:
    def fail(*_: object) -> None:
        raise error

    file = str(folder / "a.md")
    for command in (["check", file], ["show", file], ["convert", file, str(folder / "out.csv")]):
        with (
            patch("povertyplan.cli.opening.documents_in", fail),
            patch("povertyplan.cli.convert.documents_in", fail),
        ):
            status, _, err = printed(*command)
        assert status == 2
        assert said in f"{' '.join(err.split())}\n"
    assert not (folder / "out.csv").exists()


def test_what_fails_quotes_nothing_of_the_document(folder: Path) -> None:
    def fail(*_: object) -> None:
        int("Nguyễn Văn A \x1b[31m")

    with patch("povertyplan.cli.opening.documents_in", fail):
        _, out, err = printed("check", str(folder / "a.md"))
    assert "ValueError test_failures.py:" in err
    assert "Nguyễn" not in out + err


def test_what_fails_after_reading_is_told(folder: Path) -> None:
    def fail(*arguments: object) -> object:
        if "b.md" in repr(arguments[0]):
            raise AssertionError("a fault")
        return diagnose(*arguments)  # type: ignore[arg-type]  # as it was called

    with patch("povertyplan.cli.outcomes.diagnose", fail):
        status, out, err = printed("check", str(folder), "--lang", "vi", "--jobs", "1")
    assert status == 2
    assert f"{folder / 'c.md'}" in out
    assert f"{folder / 'b.md'}: Chương trình gặp lỗi khi xử lý tệp này" in err


@pytest.mark.parametrize("error", [KeyboardInterrupt, SystemExit])
def test_what_ends_the_program_ends_it(folder: Path, error: type[BaseException]) -> None:
    def end(*_: object) -> None:
        raise error

    with patch("povertyplan.cli.opening.documents_in", end):
        if error is SystemExit:
            with pytest.raises(SystemExit):
                printed("check", str(folder), "--jobs", "1")
        else:
            assert printed("check", str(folder), "--jobs", "1")[0] == 130

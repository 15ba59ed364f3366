"""What every command and every function that writes a file does with what stands there."""

import ast
import errno
import os
import resource
import signal
import stat
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import pytest
from attrs import define

import povertyplan
from povertyplan import WriteError
from povertyplan.cli import main
from povertyplan.documents.write.plans import ENDINGS
from povertyplan.documents.write.target import write_file
from povertyplan.records import to_json
from povertyplan.year import ReportingPeriod
from tests.support.commands import EXAMPLE, joined
from tests.support.layers import modules, tree
from tests.support.two_units import PLAN, reports

WORD = "examples/formats/plan.docx"
REVIEW = "Rà soát năm 2024\n\nTT;Thôn;Số hộ;Hộ nghèo;Hộ cận nghèo\n1;Chợ;100;4;8\n2;Ngò;90;3;5\n"
#: The commands that write a file OUT; PLAN, REPORTS and RESULT are of the same two units.
COMMANDS = (
    f"check {EXAMPLE} --fix OUT.md",
    f"check {EXAMPLE} --fix OUT.json",
    f"check {WORD} --fix OUT.docx",
    f"check {WORD} --annotate OUT.docx",
    f"check {EXAMPLE} --page OUT.html",
    *(f"convert PLAN OUT{ending}" for ending in ENDINGS),
    "template PLAN OUT.xlsx --year 2025",
    "forms PLAN OUT.xlsx --month 2024-02",
    "share PLAN --quota 3 --rule level --out OUT.xlsx",
    "progress PLAN REPORTS --out OUT.xlsx",
    "next PLAN RESULT OUT.xlsx",
    "next PLAN RESULT OUT.md",
)
#: The files that they are of.
SOURCES = {"PLAN": "plan.json", "REPORTS": "reports.json", "RESULT": "result.csv"}
PERIOD = ReportingPeriod(2024, "02")
#: The functions that write a file, each with the ending of its name.
FUNCTIONS: dict[str, tuple[str, Callable[[Path], object]]] = {
    "write()": (".html", partial(povertyplan.write, PLAN)),
    "template()": (".xlsx", lambda out: povertyplan.template(PLAN, out, year=2025)),
    "blank_forms()": (".xlsx", lambda out: povertyplan.blank_forms(PLAN, out, period=PERIOD)),
    "annotate()": (".docx", partial(povertyplan.annotate, WORD)),
    "repair()": (".md", partial(povertyplan.repair, EXAMPLE)),
}
#: The modules that write: files; what LibreOffice converts; the parts of a package in memory.
MAY_WRITE = {"documents/write/target.py", "documents/office.py", "documents/write/package.py"}
WRITING, WRITE_WHOLE = frozenset("wax+"), {"write_bytes", "write_text", "touch"}


@define
class Writer:
    """A command or function that writes a file in a folder."""

    name: str
    folder: Path
    sources: Path
    capsys: pytest.CaptureFixture[str]

    @property
    def out(self) -> Path:
        """The file that is written."""
        if self.name in FUNCTIONS:
            ending, _ = FUNCTIONS[self.name]
        else:
            (word,) = [word for word in self.name.split() if word.startswith("OUT")]
            ending = word.removeprefix("OUT")
        return self.folder / f"out{ending}"

    def failure(self) -> str:
        """Write the file, over one that stands there, and return what is said if that fails."""
        if self.name in FUNCTIONS:
            _, function = FUNCTIONS[self.name]
            try:
                function(self.out)
            except WriteError as error:
                return error.text("vi")
            return ""
        status = main([*map(self._named, self.name.split()), "--force", "--lang", "vi"])
        if status == 130:
            raise KeyboardInterrupt
        told = joined(self.capsys.readouterr().err.splitlines())
        return told or ("" if status in {0, 1} else f"status {status}")

    def _named(self, word: str) -> str:
        """Return a word with the name of a file for what stands for one."""
        if word.startswith("OUT"):
            return str(self.out)
        return str(self.sources / SOURCES[word]) if word in SOURCES else word


@pytest.fixture(scope="module")
def sources(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("sources")
    (folder / "plan.json").write_text(to_json(PLAN), encoding="utf-8")
    (folder / "reports.json").write_text(to_json(reports()), encoding="utf-8")
    (folder / "result.csv").write_text(REVIEW, encoding="utf-8")
    return folder


@pytest.fixture(params=(*COMMANDS, *FUNCTIONS))
def writer(
    request: pytest.FixtureRequest,
    sources: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> Writer:
    return Writer(request.param, tmp_path, sources, capsys)


def mode(file: Path) -> int:
    return stat.S_IMODE(file.stat().st_mode)


@contextmanager
def umask(mask: int) -> Iterator[None]:
    before = os.umask(mask)
    try:
        yield
    finally:
        os.umask(before)


@contextmanager
def files_of_at_most(size: int) -> Iterator[None]:
    """Let no file grow beyond a size, as on a disk that is full; Python keeps no byte code."""
    before, keeps_none = resource.getrlimit(resource.RLIMIT_FSIZE), sys.dont_write_bytecode
    sys.dont_write_bytecode = True
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
        sys.dont_write_bytecode = keeps_none


def close(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let nobody write in a folder, not even an administrator, whom no folder refuses."""
    opened: Callable[..., object] = Path.open

    def refused(file: Path, *arguments: object, **named: object) -> object:
        if file.parent == folder:
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(file))
        return opened(file, *arguments, **named)

    folder.chmod(0o555)
    monkeypatch.setattr(Path, "open", refused)


def test_a_new_file_has_the_mode_of_any_new_file(writer: Writer) -> None:
    with umask(0o027):
        assert not writer.failure()
    assert mode(writer.out) == 0o640
    assert list(writer.folder.iterdir()) == [writer.out]


def test_a_file_that_stood_there_keeps_its_mode(writer: Writer) -> None:
    writer.out.write_bytes(b"before")
    writer.out.chmod(0o604)
    assert not writer.failure()
    assert writer.out.read_bytes() != b"before"
    assert mode(writer.out) == 0o604
    assert list(writer.folder.iterdir()) == [writer.out]


def test_a_link_is_followed(writer: Writer) -> None:
    file = writer.folder / f"elsewhere{writer.out.suffix}"
    file.write_bytes(b"before")
    file.chmod(0o600)
    writer.out.symlink_to(file.name)
    assert not writer.failure()
    assert writer.out.is_symlink()
    assert file.read_bytes() != b"before"
    assert mode(file) == 0o600
    assert sorted(writer.folder.iterdir()) == sorted([writer.out, file])


@pytest.mark.parametrize("before", [(), (b"before",)])
def test_a_full_disk_leaves_what_was_there(before: Sequence[bytes], writer: Writer) -> None:
    for text in before:
        writer.out.write_bytes(text)
    with files_of_at_most(100):
        failure = writer.failure()
    assert "Ổ đĩa đã đầy" in failure
    assert [file.read_bytes() for file in writer.folder.iterdir()] == [*before]


@pytest.fixture
def interruptible() -> Iterator[None]:
    """Heed SIGINT, which a shell has its background jobs ignore."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.mark.usefixtures("interruptible")
def test_who_is_interrupted_while_writing_leaves_nothing(
    writer: Writer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Path, "replace", lambda *_: os.kill(os.getpid(), signal.SIGINT))
    with pytest.raises(KeyboardInterrupt):
        writer.failure()
    assert list(writer.folder.iterdir()) == []


@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_that_is_ended_while_writing_leaves_nothing(
    command: str,
    sources: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(Path, "replace", lambda *_: os.kill(os.getpid(), signal.SIGTERM))
    assert Writer(command, tmp_path, sources, capsys).failure() == "status 143"
    assert list(tmp_path.iterdir()) == []


def test_a_folder_without_access_is_refused(
    writer: Writer, monkeypatch: pytest.MonkeyPatch
) -> None:
    close(writer.folder, monkeypatch)
    assert "Không được phép ghi tệp vào thư mục này" in writer.failure()
    writer.folder.chmod(0o755)
    assert list(writer.folder.iterdir()) == []


def test_what_is_read_meanwhile_is_whole(tmp_path: Path) -> None:
    file = tmp_path / "plan.md"
    texts = [letter * 100_000 for letter in (b"a", b"b")]
    write_file(str(file), texts[0])

    def rewrite(text: bytes) -> None:
        for _ in range(50):
            write_file(str(file), text)

    threads = [threading.Thread(target=rewrite, args=(text,)) for text in texts]
    for thread in threads:
        thread.start()
    while any(thread.is_alive() for thread in threads):
        assert file.read_bytes() in texts
    assert list(tmp_path.iterdir()) == [file]


def opened_to_write(module: str) -> bool:
    """Whether a module calls what writes a file."""
    for node in ast.walk(tree(module)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute | ast.Name):
            name = ast.unparse(node.func).rpartition(".")[2]
            words = [ast.unparse(word).strip("'") for word in node.args]
            modes = [word for word in words if set(word) <= set("rwaxbt+")]
            is_to_write = name == "open" and any(WRITING & set(word) for word in modes)
            writes_whole = isinstance(node.func, ast.Attribute) and name in WRITE_WHOLE
            if is_to_write or writes_whole:
                return True
    return False


def test_no_other_module_writes_files() -> None:
    assert {name for name in modules() if opened_to_write(name)} == MAY_WRITE

"""The files that repaired copies become: refused, or written whole or not at all."""

import errno
import os
import stat
from pathlib import Path

import pytest

from povertyplan.documents.write.target import refuse_target, write_file
from povertyplan.messages import WriteError


@pytest.fixture
def source(tmp_path: Path) -> Path:
    file = tmp_path / "plan.md"
    file.write_text("| 1 |", encoding="utf-8")
    return file


def test_the_original_is_never_overwritten(source: Path, tmp_path: Path) -> None:
    linked, hard = tmp_path / "linked.md", tmp_path / "hard.md"
    linked.symlink_to(source)
    os.link(source, hard)
    for target in (source, linked, hard, tmp_path / "." / "plan.md"):
        for force in (False, True):
            with pytest.raises(WriteError, match="the original is never overwritten"):
                refuse_target(str(source), str(target), force=force)


def test_another_file_is_overwritten_only_with_force(source: Path, tmp_path: Path) -> None:
    there, dangling = tmp_path / "copy.md", tmp_path / "dangling.md"
    there.touch()
    dangling.symlink_to(tmp_path / "gone.md")
    for target in (there, dangling):
        with pytest.raises(WriteError, match="This file exists already") as caught:
            refuse_target(str(source), str(target), force=False)
        assert caught.value.text("vi").endswith("hoặc thêm --force để ghi đè.")
        refuse_target(str(source), str(target), force=True)


@pytest.mark.parametrize(
    ("target", "told"),
    [
        (".", "Đây là thư mục."),
        ("gone/copy.md", "Không có thư mục "),
        ("plan.md/copy.md", "Không có thư mục "),
    ],
)
def test_there_must_be_a_folder(target: str, told: str, source: Path) -> None:
    with pytest.raises(WriteError) as caught:
        refuse_target(str(source), str(source.parent / target), force=True)
    assert told in caught.value.text("vi")


def test_a_folder_without_access(source: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("os.access", lambda *_: False)
    with pytest.raises(WriteError, match="No file may be written in this folder"):
        refuse_target(str(source), str(source.with_name("copy.md")), force=False)


def test_a_folder_that_cannot_be_looked_into(source: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def closed(self: Path) -> None:
        raise PermissionError(errno.EACCES, "closed", str(self))

    monkeypatch.setattr(Path, "lstat", closed)
    with pytest.raises(WriteError, match="No file may be written in this folder"):
        refuse_target(str(source), str(source.with_name("copy.md")), force=True)


def test_a_name_that_is_too_long(source: Path) -> None:
    with pytest.raises(WriteError, match="The name of the file is too long"):
        refuse_target(str(source), str(source.with_name("a" * 300 + ".md")), force=False)


def test_a_source_that_cannot_be_seen_refuses_nothing(source: Path) -> None:
    there = source.with_name("copy.md")
    there.touch()
    refuse_target(str(source.with_name("a" * 300 + ".md")), str(there), force=True)


def test_a_source_that_is_gone_refuses_nothing(tmp_path: Path) -> None:
    refuse_target(str(tmp_path / "none.md"), str(tmp_path / "copy.md"), force=False)


@pytest.mark.parametrize(
    ("number", "told"),
    [
        (errno.ENOSPC, "The disk is full"),
        (errno.EFBIG, "The disk is full"),
        (errno.EROFS, "No file may be written in this folder"),
        (errno.EACCES, "The file may not be replaced. Close it in Word or Excel"),
        (errno.EINVAL, "The system allows no file of this name"),
        (errno.EIO, "The file could not be written"),
    ],
)
def test_a_file_that_cannot_be_written_leaves_nothing(
    number: int, told: str, source: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(path: Path, target: Path) -> None:
        raise OSError(number, os.strerror(number), str(path), None, str(target))

    monkeypatch.setattr(Path, "replace", fail)
    with pytest.raises(WriteError, match=told) as caught:
        write_file(str(source.with_name("copy.md")), b"| 2 |")
    assert ".povertyplan" not in str(caught.value).removeprefix(str(source.parent))
    assert list(source.parent.iterdir()) == [source]


def test_links_that_lead_to_each_other_are_refused(source: Path) -> None:
    loop = source.with_name("loop.md")
    loop.symlink_to(loop)
    with pytest.raises(WriteError, match="The file could not be written"):
        write_file(str(loop), b"| 2 |")
    assert loop.is_symlink()


def test_a_new_file_has_the_permissions_of_any_new_file(tmp_path: Path) -> None:
    usual, file = tmp_path / "usual.md", tmp_path / "plan.md"
    usual.touch()
    write_file(str(file), b"| 2 |")
    assert file.read_bytes() == b"| 2 |"
    assert file.stat().st_mode == usual.stat().st_mode


@pytest.mark.parametrize("mode", [0o644, 0o600, 0o755])
def test_a_file_that_is_replaced_keeps_its_permissions(mode: int, source: Path) -> None:
    source.chmod(mode)
    write_file(str(source), b"| 2 |")
    assert source.read_bytes() == b"| 2 |"
    assert stat.S_IMODE(source.stat().st_mode) == mode
    assert list(source.parent.iterdir()) == [source]


def test_a_link_stays_and_its_file_is_written(source: Path) -> None:
    linked, dangling = source.with_name("linked.md"), source.with_name("dangling.md")
    linked.symlink_to(source)
    dangling.symlink_to("made.md")
    write_file(str(linked), b"| 2 |")
    write_file(str(dangling), b"| 3 |")
    assert linked.is_symlink()
    assert dangling.is_symlink()
    assert source.read_bytes() == b"| 2 |"
    assert source.with_name("made.md").read_bytes() == b"| 3 |"


@pytest.mark.parametrize(
    ("target", "told"),
    [
        (".", "This is a folder"),
        ("gone/plan.md", "There is no folder"),
        ("plan.md/plan.md", "There is no folder"),
        ("a" * 300, "The name of the file is too long"),
        ("pipe", "This is a device"),
        ("closed.md", "This file is read-only"),
    ],
)
def test_what_cannot_be_written_stays_as_it_was(target: str, told: str, source: Path) -> None:
    os.mkfifo(source.with_name("pipe"))
    closed = source.with_name("closed.md")
    closed.write_bytes(b"| 1 |")
    closed.chmod(0o444)
    before = sorted(source.parent.iterdir())
    with pytest.raises(WriteError, match=told):
        write_file(str(source.parent / target), b"| 2 |")
    assert closed.read_bytes() == source.read_bytes() == b"| 1 |"
    assert sorted(source.parent.iterdir()) == before


def test_a_file_is_whole_or_as_it_was(source: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_: object) -> int:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(Path, "replace", lambda path, _: full(path))
    with pytest.raises(WriteError, match="The disk is full"):
        write_file(str(source), b"| 2 |")
    assert source.read_bytes() == b"| 1 |"
    assert list(source.parent.iterdir()) == [source]

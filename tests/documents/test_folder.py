"""The documents in a folder, and what is left out of it."""

import os
import unicodedata
from pathlib import Path

import pytest

from povertyplan.documents.folder import Folder, found_in
from povertyplan.documents.formats.remedies import KINDS


def made(folder: Path, *names: str) -> None:
    for name in names:
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.touch()


def documents(folder: Path) -> list[str]:
    """Return the documents of a folder, as they are named below it."""
    return [str(Path(file).relative_to(folder)) for file in found_in(str(folder)).documents]


def reasons(folder: Path) -> dict[str, str]:
    """Return why each file is left out."""
    left_out = found_in(str(folder)).left_out
    return {str(Path(each.file).relative_to(folder)): str(each.reason) for each in left_out}


def told(folder: Path) -> list[str]:
    """Return the names of what is left out although it looks like a document."""
    return [Path(each.file).name for each in found_in(str(folder)).left_out if each.is_told]


def test_files_of_known_formats_and_without_an_ending_by_name(tmp_path: Path) -> None:
    made(tmp_path, "b/plan.DOCX", "a.md", "b/c.csv", "notes.log", "README")
    assert documents(tmp_path) == ["a.md", "b/c.csv", "b/plan.DOCX", "README"]
    assert reasons(tmp_path) == {"notes.log": "not a document"}


def test_hidden_files_and_those_of_programs_are_left_out(tmp_path: Path) -> None:
    made(tmp_path, ".plan.md", "~$plan.docx", ".~lock.plan.docx#", ".git/plan.md")
    made(tmp_path, "Thumbs.db", "__MACOSX/plan.docx", "~WRL0001.tmp", "plan.docx~", "plan.docx.bak")
    assert documents(tmp_path) == []
    copy = "a copy that a program made"
    assert reasons(tmp_path) == {
        ".git": "hidden",
        ".plan.md": "hidden",
        ".~lock.plan.docx#": "kept by Word or Excel while a document is open",
        "__MACOSX": "a file of the system or of a program",
        "plan.docx.bak": copy,
        "plan.docx~": copy,
        "Thumbs.db": "a file of the system or of a program",
        "~$plan.docx": "kept by Word or Excel while a document is open",
        "~WRL0001.tmp": copy,
    }
    assert told(tmp_path) == []


@pytest.mark.parametrize("ending", KINDS)
def test_documents_that_are_not_read_are_among_the_documents(ending: str, tmp_path: Path) -> None:
    made(tmp_path, f"a{ending}", "a.log")
    assert documents(tmp_path) == [f"a{ending}"]


def test_a_file_is_left_out_if_it_was_saved_anew_beside(tmp_path: Path) -> None:
    made(tmp_path, "old.doc", "done.XLS", "done.xlsx", "sent.pdf", "done.pdf", "old.xls", "a.ods")
    assert documents(tmp_path) == ["a.ods", "done.xlsx", "old.doc", "old.xls", "sent.pdf"]
    assert reasons(tmp_path) == dict.fromkeys(("done.pdf", "done.XLS"), "checked as done.xlsx")


def test_names_are_compared_in_composed_letters(tmp_path: Path) -> None:
    name = "Kế hoạch Tân Lập"
    made(tmp_path, unicodedata.normalize("NFD", f"{name}.pdf"), f"{name.upper()}.DOCX")
    assert documents(tmp_path) == [f"{name.upper()}.DOCX"]


def test_names_that_differ_in_case_only_are_two_files(tmp_path: Path) -> None:
    made(tmp_path, "plan.md", "Plan.md", "PLAN.MD")
    assert documents(tmp_path) == ["PLAN.MD", "Plan.md", "plan.md"]


def test_links_are_followed_only_inside_the_folder(tmp_path: Path) -> None:
    made(tmp_path, "in/plan.md", "in/.store/1", "out/plan.md")
    inside = tmp_path / "in"
    (inside / "again.md").symlink_to("plan.md")
    (inside / "away.md").symlink_to(tmp_path / "out/plan.md")
    (inside / "gone.md").symlink_to("none.md")
    (inside / "loop.md").symlink_to("loop.md")
    (inside / "out").symlink_to(tmp_path / "out")
    (inside / "self").symlink_to(".")
    for name in ("stored.md", "stored too.md"):
        (inside / name).symlink_to(".store/1")
    assert documents(inside) == ["plan.md", "stored too.md"]
    link_to = "a link to a file that is checked itself"
    assert reasons(inside) == {
        ".store": "hidden",
        "again.md": link_to,
        "away.md": "a link that leads out of the folder",
        "gone.md": "a link that leads to no file",
        "loop.md": "a link that leads to no file",
        "out": "a link to a folder",
        "self": "a link to a folder",
        "stored.md": link_to,
    }
    assert told(inside) == ["away.md", "gone.md", "loop.md", "out", "self"]


def test_a_pipe_is_not_opened(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "plan.md")
    assert documents(tmp_path) == []
    assert reasons(tmp_path) == {"plan.md": "not a file with content"}


def test_a_document_is_known_by_its_content_under_another_ending(tmp_path: Path) -> None:
    (tmp_path / "Kế hoạch 01.2024").write_bytes(Path("examples/formats/plan.docx").read_bytes())
    (tmp_path / "scan.signed").write_bytes(b"%PDF-1.7")
    (tmp_path / "library.jar").write_bytes(b"PK\x03\x04")
    (tmp_path / "notes.log").write_text("Kế hoạch", encoding="utf-8")
    assert documents(tmp_path) == ["Kế hoạch 01.2024", "scan.signed"]


def test_a_folder_that_cannot_be_opened_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made(tmp_path, "a/plan.md", "b/plan.md", "c.log")
    scandir = os.scandir

    def closed(folder: str) -> object:
        if folder.endswith("a"):
            raise PermissionError(13, "Permission denied", folder)
        return scandir(folder)

    monkeypatch.setattr("os.scandir", closed)
    found = found_in(str(tmp_path))
    assert found.documents == (str(tmp_path / "b/plan.md"),)
    assert [error.filename for error in found.unopened] == [str(tmp_path / "a")]


def test_a_file_of_another_ending_that_cannot_be_opened_is_no_document(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made(tmp_path, "data.bin")

    def closed(*_: object) -> object:
        raise PermissionError

    monkeypatch.setattr("builtins.open", closed)
    assert reasons(tmp_path) == {"data.bin": "not a document"}


def test_an_empty_folder(tmp_path: Path) -> None:
    assert found_in(str(tmp_path)) == Folder()

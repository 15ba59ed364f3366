"""The documents in a folder."""

from pathlib import Path

from povertyplan.documents.folder import documents


def made(folder: Path, *names: str) -> None:
    for name in names:
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.touch()


def test_files_of_known_formats_by_name(tmp_path: Path) -> None:
    made(tmp_path, "b/plan.DOCX", "a.md", "b/c.csv", "notes.log", "README")
    names = [str(Path(file).relative_to(tmp_path)) for file in documents(str(tmp_path))]
    assert names == ["a.md", "b/c.csv", "b/plan.DOCX"]


def test_hidden_files_and_those_of_an_open_document_are_left_out(tmp_path: Path) -> None:
    made(tmp_path, ".plan.md", "~$plan.docx", ".git/plan.md")
    assert documents(str(tmp_path)) == []


def test_links_are_followed_only_inside_the_folder(tmp_path: Path) -> None:
    made(tmp_path, "in/plan.md", "out/plan.md")
    inside = tmp_path / "in"
    (inside / "again.md").symlink_to(inside / "plan.md")
    (inside / "away.md").symlink_to(tmp_path / "out/plan.md")
    assert documents(str(inside)) == [str(inside / "again.md"), str(inside / "plan.md")]


def test_a_file_of_before_2007_is_named_unless_it_was_converted(tmp_path: Path) -> None:
    made(tmp_path, "old.doc", "done.XLS", "done.xlsx", "sent.pdf", "done.pdf", "old.xls", "a.ods")
    names = [Path(file).name for file in documents(str(tmp_path))]
    assert names == ["a.ods", "done.xlsx", "old.doc", "old.xls", "sent.pdf"]

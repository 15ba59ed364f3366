"""Texts in a folder that have nothing of a plan."""

from pathlib import Path

import pytest

from povertyplan.documents.other_texts import is_other_text

NOTES = """
Các xã nộp kế hoạch giảm nghèo trước ngày 25.

| Xã | Nộp |
|---|---|
| A | x |
"""
HEADING = "ỦY BAN NHÂN DÂN\nXÃ BA ĐÌNH\nSố: 05/KH-UBND\n\nKẾ HOẠCH\nGiảm nghèo năm 2024\n"


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("README.md", NOTES),
        ("README", NOTES),
        ("notes.txt", "Xã A chưa nộp kế hoạch"),
        ("notes.txt", ""),
        ("notes.html", "<html><p>Hộ nghèo</p><table><tr><td>Xã</td></tr></table></html>"),
        ("list.csv", "Xã,Nộp\nA,x\n"),
        ("settings.json", '{"plan": {}}'),
        ("findings.json", '{"povertyplan": 1, "findings": []}'),
        ("program", "\x7fELF\0\1"),
    ],
)
def test_notes_and_files_of_programs(name: str, text: str, tmp_path: Path) -> None:
    (tmp_path / name).write_text(text, encoding="utf-8")
    assert is_other_text(str(tmp_path / name))


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("text.md", HEADING.encode()),
        ("text.txt", HEADING.encode()),
        ("title.txt", "KẾ HOẠCH\nGiảm nghèo năm 2024\n".encode()),
        ("annex.md", "| TT | Thôn | Hộ nghèo |\n|---|---|---|\n| 1 | Chợ | 3 |\n".encode()),
        ("annex.csv", "TT,Thôn,HỘ NGHÈO\n1,Chợ,3\n".encode("utf-16")),
        ("annex.txt", b"| Th\xabn | H\xe9 ngh\xcco 2023 |\n| Ng\xdf | 3 |"),
        ("plan.json", b'{"povertyplan": 1, "plan": {"unit": 3}}'),
        ("damaged.txt", b"plan\0"),
        ("scan", b"%PDF-1.7"),
        ("scan.pdf", b""),
        ("plan.docx", b""),
        ("plan.txt", Path("examples/formats/plan.docx").read_bytes()),
    ],
)
def test_what_may_be_a_plan_or_a_part_of_one(name: str, data: bytes, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(data)
    assert not is_other_text(str(tmp_path / name))

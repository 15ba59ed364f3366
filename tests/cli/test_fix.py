"""The repaired copy."""

import json
from pathlib import Path

import pytest

from povertyplan import Plan, diagnose, read, records, repaired
from povertyplan.cli import main
from tests.support.commands import EXAMPLE, RIGHT, TEXT, lines


def test_an_old_encoding_has_no_text_to_repair(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "plan.txt"
    row = "| Ng\u00df | 3 | 2 |".encode("latin-1")
    file.write_bytes(b"| Th\xabn | H\xe9 ngh\xcco 2023 | H\xe9 ngh\xcco 2024 |\n" + row)
    assert main(["check", str(file), "--format", "sarif"]) == 0
    assert json.loads(capsys.readouterr().out)["runs"]


def test_fix_writes_a_copy_with_what_is_certain_repaired(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    copy = tmp_path / "copy.md"
    assert main(["check", EXAMPLE, "--fix", str(copy)]) == 0
    assert copy.read_text(encoding="utf-8") == RIGHT
    found = lines(capsys)
    at = found.index(f"{copy}: written; repaired: 1, left: 5")
    assert found[at + 1].startswith("  repaired: total row, poor rate of 2024: 1.39% → 1.38%: ")
    assert [line[:13] for line in found[at + 2 :]] == [
        f"  left: {code}" for code in ("PP503", "PP502", "PP504", "PP304", "PP307")
    ]


def test_fix_leaves_what_is_not_certain(tmp_path: Path) -> None:
    path, copy = tmp_path / "plan.md", tmp_path / "copy.md"
    path.write_text(RIGHT.replace("| 316 |", "| 361 |"), encoding="utf-8")
    assert main(["check", str(path), "--fix", str(copy), "--format", "json"]) == 1
    assert copy.read_bytes() == path.read_bytes()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_fix_changes_no_other_byte(encoding: str, tmp_path: Path) -> None:
    path, copy = tmp_path / "plan.md", tmp_path / "copy.txt"
    path.write_bytes(TEXT.replace("\n", "\r\n").encode(encoding))
    assert main(["check", str(path), "--fix", str(copy)]) == 0
    assert copy.read_bytes() == RIGHT.replace("\n", "\r\n").encode(encoding)


def test_fix_writes_records(tmp_path: Path) -> None:
    copy = tmp_path / "copy.json"
    assert main(["check", EXAMPLE, "--fix", str(copy)]) == 0
    plan = records.from_json(copy.read_text(encoding="utf-8"), Plan)
    assert plan == repaired(read(EXAMPLE).plan, diagnose(read(EXAMPLE))[0])


@pytest.mark.parametrize(
    ("files", "out", "said"),
    [
        ([EXAMPLE], EXAMPLE, "is the file that was read"),
        ([EXAMPLE], "copy.odt", "the repair of a text is written to a text, any to .json"),
        ([EXAMPLE, EXAMPLE], "copy.md", "--fix repairs one file"),
        (["-"], "copy.md", "--fix repairs one file"),
    ],
)
def test_fix_refuses(
    files: list[str], out: str, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as stop:
        main(["check", *files, "--fix", out])
    assert stop.value.code == 2
    assert said in capsys.readouterr().err
    assert not Path("copy.md").exists()


def test_fix_refuses_the_file_under_another_name(tmp_path: Path) -> None:
    path, link = tmp_path / "plan.md", tmp_path / "link.md"
    path.write_text(TEXT, encoding="utf-8")
    link.symlink_to(path)
    with pytest.raises(SystemExit):
        main(["check", str(path), "--fix", str(link)])
    assert path.read_text(encoding="utf-8") == TEXT


def test_fix_writes_nothing_that_reads_back_as_another_plan(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("povertyplan.documents.write.copy.replaced", lambda text, *_: text)
    assert main(["check", EXAMPLE, "--fix", str(tmp_path / "copy.md")]) == 2
    assert "expected the repaired plan, found another" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_fix_leaves_nothing_behind_when_it_fails(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    missing = str(tmp_path / "gone" / "copy.md")
    assert main(["check", EXAMPLE, "--fix", missing]) == 2
    assert main(["check", str(tmp_path / "none.md"), "--fix", missing]) == 2

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.replace", full)
    assert main(["check", EXAMPLE, "--fix", str(tmp_path / "copy.md")]) == 2
    assert "No space left on device" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []

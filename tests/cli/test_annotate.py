"""The marked copy."""

import json
from pathlib import Path

import pytest

from povertyplan import Edit, Percent, Place, write
from povertyplan.cli import main
from povertyplan.documents.files import OpenedFile
from tests.support.commands import EXAMPLE
from tests.support.office import PLAN, annex_of_example, example
from tests.support.torture import excel_torture, parts
from tests.support.written import docx, repacked

#: A rate that is wrong.
WRONG = Edit(Place(1, "poor_base_rate"), Percent.parse("3.13"), Percent.parse("4.13"))


@pytest.fixture(autouse=True)
def _wide(monkeypatch: pytest.MonkeyPatch) -> None:
    """Print every sentence on one line."""
    monkeypatch.setenv("COLUMNS", "400")


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    file = tmp_path / "plan.docx"
    write(PLAN.edited([WRONG]), file)
    return file


def test_annotate_writes_a_copy_with_comments(
    plan: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    copy = tmp_path / "marked.docx"
    assert main(["check", str(plan), "--annotate", str(copy), "--lang", "vi"]) == 1
    shown = capsys.readouterr().out.splitlines()
    assert shown[-1] == f"{copy}: đã ghi; 1 chú thích, gồm 1 nội dung"
    comments = parts(copy.read_bytes())["word/comments.xml"].decode()
    assert "Lỗi (PP201): TT 1 (Chợ): " in comments


def test_only_what_is_selected_is_marked(
    plan: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    copy = tmp_path / "marked.docx"
    assert main(["check", str(plan), "--annotate", str(copy), "--ignore", "PP2,PP5"]) == 0
    end = capsys.readouterr().out.splitlines()[-1]
    assert end == f"{copy}: written without comments, for there are no findings"
    assert parts(copy.read_bytes()) == parts(plan.read_bytes())


def test_programs_are_told_beside_their_output(
    plan: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    copy = tmp_path / "marked.docx"
    assert main(["check", str(plan), "--annotate", str(copy), "--format", "json"]) == 1
    out, err = capsys.readouterr()
    assert json.loads(out)["files"]
    assert err == f"{copy}: written; comments: 1, findings in them: 1\n"


def test_what_is_not_in_the_copy_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def change(_: str, xml: bytes) -> bytes:
        return xml.replace(b"<v>3.13</v>", b"<v>4.13</v>").replace(b'ref="F5" dT', b'ref="E4" dT')

    file, copy = tmp_path / "plan.xlsm", tmp_path / "marked.xlsm"
    file.write_bytes(repacked(excel_torture(), change))
    assert main(["check", str(file), "--annotate", str(copy)]) == 1
    (left,) = (line for line in capsys.readouterr().out.splitlines() if "not in the copy" in line)
    assert left.startswith("  not in the copy: PL!E4: PP201: row 1 (Chợ): ")
    assert left.endswith(
        " (a conversation stands at this cell, beside which Excel shows no other comment)"
    )


def test_a_copy_that_is_there_is_overwritten_only_with_force(
    plan: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    copy = tmp_path / "marked.docx"
    copy.write_bytes(b"of before")
    assert main(["check", str(plan), "--annotate", str(copy)]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith(f"{copy}: This file exists already")
    assert copy.read_bytes() == b"of before"
    assert main(["check", str(plan), "--annotate", str(copy), "--force"]) == 1
    assert copy.read_bytes() != b"of before"


@pytest.mark.parametrize(
    ("copy", "told"),
    [
        ("plan.docx", "the original is never overwritten"),
        ("marked.xlsx", "must end in .docx"),
        ("none/marked.docx", "There is no folder"),
    ],
)
def test_copies_that_are_refused_before_the_check(
    copy: str, told: str, plan: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", str(plan), "--annotate", str(plan.parent / copy), "--force"]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert told in err


def test_a_format_without_comments(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", EXAMPLE, "--annotate", str(tmp_path / "marked.md")]) == 2
    assert "Comments are placed in Word (.docx) and Excel (.xlsx)" in capsys.readouterr().err


def test_a_file_that_is_not_read_is_told_by_the_check(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    gone = tmp_path / "none.docx"
    assert main(["check", str(gone), "--annotate", str(tmp_path / "marked.docx")]) == 2
    assert capsys.readouterr().err == f"{gone}: No such file. Check its name and its folder.\n"
    lock = tmp_path / "~$plan.docx"
    lock.write_bytes(b"An")
    assert main(["check", str(lock), "--annotate", str(tmp_path / "marked.docx")]) == 2
    assert "Word and Excel keep this file" in capsys.readouterr().err


def test_a_copy_that_fails_after_the_check(
    plan: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The report stands; the file was taken away meanwhile, or became another."""
    command = ["check", str(plan), "--annotate", str(tmp_path / "marked.docx"), "--lang", "vi"]

    def taken_away(_: object) -> OpenedFile:
        raise FileNotFoundError(2, "gone", str(plan))

    monkeypatch.setattr("povertyplan.editing.annotate.opened", taken_away)
    assert main(command) == 1
    assert (
        capsys.readouterr().err
        == f"{plan}: Không có tệp này. Hãy kiểm tra lại tên tệp và thư mục chứa tệp.\n"
    )
    other = OpenedFile("plan.csv", b"", "csv")
    monkeypatch.setattr("povertyplan.editing.annotate.opened", lambda _: other)
    assert main(command) == 1
    assert capsys.readouterr().err.startswith("plan.csv: Chú thích chỉ ghi được vào tệp Word")


def test_the_ending_says_which_of_two_files_is_marked(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text, annex = tmp_path / "lời.docx", tmp_path / "biểu.xlsx"
    titles, _ = example()
    text.write_bytes(docx(titles))
    annex.write_bytes(annex_of_example("xlsx"))
    both = ["check", str(text), "--annex", str(annex), "--annotate"]
    for name in ("a.docx", "a.xlsx"):
        assert main([*both, str(tmp_path / name)]) == 1
        shown = capsys.readouterr().out.splitlines()
        other = annex if name == "a.docx" else text
        left = [line for line in shown if "not in the copy" in line]
        assert left
        assert all(line.endswith(f"(it stands in {other})") for line in left)
    assert main([*both, str(tmp_path / "a.md")]) == 2
    assert main([*both, str(annex), "--force"]) == 2
    assert "the original is never overwritten" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (["-"], "--annotate marks one file: give one, and no standard input"),
        (["a.docx", "b.docx"], "--annotate marks one file"),
        (["a.docx", "--annex", "-"], "--annotate marks one file"),
        (["a.docx", "--summary"], "--summary marks nothing"),
        (["a.docx", "--fix", "c.docx"], "repair first, then mark the repaired copy"),
    ],
)
def test_options_that_do_not_go_together(
    options: list[str], told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as caught:
        main(["check", *options, "--annotate", "marked.docx"])
    assert caught.value.code == 2
    assert told in capsys.readouterr().err


def test_it_is_offered_where_no_repair_is_certain(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = "examples/formats/plan.docx"
    offer = "for a copy with comments add --annotate OUT"
    main(["check", file, "--select", "PP304"])
    assert capsys.readouterr().out.rstrip().endswith(f"explain PP304; {offer}")
    main(["check", file])
    assert offer not in capsys.readouterr().out  # but --fix, for a repair is certain
    main(["check", file, "--select", "PP304", "--annotate", str(tmp_path / "marked.docx")])
    assert offer not in capsys.readouterr().out
    main(["check", "examples/formats/plan.csv", "--select", "PP304"])
    assert offer not in capsys.readouterr().out


def test_causes_are_searched_once(
    plan: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delattr("povertyplan.editing.annotate.diagnose")
    assert main(["check", str(plan), "--annotate", str(tmp_path / "marked.docx")]) == 1

"""Which copy of a document can be repaired."""

import os
from pathlib import Path

import pytest

from povertyplan import ReadError
from povertyplan.documents.write.copy import refuse_copy, text_of, why_not_repaired
from povertyplan.messages import WriteError

RECORDED = "examples/formats/plan.json"


@pytest.mark.parametrize(
    ("name", "target", "told"),
    [
        ("plan.md", "copy.docx", "a .md file must end in .md, .markdown, .txt, .json."),
        ("plan.csv", "copy.md", "a .csv file must end in .txt, .csv, .tsv, .json."),
        ("plan.html", "copy.md", "a .html file must end in .html, .htm, .json."),
        ("plan.docm", "copy.docx", "a .docm file must end in .docm, .json."),
        ("plan.json", "copy.md", "a .json file must end in .json."),
    ],
)
def test_a_copy_has_an_ending_of_its_original(name: str, target: str, told: str) -> None:
    with pytest.raises(WriteError, match=f"^{target}: The name of the repaired copy of ") as caught:
        refuse_copy(name, target)
    assert str(caught.value).endswith(told)
    refuse_copy(name, "copy.json")
    refuse_copy(name, name.replace("plan", "copy"))


def test_what_cannot_be_repaired_is_told(tmp_path: Path) -> None:
    legacy = tmp_path / "plan.txt"
    legacy.write_bytes(b"H\xe9 ngh\xcco")
    for source, told in ((str(legacy), "older than Unicode"), (RECORDED, "of this format")):
        reason = why_not_repaired(source, "copy.txt")
        assert told in str(reason)
        assert why_not_repaired(source, "copy.json") is None
    assert why_not_repaired("examples/formats/plan.csv", "copy.csv") is None


def test_nothing_is_said_of_a_file_that_cannot_be_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pipe = tmp_path / "pipe.md"
    os.mkfifo(pipe)
    for source in (str(tmp_path / "none.md"), "a" * 300 + ".md", str(pipe)):
        assert why_not_repaired(source, "copy.md") is None
    monkeypatch.setattr("povertyplan.documents.limits.MOST_BYTES", 3)
    assert why_not_repaired("examples/formats/plan.csv", "copy.csv") is None


def test_other_encodings_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "plan.md"
    path.write_bytes("Chợ".encode("cp1258", errors="replace") + b"\xff")
    with pytest.raises(ReadError, match="expected text in UTF-8 or UTF-16, found another encoding"):
        text_of(str(path))

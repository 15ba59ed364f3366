"""The last line about one file and about several."""

from collections import Counter

import pytest

from povertyplan.findings import Severity, Task
from povertyplan.outputs.closing import Copy, Totals, closing
from povertyplan.outputs.layout import Screen

ERROR, WARNING, NOTE = Severity


def said(
    totals: Totals, lang: str = "en", *, strict: bool = False, copy: Copy | None = None
) -> str:
    end = closing(totals, lang, strict=strict, more=True, copy=copy)
    (line,) = Screen(1000).lines(end)
    return line


def found(*numbers: int) -> Counter[Task]:
    return Counter(dict(zip(Task, numbers, strict=False)))


@pytest.mark.parametrize(
    ("totals", "en", "vi"),
    [
        (Totals(1), "no contradictions found", "đạt, không có số liệu mâu thuẫn"),
        (
            Totals(1, found(0, 2, 1), code="PP304"),
            (
                "no contradictions found, 2 places to look at, 1 remark on form."
                " More: povertyplan explain PP304"
            ),
            (
                "đạt, không có số liệu mâu thuẫn, 2 chỗ cần xem lại, 1 điểm về thể thức."
                " Xem thêm: povertyplan explain PP304"
            ),
        ),
        (
            Totals(1, found(7, 1), 1, code="PP101"),
            "7 errors to correct (1 cause), 1 place to look at. More: povertyplan explain PP101",
            (
                "7 lỗi phải sửa (do 1 nguyên nhân), 1 chỗ cần xem lại."
                " Xem thêm: povertyplan explain PP101"
            ),
        ),
        (
            Totals(1, found(7), 2, code="PP101"),
            "7 errors to correct (2 causes). More: povertyplan explain PP101",
            "7 lỗi phải sửa (do 2 nguyên nhân). Xem thêm: povertyplan explain PP101",
        ),
        (
            Totals(1, uncompared=1),
            "no figures could be compared, so nothing is known to hold",
            "chưa có số liệu nào đối chiếu được nên không thể coi là đạt",
        ),
        (
            Totals(3, found(1), 1, 1, 1, "PP101"),
            (
                "3 files: 1 error to correct, 1 file without figures that could be compared,"
                " 1 file could not be read. More: povertyplan explain PP101"
            ),
            (
                "3 tệp: 1 lỗi phải sửa, 1 tệp không có số liệu đối chiếu được,"
                " 1 tệp không đọc được. Xem thêm: povertyplan explain PP101"
            ),
        ),
        (
            Totals(4, found(), 0, 2, 2),
            "4 files: 2 files without figures that could be compared, 2 files could not be read",
            "4 tệp: 2 tệp không có số liệu đối chiếu được, 2 tệp không đọc được",
        ),
    ],
)
def test_the_last_line(totals: Totals, en: str, vi: str) -> None:
    assert (said(totals), said(totals, "vi")) == (en, vi)


def test_a_repair_that_is_certain_is_offered() -> None:
    assert said(Totals(1, found(1), 1, code="PP201"), copy="--fix") == (
        "1 error to correct. More: povertyplan explain PP201; for a repaired copy add --fix OUT"
    )


def test_a_copy_with_comments_is_offered() -> None:
    totals = Totals(1, found(1), 1, code="PP201")
    assert said(totals, copy="--annotate") == (
        "1 error to correct. More: povertyplan explain PP201;"
        " for a copy with comments add --annotate OUT"
    )
    assert said(totals, "vi", copy="--annotate") == (
        "1 lỗi phải sửa. Xem thêm: povertyplan explain PP201;"
        " ghi bản có chú thích: thêm --annotate TỆP-MỚI"
    )


def test_warnings_fail_if_strict() -> None:
    totals = Totals(1, found(0, 1, 2), code="PP304", warnings=2)
    assert said(totals, strict=True).startswith(
        "not passed, as --strict takes warnings for errors, 1 place to look at, 2 remarks on form."
    )
    without_warnings = Totals(1, found(0, 1), code="PP806")
    assert said(without_warnings, strict=True).startswith("no contradictions found, 1 place")


def test_files_add_up_to_the_code_of_the_first_with_errors() -> None:
    odd, wrong = Totals(1, found(0, 1), code="PP304"), Totals(1, found(2), 1, code="PP101")
    assert odd + wrong == Totals(2, found(2, 1), 1, code="PP101")
    assert (odd + odd).code == "PP304"
    assert (Totals() + odd).code == "PP304"

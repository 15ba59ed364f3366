"""Where names that stand again, and ordinals that repeat or skip, are found in a document."""

import pytest

from povertyplan import Source, check, read_text

HEAD = (
    "| TT | Tên TDP | Số hộ 2023 | Số hộ nghèo 2023 | Số hộ 2024 | Số hộ nghèo 2024 |\n"
    "|---|---|---|---|---|---|\n"
)


def annex(*labels: tuple[str, str]) -> str:
    rows = [f"| {ordinal} | {name} | 100 | 3 | 101 | 2 |" for ordinal, name in labels]
    total = (
        f"| | Tổng | {100 * len(rows)} | {3 * len(rows)} | {101 * len(rows)} | {2 * len(rows)} |"
    )
    return HEAD + "\n".join((*rows, total))


@pytest.mark.parametrize(
    ("labels", "line", "column"),
    [
        ((("1", "Chợ"), ("2", "Ngò"), ("3", "chợ")), 5, 7),
        ((("1", "Chợ"), ("2", "Ngò"), ("4", "Đông")), 5, 3),
        ((("1", "Chợ"), ("2", "Ngò"), ("2", "Đông"), ("3", "Bùi")), 5, 3),
    ],
)
def test_the_first_odd_label_is_the_source(
    labels: tuple[tuple[str, str], ...], line: int, column: int
) -> None:
    reading = read_text(annex(*labels))
    (odd,) = check(reading, select=["PP505"]).findings
    assert reading.sources[odd.place] == Source(line=line, column=column)


def test_labels_that_are_right_have_no_source() -> None:
    reading = read_text(annex(("1", "Chợ"), ("2", "Ngò"), ("3", "Đông")))
    assert not {str(place) for place in reading.sources} & {"document/names", "document/ordinals"}

"""Annexes as text, read, and what the tests ask of them."""

from povertyplan import read_text
from povertyplan.reading import Reading

TITLE = "KẾ HOẠCH\n\nGiảm nghèo năm 2024"
HEADER = "TT | Đơn vị | Số hộ 2023 | Hộ nghèo 2023 | Tỷ lệ nghèo 2023 | Hộ nghèo 2024"
#: A header without rates, and the figures below it that the tests do not change.
PLAIN = "TT | Thôn | Số hộ 2023 | Hộ nghèo 2023 | Hộ nghèo 2024"
KNOWN = {"households_base": 100, "poor_base": 4, "poor_goal": 2}


def read_table(*lines: str, title: str = TITLE) -> Reading:
    """Read a table of which each line is a row, the header first."""
    table = "\n".join(f"| {line} |" for line in lines)
    return read_text(f"{title}\n\n{table}\n", file="plan.md")


def annex(*rows: str, header: str = HEADER, title: str = TITLE) -> Reading:
    """Read an annex of some rows."""
    return read_table(header, *rows, title=title)


def names(reading: Reading) -> list[str]:
    """Return the names of the units."""
    return [target.unit.name for target in reading.plan.targets]


def stated(reading: Reading) -> dict[str, object]:
    """Return what the first row states, by flat names."""
    flat = reading.plan.targets[0].flat()
    return {str(name): value for name, value in flat.items() if value is not None}


def notices(reading: Reading) -> list[str]:
    """Return the notices but for the name of the commune, which these tables do not bear."""
    return [
        f"{notice.source}: {notice}" for notice in reading.notices if notice.code != "unit-unnamed"
    ]


def columns_set_aside(reading: Reading) -> list[str]:
    """Return how the notices call the columns that were set aside."""
    return [
        str(notice.values[0][1]) for notice in reading.notices if notice.code == "column-set-aside"
    ]


def assumed_of_lines(reading: Reading) -> list[tuple[str, str]]:
    """Return the codes of what was assumed of lines, and the lines."""
    codes = ("line-set-aside", "row-unnumbered", "section-assumed", "total-assumed")
    return [
        (notice.code, str(notice.values[0][1]))
        for notice in reading.notices
        if notice.code in codes
    ]

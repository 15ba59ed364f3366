"""Rates that are printed as shares of one are read as percentages, with one notice."""

import pytest

from povertyplan import Percent, check
from tests.support.annexes import annex, stated

COUNTS = [
    "1 | Chợ | 317 | 13 | {} | 9",
    "2 | Ngò | 208 | 11 | {} | 8",
    " | Tổng | 525 | 24 | {} | 17",
]


def told(*rates: str) -> tuple[list[str], list[str], str]:
    """Return the notices of shares, the findings about rates, and the first rate as it was read."""
    rows = [row.format(rate) for row, rate in zip(COUNTS, rates, strict=False)]
    reading = annex(*rows)
    notices = [str(notice) for notice in reading.notices if notice.code == "rates-as-shares"]
    findings = [
        f"{finding.code} {finding.place.row}" for finding in check(reading, select=["PP2"]).findings
    ]
    return notices, findings, str(stated(reading).get("poor_base_rate"))


@pytest.mark.parametrize(
    ("rates", "first"),
    [
        (("0.0410", "0.0529", "0.0457"), "4.10%"),
        (("0,041", "0,053", "0,046"), "4.1%"),
        (("0.04", "0.05", "0.05"), "4%"),
    ],
)
def test_shares_are_read_as_percentages(rates: tuple[str, ...], first: str) -> None:
    notices, findings, rate = told(*rates)
    assert (findings, rate, len(notices)) == ([], first, 1)
    assert notices[0].startswith("rates are printed as shares of one and were read as percentages")


def test_a_row_without_its_counts_says_nothing_of_shares() -> None:
    blank = "3 | Bậu | 99 | | 0.0202 | 1"
    reading = annex(
        blank,
        *(
            row.format(rate)
            for row, rate in zip(COUNTS, ("0.0410", "0.0529", "0.0457"), strict=True)
        ),
    )
    assert stated(reading)["poor_base_rate"] == Percent.parse("2.02")


def test_a_wrong_share_is_one_finding() -> None:
    notices, findings, _ = told("0.0410", "0.0925", "0.0457")
    assert (findings, len(notices)) == (["PP201 2"], 1)


@pytest.mark.parametrize(
    "rates",
    [
        ("4.10", "5.29", "4.57"),
        ("0.0410",),
        ("0.0410", "5.29", "4.57"),
        ("", "", ""),
        ("0.0410%", "0.0529%", "0.0457%"),
    ],
)
def test_percentages_and_single_shares_are_read_as_printed(rates: tuple[str, ...]) -> None:
    notices, _, rate = told(*rates)
    assert (notices, rate) == (
        [],
        {"4.10": "4.10%", "0.0410": "0.0410%", "": "None"}[rates[0].strip("%")],
    )


def test_a_rate_far_above_one_is_no_share() -> None:
    """With the two places of a percentage it would have more digits than one."""
    far = "99999999999999"
    _, findings, rate = told("0.0410", "0.0529", far)
    assert (findings, rate) == (["PP201 total"], "4.10%")
    assert told(far, far, far)[2] == f"{far}%"

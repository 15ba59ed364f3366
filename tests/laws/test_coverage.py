"""100 % stands for the whole and nothing else, in checks, in prints and in frames."""

from collections import Counter
from fractions import Fraction

import polars as pl
import pytest
from hypothesis import assume, given, note, settings
from hypothesis import strategies as st

from povertyplan import Count, Edit, Part, Percent, Place, Rate, Rounding, Unit, check
from povertyplan.arithmetic.cases import cases_of
from povertyplan.arithmetic.verdicts import print_by
from povertyplan.frames import check_frame
from povertyplan.model.percent import reach_of
from povertyplan.strategies import coverage_tables
from povertyplan.year import Coverage, CoverageTable, Policy, ReportingPeriod
from tests.support.engines import ENGINES, Native, rows

COMMUNE, YEAR = Unit("Cao Thượng"), ReportingPeriod(2024)
RULES = st.sampled_from([Rounding.HALF_UP, Rounding.HALF_EVEN, Rounding.DOWN])
PLACES = st.integers(0, 6)
WHOLE = Fraction(1)
#: The codes that a frame of coverage can have.
CODES = ("PP101", "PP811", "PP812", "PP813")


def table_of(*lines: tuple[int | None, int | None, Percent | None]) -> CoverageTable:
    of = (COMMUNE, 2024, Policy.HEALTH, None)
    return CoverageTable(COMMUNE, YEAR, [Coverage(*of, *line) for line in lines])


@st.composite
def rows_of_coverage(draw: st.DrawFn) -> tuple[int, int, Percent]:
    """Draw coverage near 100 %, and rates near those of its counts, or near 100 %."""
    entitled = draw(st.integers(0, draw(st.sampled_from([4, 400, 10**6, 9 * 10**9]))))
    most = min(entitled + 2, 9 * 10**9)
    covered = draw(st.integers(0, most) | st.integers(max(0, entitled - 2), most))
    places = draw(PLACES)
    full = 10 ** (places + 2)
    near = [full]
    if entitled:
        near.append(min(covered * full // entitled, 4 * full))
    digits = max(0, draw(st.sampled_from(near)) + draw(st.integers(-2, 2)))
    return entitled, covered, Percent(digits, places)


def wrong_by_words(entitled: int, covered: int, rate: Percent) -> str | None:
    """Return the code of a row by what the codes mean, half up."""
    if covered > entitled:
        return "PP811"
    if not entitled:
        return "PP813" if rate.digits else None
    share, unit = Fraction(covered, entitled), Fraction(1, 10 ** (rate.places + 2))
    if rate.share == WHOLE:
        return "PP812" if share < WHOLE else None
    is_rounded = rate.share - unit / 2 <= share < rate.share + unit / 2
    is_last_before_full = rate.share + unit == WHOLE
    is_cut = is_last_before_full and rate.share <= share < WHOLE
    return None if is_rounded or is_cut else "PP813"


@given(rows_of_coverage())
def test_one_code_for_one_row(row: tuple[int, int, Percent]) -> None:
    found = [finding.code for finding in check(table_of(row)).findings]
    wrong = wrong_by_words(*row)
    assert found == ([] if wrong is None else [wrong])


@given(data=st.data(), near_full=st.booleans(), places=PLACES, rule=RULES)
def test_a_share_has_one_print_which_it_is_admitted_by(
    data: st.DataObject, *, near_full: bool, places: int, rule: Rounding
) -> None:
    entitled = data.draw(st.integers(1, 10**9))
    covered = data.draw(st.integers(0, 10**9))
    if near_full:
        covered = max(0, entitled - 1 + covered % 3)
    table = table_of((entitled, covered, None))
    case = next(case for case in cases_of(table) if case.relation.ratio is not None)
    rate = print_by(rule, case, table.figures(), places)
    assume(isinstance(rate, Percent))
    assert isinstance(rate, Percent)
    share = Fraction(covered, entitled)
    assert (rate.share == WHOLE) is (share == WHOLE)
    assert (rate.share < WHOLE) is (share < WHOLE)
    units = covered * 10 ** (places + 2)
    admitting = [
        digits
        for digits in range(max(0, rate.digits - 3), rate.digits + 4)
        if reach_of(Percent(digits, places), rule, full_is_exact=True).admits(units, entitled)
    ]
    assert admitting == [rate.digits]


@given(rows_of_coverage(), rows_of_coverage())
def test_what_is_expected_has_no_finding(
    first: tuple[int, int, Percent], second: tuple[int, int, Percent]
) -> None:
    table = table_of(first, second)
    figures = table.figures()
    edits: list[Edit] = []
    for finding in check(table).findings:
        place, right_print = finding.place, finding.expected
        if isinstance(right_print, Percent):
            edits.append(Edit(place, figures[place.row][place.field], right_print))
    right = table.edited(edits)
    places = {edit.place for edit in edits}
    assert not places.intersection(finding.place for finding in check(right).findings)


@given(coverage_tables())
def test_a_table_that_agrees_covers_no_more_than_all(table: CoverageTable) -> None:
    assert check(table).findings == ()
    for line in table.printed_rows:
        if line.covered_rate is not None and line.entitled:
            assert line.covered is None or line.covered <= line.entitled
            is_full = line.covered == line.entitled
            assert line.covered is None or (line.covered_rate.share == WHOLE) is is_full


def of_checks(country: dict[str, CoverageTable]) -> Counter[tuple[object, ...]]:
    found: Counter[tuple[object, ...]] = Counter()
    for key, table in country.items():
        for finding in check(table, select=CODES).findings:
            printed, expected = (
                None if figure is None else str(figure)
                for figure in (finding.printed, finding.expected)
            )
            place = finding.place
            found[key, str(place.row), place.field, finding.code, printed, expected] += 1
    return found


def of_frame(frame: Native) -> Counter[tuple[object, ...]]:
    names = ("plan", "row", "field", "code", "printed", "expected")
    findings = rows(check_frame(frame).findings)
    return Counter(tuple(row[name] for name in names) for row in findings)


def frame_of(country: dict[str, CoverageTable]) -> pl.DataFrame:
    records: list[dict[str, object]] = []
    for key, table in country.items():
        for row, flat in table.figures().items():
            is_total = row is Part.TOTAL
            records.append(
                {
                    "plan": key,
                    "row": None if is_total else row,
                    "part": "total" if is_total else None,
                    "entitled": flat[Count.ENTITLED],
                    "covered": flat[Count.COVERED],
                    "covered_rate": None
                    if (rate := flat[Rate.COVERED_RATE]) is None
                    else str(rate),
                }
            )
    counts = dict.fromkeys(("row", "entitled", "covered"), pl.Int64)
    texts = dict.fromkeys(("plan", "part", "covered_rate"), pl.String)
    return pl.DataFrame(records, schema_overrides={**counts, **texts})


@st.composite
def countries(draw: st.DrawFn) -> dict[str, CoverageTable]:
    country: dict[str, CoverageTable] = {}
    blank = st.sampled_from([(None, 1, None), (1, None, None), (0, 0, Percent(0, 0))])
    for key in range(draw(st.integers(1, 4))):
        lines = draw(st.lists(rows_of_coverage() | blank, min_size=1, max_size=4))
        table = table_of(*lines)
        has_total = draw(st.booleans())
        if has_total:
            table = CoverageTable(
                COMMUNE, YEAR, table.lines, table_of(draw(rows_of_coverage())).lines[0]
            )
        country[str(key)] = table
    return country


def assert_frames_equal_checks(country: dict[str, CoverageTable], examples: list[str]) -> None:
    frame, expected = frame_of(country), of_checks(country)
    for name in examples:
        note(name)
        assert of_frame(ENGINES[name](frame)) == expected


@settings(max_examples=settings().max_examples // 4)
@given(countries())
def test_frames_of_coverage_equal_checks(country: dict[str, CoverageTable]) -> None:
    assert_frames_equal_checks(country, ["polars lazy", "duckdb"])


@pytest.mark.large
@settings(max_examples=100)
@given(countries(), st.data())
def test_many_frames_of_coverage_equal_checks(
    country: dict[str, CoverageTable], data: st.DataObject
) -> None:
    others = ("polars", "pandas numpy", "pandas pyarrow", "pyarrow")
    assert_frames_equal_checks(country, ["duckdb", data.draw(st.sampled_from(others))])


@pytest.mark.parametrize("rounding", Rounding)
def test_frames_round_as_checks_do(rounding: Rounding) -> None:
    lines = [(800, 799), (800, 796), (800, 797), (200, 199), (3, 3)]
    for places in range(3):
        full = 10 ** (places + 2)
        rates = [Percent(digits, places) for digits in range(full - 3, full + 1)]
        table = table_of(*((*counts, rate) for counts in lines for rate in rates))
        found = check_frame(frame_of({"a": table}), rounding=rounding).findings
        of_table = {
            (str(finding.place.row), finding.code, str(finding.expected))
            for finding in check(table, select=CODES, rounding=rounding).findings
        }
        of_frame = set(found.select("row", "code", "expected").rows())
        assert of_frame == of_table


def test_a_place_is_the_cell_that_is_wrong() -> None:
    table = table_of((90, 91, None), (300, 299, Percent(100, 0)), (135, 133, Percent(98, 0)))
    found = [(finding.code, finding.place) for finding in check(table, select=CODES).findings]
    rate = Rate.COVERED_RATE
    assert found == [
        ("PP811", Place(1, Count.COVERED)),
        ("PP812", Place(2, rate)),
        ("PP813", Place(3, rate)),
    ]

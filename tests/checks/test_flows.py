"""PP701 to PP703: flows that do not close, and forms that disagree."""

from collections import Counter

import pytest
from attrs import evolve

from povertyplan import Count, Place, Report, Unit, check
from povertyplan.model.fields import Counted
from povertyplan.model.places import SectionRow
from povertyplan.reading import Form, TableReading
from povertyplan.year import Flow, FlowTable, PovertyFlow, ReportingPeriod, RowSection

YEAR, NGO = ReportingPeriod(2024), Unit("Ngò")
POOR = Flow(90, 20, 16, 0, 0, 0, 0, 0, 54)
PERSONS = Counted.PERSONS


def flow_of(poor: Flow, counted: Counted = Counted.HOUSEHOLDS) -> FlowTable:
    return FlowTable(NGO, YEAR, (PovertyFlow(NGO, YEAR, poor, counted=counted),))


def report_of(poor: Flow, counted: Counted = Counted.HOUSEHOLDS) -> Report:
    return check(flow_of(poor, counted), select=["PP70"])


@pytest.mark.parametrize(
    ("poor", "code", "said"),
    [
        (evolve(POOR, end=55), "PP701", "(1 too many)"),
        (evolve(POOR, end=53), "PP701", "(1 too few)"),
        (evolve(POOR, other_out=None, end=53), "PP702", "-1 in households is unexplained"),
        (evolve(POOR, other_out=None, end=55), "PP701", "(1 too many)"),
        (evolve(POOR, other_in=None, end=55), "PP702", "+1 in households is unexplained"),
        (evolve(POOR, other_in=None, end=53), "PP701", "(1 too few)"),
    ],
)
def test_households(poor: Flow, code: str, said: str) -> None:
    (finding,) = report_of(poor).findings
    assert (finding.code, finding.place) == (code, Place(1, Count.POOR_END))
    assert said in str(finding)


def test_what_the_end_should_be() -> None:
    assert report_of(evolve(POOR, end=55)).findings[0].expected == 54
    assert report_of(evolve(POOR, end=53, other_out=None)).findings[0].expected is None
    # 54 or less: a blank decrease only makes it fewer.
    assert report_of(evolve(POOR, end=55, other_out=None)).findings[0].expected is None
    more_than_all = report_of(evolve(POOR, left=80)).findings[0]
    assert more_than_all.expected is None
    assert "make -10 (64 too many)" in str(more_than_all)


def test_if_all_poor_left_none_should_be_printed_at_the_end() -> None:
    (finding,) = report_of(evolve(POOR, left=70, end=1)).findings
    assert str(finding).endswith("make 0 (1 too many)")
    assert finding.expected == 0


def test_only_the_blank_columns_are_named() -> None:
    (finding,) = report_of(evolve(POOR, other_out=None, end=53)).findings
    assert str(finding).endswith("with these left blank: poor that left for other reasons")
    assert finding.text("vi").endswith("bổ sung số liệu còn để trống: số nghèo giảm khác")


def test_persons_are_born_and_die() -> None:
    (finding,) = report_of(evolve(POOR, end=55), PERSONS).findings
    assert str(finding).endswith("make 54; +1 in persons is unexplained")
    assert finding.text("vi").endswith("còn chênh +1 nhân khẩu chưa rõ lý do, đề nghị rà soát")
    assert (finding.code, finding.expected) == ("PP702", 54)


def test_the_forms_of_persons() -> None:
    line = PovertyFlow(NGO, YEAR, Flow(from_other=5), Flow(to_other=4), PERSONS)
    (finding,) = check(FlowTable(NGO, YEAR, (line,)), select=["PP703"]).findings
    assert finding.text("vi") == (
        "dòng 1 (Ngò): biểu hộ cận nghèo ghi 4 nhân khẩu trở thành nghèo, nhưng biểu hộ nghèo ghi 5"
    )
    assert finding.place == Place(1, Count.POOR_FROM_NEAR_POOR)


def test_what_cannot_be_judged_is_told() -> None:
    report = check(flow_of(evolve(POOR, left=None)), select=["PP701", "PP702", "PP703"])
    told = {(skipped.code, str(skipped)) for skipped in report.skipped}
    assert told == {
        ("PP701", "the table states no figures to compare"),
        ("PP702", "the table states no figures to compare"),
        ("PP703", "the table has the flow of one category alone"),
    }


def test_an_unreadable_cell_is_no_blank() -> None:
    table = flow_of(evolve(POOR, other_out=None, end=53))
    form = Form(unreadable=((Place(1, Count.POOR_OTHER_OUT), "x"),))
    assert check(TableReading(table, form=form), select=["PP70"]).findings == ()


#: Start, to near-poor, left, from near-poor, relapsed, new and end of the poor.
DISTRICT = (1369, 374, 128, 39, 0, 28, 923)
COMMUNES = (
    ("Xã Đắk Ha", (256, 25, 2, 5, 0, 5, 237)),
    ("Xã Đắk Plao", (149, 17, 24, 1, 0, 1, 109)),
    ("Xã Đắk RMăng", (423, 128, 84, 22, 0, 10, 236)),
    ("Xã Đắk Som", (65, 13, 1, 1, 0, 0, 52)),
    ("Xã Quảng Hoà", (371, 183, 0, 6, 0, 12, 205)),
    ("Xã Quảng Khê", (105, 8, 17, 4, 0, 0, 84)),
    ("Xã Quảng Sơn", (0, 0, 0, 0, 0, 0, 0)),
)


def line_of(name: str, figures: tuple[int, ...]) -> PovertyFlow:
    start, to_other, left, from_other, relapsed, new, end = figures
    poor = Flow(start, to_other, left, None, from_other, relapsed, new, None, end)
    return PovertyFlow(Unit(name), YEAR, poor)


def test_a_real_district_whose_residual_is_the_sum_of_its_communes() -> None:
    lines = tuple(line_of(name, figures) for name, figures in COMMUNES)
    section: RowSection[PovertyFlow]
    section = RowSection("Huyện Đăk Glong", range(1, 8), line_of("", DISTRICT))
    table = FlowTable(Unit("Đắk Nông"), YEAR, lines, sections=(section,))
    residuals = {
        finding.place.row: dict(finding.terms)["difference"] for finding in check(table).findings
    }
    assert residuals == {1: -2, 2: -1, 3: -7, 5: -1, SectionRow(1): -11}
    assert Counter(finding.code for finding in check(table).findings) == {"PP702": 5}

"""A printed figure is parsed to the same figure, and any other text is refused with its place."""

from collections.abc import Callable

from hypothesis import example, given
from hypothesis import strategies as st

from povertyplan import ParseError, Percent, Points
from povertyplan.model.document import PartialDate
from povertyplan.strategies import percents, points

_NOTATION = st.text(st.sampled_from("0123456789,.%-+− \u00a0\u2009０９，％½²٣điểmphầntrămpp\n"))


@given(percents())
def test_percent(printed: Percent) -> None:
    assert Percent.parse(str(printed)) == printed


@given(points())
def test_points(printed: Points) -> None:
    assert Points.parse(str(printed)) == printed


@given(st.from_type(PartialDate))
def test_dates(printed: PartialDate) -> None:
    assert PartialDate.parse(str(printed)) == printed


@given(percents(min_places=1))
def test_a_comma_and_a_point_are_the_same_mark(printed: Percent) -> None:
    assert Percent.parse(str(printed).replace(".", ",")) == printed


def _refusal(parse: Callable[[str], object], text: str) -> ParseError | None:
    try:
        parse(text)
    except ParseError as error:
        return error
    return None


@given(_NOTATION | st.text(), st.sampled_from([Percent.parse, Points.parse, PartialDate.parse]))
@example("1" * 5000, Percent.parse)
@example("\ufdfa", Points.parse)
def test_text_is_parsed_or_refused_with_a_place_in_it(
    text: str, parse: Callable[[str], object]
) -> None:
    error = _refusal(parse, text)
    if error is not None:
        assert error.text == text
        assert 0 <= error.at <= len(text)
        assert str(error).splitlines()[-1].strip(" ") == "^"

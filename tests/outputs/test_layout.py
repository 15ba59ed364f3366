"""Passages in lines as wide as the screen."""

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from povertyplan.outputs.layout import RED, Passage, Screen, Words, columns

WORDS = st.lists(st.text("aộ戸e\u0323 ", min_size=1, max_size=30), min_size=1, max_size=30)


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@given(WORDS, st.integers(40, 140), st.sampled_from([0, 4, 8]))
def test_no_line_is_wider_than_the_screen_and_no_word_is_lost(
    texts: list[str], width: int, indent: int
) -> None:
    passage = Passage(tuple(map(Words, texts)), indent)
    lines = [*Screen(width).lines(passage)]
    assert all(columns(line) <= width or len(line.split()) == 1 for line in lines)
    expected = [*Screen(10_000).lines(passage)]
    assert " ".join(lines).split() == " ".join(expected).split()


def test_further_lines_hang_below_the_first() -> None:
    lines = [*Screen(40).lines(Passage.of("một hai ba " * 6, 4))]
    assert [len(line) - len(line.lstrip()) for line in lines] == [4, 6]


def test_what_is_whole_is_not_parted() -> None:
    parts = (Words("một hai"), Words("tệp của xã " * 5 + "năm.docx", whole=True), Words("ba"))
    lines = [*Screen(40).lines(Passage(parts))]
    assert lines == ["một hai", "  " + "tệp của xã " * 5 + "năm.docx", "  ba"]


def test_letters_are_composed_and_control_characters_replaced() -> None:
    (line,) = Screen().lines(Passage.of("ho\u0323\u0302 \x1b[2J"))
    assert line == "hộ �[2J"


@pytest.mark.parametrize(
    ("colour", "links", "shown"),
    [
        (False, False, "lỗi một ở đây"),
        (True, False, "\x1b[1;31mlỗi một\x1b[0m ở đây"),
        (False, True, "lỗi một \x1b]8;;file:///a\x1b\\ở đây\x1b]8;;\x1b\\"),
    ],
)
def test_styles_and_links(shown: str, *, colour: bool, links: bool) -> None:
    parts = (Words("lỗi", RED), Words("một", RED), Words("ở đây", link="file:///a"))
    (line,) = Screen(80, colour, links).lines(Passage(parts))
    assert line == shown


@pytest.mark.parametrize(
    ("environment", "is_terminal", "colour"),
    [
        ({}, False, False),
        ({}, True, True),
        ({"NO_COLOR": "1"}, True, False),
        ({"NO_COLOR": ""}, True, True),
        ({"FORCE_COLOR": "1"}, False, True),
        ({"FORCE_COLOR": "1", "NO_COLOR": "1"}, False, False),
        ({"TERM": "dumb"}, True, False),
    ],
)
def test_colours(
    environment: dict[str, str],
    *,
    is_terminal: bool,
    colour: bool,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for name, value in ({"TERM": "xterm"} | environment).items():
        monkeypatch.setenv(name, value)
    screen = Screen.of(Terminal() if is_terminal else io.StringIO())
    assert screen.colour is colour
    assert screen.links is (is_terminal and environment.get("TERM") != "dumb")


@pytest.mark.parametrize(("stated", "width"), [(None, 100), ("70", 70), ("20", 40)])
def test_width(stated: str | None, width: int, monkeypatch: pytest.MonkeyPatch) -> None:
    if stated is not None:
        monkeypatch.setenv("COLUMNS", stated)
    assert Screen.of(io.StringIO()).width == width

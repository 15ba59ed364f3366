"""The cards of a page: what is called right, what leads where, and the advice."""

from collections.abc import Iterator

import pytest
from attrs import evolve

from povertyplan import (
    Cause,
    Diagnoses,
    Diagnosis,
    Edit,
    Part,
    Place,
    Plan,
    Rate,
    Severity,
    check,
    read,
)
from povertyplan.checks import Evidence, Fact, rule
from povertyplan.diagnosis import Change
from povertyplan.findings import Task
from povertyplan.outputs.page import as_page
from povertyplan.outputs.page.cards import Card, Certainty, cards_of
from povertyplan.outputs.page.steps import Workings
from povertyplan.outputs.page.table import CardMark, shown_places, table_of
from tests.support.commands import EXAMPLE
from tests.support.page import checked
from tests.support.page_examples import wrong_plan

READING = read(EXAMPLE)


def cards(document: Plan | None = None, lang: str = "vi") -> list[Card]:
    outcome = checked(READING if document is None else document)
    return list(cards_of(outcome, Workings.of(outcome), shown_places(outcome), lang))


def fact(card: Card, label: str) -> tuple[str, ...]:
    (texts,) = [fact.texts for fact in card.facts if fact.label == label]
    return tuple(text.text for text in texts)


def test_errors_come_first_and_the_form_last() -> None:
    assert [(card.number, card.code, card.task) for card in cards()] == [
        (1, "PP201", Task.CORRECT),
        (2, "PP304", Task.LOOK),
        (3, "PP307", Task.LOOK),
        (4, "PP504", Task.FORM),
        (5, "PP503", Task.FORM),
        (6, "PP502", Task.FORM),
        (7, "PP501", Task.FORM),
    ]


def test_what_every_explanation_asks_for_is_right() -> None:
    proposal = cards()[0].proposal
    assert proposal is not None
    assert (proposal.printed, proposal.figure) == ("1,39%", "1,38%")
    assert proposal.certainty is Certainty.RIGHT
    assert fact(cards()[0], "Cách sửa") == ("Ghi 1,38% thay cho 1,39%.",)


def test_what_may_be_right_as_it_stands_is_only_possible() -> None:
    proposal = cards()[2].proposal
    assert proposal is not None
    assert proposal.certainty is Certainty.POSSIBLE
    assert fact(cards()[2], "Khả năng khác") == ("235: nhập sai số; 239: nhập sai số.",)


def test_a_rate_is_not_right_where_its_count_is_wrong() -> None:
    # 45 stands where 54 should: the rate of the total is right, and would be computed wrong.
    plan = READING.plan
    edit = Edit(Place(Part.TOTAL, "poor_goal"), 54, 45)
    right = Edit(Place(Part.TOTAL, Rate.POOR_GOAL_RATE), plan.figures()[Part.TOTAL][
        Rate.POOR_GOAL_RATE], None)  # fmt: skip
    for card in cards(plan.edited([edit, right])):
        is_of_rate = Place(Part.TOTAL, Rate.POOR_GOAL_RATE) == card.places[0]
        assert not (is_of_rate and card.proposal and card.proposal.certainty is Certainty.RIGHT)


def test_without_an_explanation_a_figure_is_computed_anew() -> None:
    row = {"name": "Chợ", "households_goal": 100, "poor_goal": 50, "poor_goal_rate": "1.37"}
    outcome = checked(Plan.of(2024, [row]))
    (card,) = cards_of(outcome, Workings.of(outcome), shown_places(outcome), "en")
    assert card.proposal is not None
    assert card.proposal.certainty in {Certainty.COMPUTED, Certainty.LIKELY, Certainty.POSSIBLE}


@pytest.mark.parametrize("lang", ["en", "vi"])
def test_no_advice_is_about_the_command_line(lang: str) -> None:
    for card in cards(lang=lang):
        assert not any("--" in text.text for fact in card.facts for text in fact.texts)


def test_the_advice_of_a_check_is_given_once() -> None:
    rows = [
        {"name": name, "households_goal": 100, "poor_goal": 50, "poor_goal_rate": rate}
        for name, rate in (("Chợ", "1.37"), ("Ngò", "2.45"), ("Bùi", "2.91"))
    ]
    first, *others = cards(Plan.of(2024, rows))
    assert len(fact(first, "Cách sửa")) == 3
    assert [fact(card, "Cách sửa") for card in others] == [("Như đã nêu ở mục 1.",)] * 2


def test_a_card_that_only_refers_to_another_is_brief() -> None:
    first, second = cards(wrong_plan())[1], cards(wrong_plan())[3]
    assert [text.target for fact in second.facts for text in fact.texts] == ["m2"]
    assert (first.is_brief, second.is_brief) == (False, True)


def test_only_a_certain_figure_is_called_right() -> None:
    assert [card.right for card in cards()] == ["1,38%", "", "", "", "", "", ""]
    page = as_page([checked(READING, READING.file)], "vi")
    assert page.count("<small>số đúng</small>") == 1
    assert page.count("<small>tính lại</small>") == 1


def test_long_lists_are_folded_up() -> None:
    following = [fact for fact in cards()[2].facts if fact.label == "Phải sửa theo"]
    assert [(fact.is_folded, len(fact.texts)) for fact in following] == [(True, 8)]
    assert not any(fact.is_folded for fact in cards()[0].facts)


def test_a_card_leads_to_the_cell_of_its_finding() -> None:
    assert [card.cell for card in cards()] == [
        "o-total-poor_goal_rate", "o-headline-poor_rate_drop", "o-8-households_goal", "", "", "",
        "",
    ]  # fmt: skip


def test_a_repair_in_other_cells_is_listed_and_calls_nothing_right_here() -> None:
    outcome = checked(READING)
    finding = outcome.groups[0].leading
    slip = Change(Edit(Place(Part.TOTAL, "poor_goal"), 54, 55), derived=False, year=2024)
    clears = ((finding.code, finding.place),)
    best = Diagnosis(Cause.WRONG_DIGIT, (slip,), clears, unique=True)
    other = Diagnosis(Cause.MISTYPED, (slip,), clears, rank=2)
    told = evolve(outcome, diagnoses=Diagnoses(((best, other),)))
    card = next(
        card
        for card in cards_of(told, Workings.of(told), (), "vi")
        if finding.place in card.staying
    )
    assert card.places == (slip.edit.place,)
    assert card.proposal is None
    assert fact(card, "Cách sửa") == ("Dòng tổng, số hộ nghèo năm 2024: 54 → 55",)
    (also,) = fact(card, "Khả năng khác")
    assert also.startswith("Dòng tổng, số hộ nghèo năm 2024: 54 → 55: ")
    assert card.cell == ""


def test_the_cell_to_correct_is_marked_where_it_is_certain() -> None:
    row = {"name": "Hoà Sơn", "households_base": 217, "poor_base": 3, "poor_base_rate": "3.69"}
    outcome = checked(Plan.of(2024, [row], total={"poor_base": 8}))
    shown = shown_places(outcome)
    card, _ = cards_of(outcome, Workings.of(outcome), shown, "vi")
    wrong = Place(1, "poor_base")
    of_sum, of_rate = Place(Part.TOTAL, "poor_base"), Place(1, Rate.POOR_BASE_RATE)
    assert (card.places, set(card.staying)) == ((wrong,), {of_sum, of_rate})
    assert "o-1-poor_base" in {text.target for fact in card.facts for text in fact.texts}
    view = table_of(outcome, [card], "vi")
    assert view.has_staying
    marks = {cell.name: cell.marks for line in view.lines for cell in line.cells if cell.marks}
    assert marks == {
        "o-1-poor_base": (CardMark(1, Task.CORRECT),),
        "o-1-poor_base_rate": (CardMark(1, None),),
        "o-total-poor_base": (CardMark(1, None),),
    }


def test_figures_of_one_noun_name_it_once() -> None:
    proposal = cards()[1].proposal
    assert proposal is not None
    told = (proposal.printed, proposal.figure, proposal.noun)
    assert told == ("0,91", "0,93", "điểm phần trăm")


def test_a_check_of_others_has_no_advice() -> None:
    @rule("XX101", Severity.WARNING, "{where}: no one is poor", "{where}: không có hộ nghèo")
    def nobody_poor(evidence: Evidence) -> Iterator[Fact]:
        """A plan without a poor household."""
        assert evidence.is_of_plan
        yield Fact(Place(Part.TOTAL, "poor_goal"))

    report = check(READING, checks=[nobody_poor])
    outcome = evolve(checked(READING), report=report, diagnoses=Diagnoses())
    (card,) = cards_of(outcome, Workings.of(outcome), (), "en")
    assert (card.statement, card.facts, card.proposal) == ("No one is poor.", (), None)

"""Flows that need not close: what they leave unexplained ranks repairs, and proves none."""

from attrs import evolve, frozen

from povertyplan.arithmetic.cases import Case
from povertyplan.arithmetic.codes import (
    FLOW_NOT_CLOSED,
    FLOW_UNEXPLAINED,
    code_of,
    reported,
)
from povertyplan.diagnosis.guesses import Guess
from povertyplan.diagnosis.index import CaseIndex
from povertyplan.diagnosis.keystrokes import BIT
from povertyplan.model.places import Figures
from povertyplan.model.tabular import edited

#: That a repair closes a flow, or opens one, is chance in one table of 32.
_COST = 5 * BIT


@frozen
class OpenFlows:
    """The flows of a table whose difference other columns, or births and deaths, may explain."""

    index: CaseIndex

    def weighed(self, guess: Guess) -> Guess:
        """Return a guess, likelier if it closes flows, and not certain beside one left open."""
        flows = [case for case in self.index.affected_by(guess.edits) if _is_flow(case)]
        if not flows:
            return guess
        before, after = self.index.figures, edited(self.index.figures, guess.edits)
        closed = [case for case in flows if self._is_open(case, before)]
        opened = [case for case in flows if self._is_open(case, after)]
        may_stay_open = closed or opened or any(not case.relation.is_hard for case in flows)
        cost = guess.cost + _COST * (len(opened) - len(closed))
        return evolve(guess, cost=cost, forced=guess.forced and not may_stay_open)

    def _is_open(self, case: Case, figures: Figures) -> bool:
        return reported(case, figures, self.index.rounding) == FLOW_UNEXPLAINED


def _is_flow(case: Case) -> bool:
    """Whether a case is the flow of a category."""
    return code_of(case) in {FLOW_NOT_CLOSED, FLOW_UNEXPLAINED}

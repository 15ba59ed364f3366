"""The table of labour figures."""

from povertyplan.documents.forms import LABOUR_FIGURES
from povertyplan.model.fields import LABOUR


def test_it_has_the_figures_of_the_labour_targets() -> None:
    assert LABOUR_FIGURES.figures == LABOUR

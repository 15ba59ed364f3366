"""Every branch of the templates is rendered by the pages that are looked at."""

import jinja2
import pytest

from tests.support.page_examples import PAGES
from tests.support.template_branches import TemplateBranches


def test_every_branch_of_the_templates_is_rendered(monkeypatch: pytest.MonkeyPatch) -> None:
    branches = TemplateBranches()
    monkeypatch.setattr(jinja2, "Environment", branches.environment)
    for page in PAGES.values():
        page("vi")
    assert branches.known
    assert sorted(branches.known - branches.rendered) == []

"""The words for policies and groups in a table of coverage."""

from collections.abc import Iterator, Mapping

from povertyplan.documents.forms import Beside, FormLines, TableForm
from povertyplan.documents.layout.achieved import Besides
from povertyplan.documents.layout.table import Column, ColumnRole
from povertyplan.documents.layout.words import capitalised
from povertyplan.model.fields import Value
from povertyplan.model.places import Row
from povertyplan.year.coverage import Coverage
from povertyplan.year.households import label_of
from povertyplan.year.table import Rows

_POLICY = Column(ColumnRole.WORDS, None, Beside.POLICY)
_GROUP = Column(ColumnRole.WORDS, None, Beside.GROUP)


def is_by_policy(table: Rows[Coverage]) -> bool:
    """Whether every line is of the unit of the table, so that its policy tells it apart."""
    return all(line.unit.name in {"", table.unit.name} for line in table.lines)


def fits(form: TableForm, table: Rows[Coverage]) -> bool:
    """Whether a form of coverage is the one for the lines of a table."""
    return (form.lines is FormLines.POLICIES) is is_by_policy(table)


def policy_words(line: Coverage) -> str:
    """Return the words of documents for the policy of a line: ``Y tế``."""
    words = "" if line.policy is None else label_of(line.policy, "vi")
    return line.label or capitalised(words)


def group_words(line: Coverage) -> str:
    """Return the words of documents for the group of a line: ``Hộ nghèo``; empty for everybody."""
    return "" if line.category is None else capitalised(label_of(line.category, "vi"))


def of_policies(table: Rows[Coverage]) -> Besides:
    """Return the words beside the figures of each line."""
    return dict(_words(table))


def _words(table: Rows[Coverage]) -> Iterator[tuple[Row, Mapping[Column, Value | str]]]:
    for row, line in enumerate(table.lines, 1):
        words = {_POLICY: policy_words(line), _GROUP: group_words(line)}
        yield row, {column: text for column, text in words.items() if text}

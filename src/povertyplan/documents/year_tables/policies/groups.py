"""Whom each line of a table of coverage is of: its policy, its category, and what it is called."""

from collections.abc import Iterator, Mapping, Sequence

from attrs import evolve, frozen

from povertyplan.documents.annex.labels import LineKind
from povertyplan.documents.annex.line import AnnexLine
from povertyplan.documents.year_tables.headings import category_in
from povertyplan.documents.year_tables.policies.columns import CoverageColumns
from povertyplan.documents.year_tables.policies.words import (
    OF_COVERAGE,
    OTHERS,
    category_of,
    policy_in,
)
from povertyplan.documents.year_tables.vocabulary import plain
from povertyplan.model.fields import Category
from povertyplan.model.names import key
from povertyplan.year.households import Policy, label_of

#: What a policy is called that neither the table nor a line above it names.
_UNNAMED = "Chính sách hỗ trợ"


@frozen
class PolicyGroup:
    """A policy and a category, and what the document calls them where it says more."""

    policy: Policy | None
    category: Category | None
    label: str = ""

    @classmethod
    def of(
        cls, said: str, group: str = "", *, parent: str = "", heading: str = ""
    ) -> "PolicyGroup":
        """
        Return the policy and the group that a line names.

        A line of a category alone is of the policy of its *parent*, the line above that is not;
        the *heading* of its section may name either.

        >>> PolicyGroup.of("Y tế", "Hộ nghèo")
        PolicyGroup(policy=<Policy.HEALTH: 'health'>, category=<Category.POOR: 'poor'>, label='')
        >>> PolicyGroup.of("- Hộ cận nghèo", parent="Hỗ trợ tiền điện").label
        'Hỗ trợ tiền điện'
        """
        name = parent if parent and category_of(said) is not None else said
        policy = policy_in(name) or policy_in(heading)
        categories = (category_in(plain(text)) for text in (group, said, heading))
        category = next(filter(None, categories), None)
        if category_of(group) is None and plain(group) not in OTHERS:
            name = f"{name} ({group})"
        is_plain = policy is not None and key(name) == key(label_of(policy, "vi"))
        return cls(policy, category, "" if is_plain else name or _UNNAMED)

    @property
    def name(self) -> str:
        """What a document calls the policy."""
        return self.label or ("" if self.policy is None else label_of(self.policy, "vi"))

    @property
    def sums_with(self) -> tuple[object, ...]:
        """What two groups share that are added up."""
        return self.policy, self.category, key(self.label)


def group_of_titles(titles: Sequence[str]) -> PolicyGroup:
    """Return the policy that the lines above a table name, the nearest first."""
    for title in reversed(titles):
        policy = policy_in(title)
        if policy is not None:
            return PolicyGroup(policy, category_in(plain(title)))
    speaking = [title for title in reversed(titles) if OF_COVERAGE.search(plain(title))]
    label = next(iter(speaking), _UNNAMED)
    return PolicyGroup(None, category_in(plain(label)), label)


def groups_of(
    lines: Sequence[AnnexLine], columns: CoverageColumns, titles: Sequence[str]
) -> Mapping[AnnexLine, PolicyGroup]:
    """Return the policy and the group of each row."""
    titled = group_of_titles(titles)
    groups: dict[AnnexLine, PolicyGroup] = {}
    parent, heading = "", ""
    for line in lines:
        said, group = _said(line, columns)
        if line.kind is LineKind.SECTION and columns.unit is None:
            parent = heading = line.label
        elif line.kind is LineKind.ROW:
            groups[line] = (
                PolicyGroup.of(said or titled.name, group, parent=parent, heading=heading)
                if said or group
                else titled
            )
        if category_of(said) is None:
            parent = said or parent
    return groups


def _said(line: AnnexLine, columns: CoverageColumns) -> tuple[str, str]:
    """Return what stands in a line for its policy and for its group."""
    policy = "" if columns.policy is None else line.cells[columns.policy].text
    group = "" if columns.group is None else line.cells[columns.group].text
    return (line.label if columns.policy == columns.name else policy), group


def without_mixed_sums(
    lines: Sequence[AnnexLine], groups: Mapping[AnnexLine, PolicyGroup], columns: CoverageColumns
) -> Iterator[AnnexLine]:
    """Yield the lines; what adds up several policies or groups is set aside, and told."""
    is_mixed = len({group.sums_with for group in groups.values()}) > 1
    figures = set(columns.figures.values())
    for line in lines:
        if not is_mixed or line.kind in {LineKind.ROW, LineKind.ASIDE}:
            yield line
        elif line.kind is LineKind.SECTION:
            cells = tuple(
                evolve(cell, text="") if column in figures else cell
                for column, cell in enumerate(line.cells)
            )
            notice = "line-set-aside" if line.has_figures else line.notice
            yield evolve(line, cells=cells, has_figures=False, notice=notice)
        else:
            yield evolve(line, kind=LineKind.ASIDE)

"""A line of a list of households: a household, the heading of some, a total, or another."""

import re

from attrs import evolve, frozen

from povertyplan.documents.annex.header import filled_texts
from povertyplan.documents.annex.labels import says_all
from povertyplan.documents.content import Cell
from povertyplan.documents.forms import Beside
from povertyplan.documents.forms.form import Held
from povertyplan.documents.year_tables.register.cells import (
    category_in_cell,
    category_in_words,
    causes_in,
    helper_in,
    is_code,
    is_marked,
    members_in,
    outlook_in,
    refused,
    support_in,
)
from povertyplan.documents.year_tables.register.tables import RegisterTable
from povertyplan.documents.year_tables.register.words import MARKS
from povertyplan.documents.year_tables.sheet_heads import unit_above, without_kind
from povertyplan.documents.year_tables.vocabulary import plain
from povertyplan.messages import phrase
from povertyplan.model.fields import Category, Count
from povertyplan.model.persons import names_person_in_full
from povertyplan.model.units import Unit
from povertyplan.year import Household, Outlook, Policy, PovertyCause

_Row = tuple[Cell, ...]
#: What numbers the heading of some households: ``I.``, ``2)``, ``A -``.
_NUMBER = re.compile(r"^(?:[IVX]+|[A-H]|\d{1,2})\s*[.):–-]+\s*")  # as typed
#: The number of a row in the name of a cell.
_ROW = re.compile(r"(?<![0-9])[0-9]+$")
_NO_CATEGORY = phrase("whether the household is poor or near-poor: a column “Diện” with HN or HCN")
_NO_PERSON = phrase(
    "the TDP of the household, with its kind where it is called after a person: Tổ dân phố Nguyễn"
    " Văn Cừ"
)
_ONE_CATEGORY = phrase("one mark: the household is poor, or it is near-poor")
_ONE_OUTLOOK = phrase("one mark: the household can leave poverty, or it cannot")


#: What a column may hold that is marked with an x.
_MARKED: tuple[Held, ...] = (*Category, *PovertyCause, *Outlook, *Policy)


@frozen
class Above:
    """The facts of a household that the headings above its line state."""

    unit: Unit | None
    category: Category | None
    is_of_line: bool = False  #: whether the unit is that of the household above


@frozen
class RegisterLine:
    """A line of a list: a household, the heading of some, a total, or what stands below."""

    table: RegisterTable
    row: _Row

    def has(self, holds: Held) -> bool:
        """Whether the list has a column."""
        return holds in self.table.columns.held

    def cell(self, holds: Held) -> Cell:
        """Return the cell in a column that the list has; a blank one with its place."""
        column = self.table.columns.held[holds]
        cell = self.row[column]
        if cell.text or cell.source.cell:
            return cell
        name = self.table.names[column]
        numbers = (_ROW.search(other.source.cell or "") for other in self.row if other.text)
        number = next((match[0] for match in numbers if match), "")
        return evolve(cell, source=evolve(cell.source, cell=f"{name}{number}")) if number else cell

    def text(self, holds: Held) -> str:
        """Return the text in a column, or an empty text if there is no such column."""
        return self.cell(holds).text if self.has(holds) else ""

    @property
    def label(self) -> str:
        """The label of a line that is not of a household."""
        labels = (self.text(holds) for holds in (Beside.ORDINAL, Beside.CODE, Beside.UNIT))
        named = [text for text in labels if text and not text.isdecimal()]
        others = [text for text in filled_texts(self.row) if not text.isdecimal()]
        return next(iter((*named[-1:], *others)), "")

    @property
    def is_total(self) -> bool:
        """Whether it adds up the lines above it."""
        return says_all(self.label) and not is_code(self.cell(Beside.CODE))

    @property
    def is_household(self) -> bool:
        """Whether it says something of a household, even if its code is missing or is a name."""
        texts = set(filled_texts(self.row))
        if len(texts) == 1:  # a heading over all columns
            return is_code(self.cell(Beside.CODE)) and len(filled_texts(self.row)) == 1
        if is_code(self.cell(Beside.CODE)) or category_in_words(self.text(Beside.CATEGORY)):
            return True
        is_numbered = self.text(Beside.ORDINAL).rstrip(".").isdecimal()
        says_more = bool(self.text(Beside.CODE) or self.text(Beside.UNIT))
        marked = [holds for holds in _MARKED if plain(self.text(holds)) in MARKS]
        return (is_numbered and says_more) or bool(marked) or self.text(Count.MEMBERS).isdecimal()

    def heading_after(self, above: Above) -> Above:
        """Return what the headings say below this one; what heads nothing changes nothing."""
        heading = _NUMBER.sub("", self.label)
        category = category_in_words(heading)
        if category is not None:
            return evolve(above, category=category)
        unit = unit_above([heading], "")
        return Above(without_kind_of(unit), above.category) if unit.name else above

    @property
    def unit(self) -> Unit | None:
        """The unit that the line names; a person is refused."""
        name = self.text(Beside.UNIT)
        if names_person_in_full(name):
            raise refused(self.cell(Beside.UNIT), _NO_PERSON)
        without = without_kind(name)
        return Unit(without if names_person_in_full(without) else name) if name else None

    def household(self, code: str, unit: Unit, category: Category | None) -> Household:
        """Return the household of the line, of *category* where the line does not state one."""
        causes = {cause for cause in PovertyCause if self._is_marked(cause)}
        support = {policy for policy in Policy if self._is_marked(policy)}
        if self.has(Beside.CAUSES):
            causes |= causes_in(self.cell(Beside.CAUSES))
        if self.has(Beside.SUPPORT):
            support |= support_in(self.cell(Beside.SUPPORT))
        return Household(
            code,
            unit,
            self._category(category),
            members_in(self.cell(Count.MEMBERS)) if self.has(Count.MEMBERS) else None,
            frozenset(causes),
            self._outlook(),
            frozenset(support),
            helper_in(self.cell(Beside.HELPER)) if self.has(Beside.HELPER) else "",
        )

    def _category(self, above: Category | None) -> Category:
        if self.text(Beside.CATEGORY):
            return category_in_cell(self.cell(Beside.CATEGORY))
        marked = [category for category in Category if self._is_marked(category)]
        if len(marked) > 1:
            raise refused(self.cell(marked[-1]), _ONE_CATEGORY)
        category = marked[0] if marked else above
        if category is None:
            raise refused(evolve(self.cell(Beside.CODE), text=""), _NO_CATEGORY)
        return category

    def _outlook(self) -> Outlook | None:
        judged = [outlook for outlook in Outlook if self._is_marked(outlook)]
        if self.has(Beside.OUTLOOK):
            outlook = outlook_in(self.cell(Beside.OUTLOOK))
            judged += [outlook] if outlook is not None else []
        if len(set(judged)) > 1:
            column = next(holds for holds in (Beside.OUTLOOK, *Outlook) if self.text(holds))
            raise refused(self.cell(column), _ONE_OUTLOOK)
        return judged[0] if judged else None

    def _is_marked(self, holds: Held) -> bool:
        return bool(self.text(holds)) and is_marked(self.cell(holds))


def without_kind_of(unit: Unit) -> Unit:
    """Return a unit by its name alone, as lines name it."""
    return Unit(without_kind(unit.name))

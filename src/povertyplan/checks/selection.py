"""The choice of checks and findings: codes, beginnings of codes, accepted findings."""

import re
from collections.abc import Iterable, Sequence

from attrs import evolve, frozen

from povertyplan.arguments.refusals import nearest
from povertyplan.checks.rule import Check
from povertyplan.findings import Finding
from povertyplan.messages import Phrase, SelectionError, phrase
from povertyplan.model.names import key
from povertyplan.model.places import Part, Row, SectionRow, row_named
from povertyplan.model.tabular import Tabular
from povertyplan.reading import Form

#: An ordinal, the word before it in a message, and the name of the unit behind it.
_CALLED = re.compile(
    r"(?:(?P<word>TT|dòng|no[.]|row) )?"
    r"(?P<ordinal>[1-9][0-9]*(?:[.][0-9]+)*|[IVXLC]+|[A-Za-z])"
    r"(?: [(](?P<unit>.+)[)])?"
)


@frozen
class CalledRow:
    """
    A row as messages call it: by its ordinal, its number if it has none, and its unit.

    The *word* before says which of the two is meant, as in ``TT 8`` and ``dòng 8``; in English
    it is a row where both are the same.
    """

    ordinal: str
    unit: str = ""  #: empty where any will do
    word: str = ""  #: empty where either will do

    def rows(self, table: Tabular, form: Form) -> frozenset[Row]:
        """Return the rows of a table that are called so."""
        return frozenset(
            row
            for row in table.rows
            if self.ordinal == self._call(row, form.ordinal_of(row))
            and (not self.unit or key(table.name_of(row)) == key(self.unit))
        )

    def _call(self, row: Row, ordinal: str) -> str:
        """Return what a row is called behind the word, an empty text if it is not called so."""
        number = str(row)
        match self.word:
            case "TT" | "no.":
                return ordinal
            case "dòng":
                return "" if ordinal else number
            case "row":
                return number if ordinal in {"", number} else ""
            case _:
                return ordinal or number


@frozen
class Pattern:
    """
    A code or the beginning of codes, and the row that it is meant for (None: all rows).

    *word* is how it was written.  *rows* are the rows of a table that are meant, once the pattern
    was taken to one.
    """

    word: str
    prefix: str
    row: CalledRow | Part | SectionRow | None = None
    rows: frozenset[Row] = frozenset()

    def of(self, table: Tabular, form: Form) -> "Pattern":
        """Return the pattern with the rows that it means in a table."""
        match self.row:
            case None:
                return self
            case CalledRow():
                return evolve(self, rows=self.row.rows(table, form))
            case SectionRow() | Part.TOTAL if self.row not in table.figures():
                return self
            case part:
                return evolve(self, rows=frozenset({part}))

    @property
    def is_of_one_row(self) -> bool:
        """Whether it means one row of the table, as it must to accept a finding."""
        return len(self.rows) == 1

    def matches(self, code: str) -> bool:
        """Whether it means the check of a code."""
        return code.startswith(self.prefix)

    def means(self, finding: Finding) -> bool:
        """Whether it means a finding."""
        is_row_meant = self.row is None or finding.place.row in self.rows
        return is_row_meant and self.matches(finding.code)


@frozen
class Selection:
    """
    The checks to apply to a table, and the findings to report.

    A row that is accepted is accepted alone: where several are called the same, none is.
    """

    wanted: Sequence[Pattern] | None
    unwanted: Sequence[Pattern]

    @classmethod
    def of(
        cls,
        wanted: Iterable[Pattern] | None,
        unwanted: Iterable[Pattern],
        table: Tabular,
        form: Form,
    ) -> "Selection":
        """Take patterns to a table whose document has a form."""
        in_table = None if wanted is None else [pattern.of(table, form) for pattern in wanted]
        return cls(in_table, [pattern.of(table, form) for pattern in unwanted])

    def applies(self, code: str) -> bool:
        """Whether a check is to be applied at all."""
        if any(pattern.row is None and pattern.matches(code) for pattern in self.unwanted):
            return False
        return self.wanted is None or any(pattern.matches(code) for pattern in self.wanted)

    def reports(self, finding: Finding) -> bool:
        """Whether a finding is to be reported."""
        meaning = (pattern for pattern in self.unwanted if pattern.means(finding))
        if any(pattern.row is None or pattern.is_of_one_row for pattern in meaning):
            return False
        return self.wanted is None or any(pattern.means(finding) for pattern in self.wanted)

    @property
    def unmatched(self) -> tuple[str, ...]:
        """The words whose row the table does not have; to accept a finding also several rows."""
        selecting_none = [pattern for pattern in self.wanted or () if not pattern.rows]
        accepting_none = [pattern for pattern in self.unwanted if not pattern.is_of_one_row]
        of_rows = [p for p in (*selecting_none, *accepting_none) if p.row is not None]
        return tuple(dict.fromkeys(pattern.word for pattern in of_rows))


def patterns(words: str | Iterable[str], checks: Sequence[Check]) -> list[Pattern]:
    """
    Read codes, prefixes and ``CODE@ROW``.

    A row is called as in messages, ``TT 8 (Tân Lập)``, or in short, ``8``; the other parts of
    a plan are ``total``, ``section1``, ``headline``, ``labour`` and ``document``.  A word that
    means no check is a `SelectionError`: a slip of the pen never selects nothing in silence.
    """
    found: list[Pattern] = []
    for word in [words] if isinstance(words, str) else words:
        prefix, at, row = word.partition("@")
        if not prefix or not any(check.code.startswith(prefix) for check in checks):
            raise SelectionError(_unknown(word, prefix, checks))
        found.append(Pattern(word, prefix, _row_called(row) if at else None))
    return found


def _unknown(word: str, prefix: str, checks: Sequence[Check]) -> Phrase:
    """Say that no check has a code, and which codes it may be a slip of."""
    codes = nearest(prefix.upper(), [check.code for check in checks])
    if not codes:
        return phrase("{word} is neither a code nor the beginning of one", word=repr(word))
    return phrase(
        "{word} is neither a code nor the beginning of one; did you mean {codes}?",
        word=repr(word),
        codes=", ".join(map(repr, codes)),
    )


def _row_called(text: str) -> CalledRow | Part | SectionRow:
    """Return the row of a word; raises `SelectionError` for one that calls no row."""
    called = _CALLED.fullmatch(text)
    if called is not None:
        return CalledRow(called["ordinal"], called["unit"] or "", called["word"] or "")
    try:
        row = row_named(text)
    except ValueError as error:
        parts = ", ".join(Part)
        said = phrase(
            "{word} does not name a row: expected a number, as in 8 or 8 (name), section1, {parts}",
            word=repr(text),
            parts=parts,
        )
        raise SelectionError(said) from error
    return CalledRow(str(row)) if isinstance(row, int) else row

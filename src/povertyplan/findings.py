"""The findings of checks as data, and the report that holds them."""

from collections import Counter
from collections.abc import Iterator, Mapping
from enum import StrEnum
from typing import NoReturn

from attrs import frozen

from povertyplan.arguments.strict import strict, strict_fields, strict_words
from povertyplan.errors import CheckFailed
from povertyplan.messages import Said, Sentence, field_label, row_label, translated
from povertyplan.model.fields import Field
from povertyplan.model.places import Place

__all__ = ["CheckFailed", "Finding", "Report", "Severity", "Skipped"]


@strict_words
class Severity(StrEnum):
    """How much a finding weighs."""

    ERROR = "error"  #: the plan contradicts itself
    WARNING = "warning"  #: it may be right, but someone must look
    NOTE = "note"  #: nothing is wrong: the form, or what is good to know

    @property
    def rank(self) -> int:
        """The position among the severities, the gravest first."""
        return list(Severity).index(self)

    @strict
    def label(self, lang: str) -> str:
        """
        Return the severity in a language.

        >>> [severity.label("vi") for severity in Severity]
        ['lỗi', 'cảnh báo', 'ghi chú']
        """
        return translated(self.value, lang)


#: The beginnings of the codes of checks that compare figures; the others look at form.
_OF_FIGURES = (
    "PP1",
    "PP2",
    "PP3",
    "PP4",
    "PP701",
    "PP702",
    "PP703",
    "PP704",
    "PP705",
    "PP8",
    "PP9",
)
#: The codes of checks that look at how a document is laid out, where no figure is wrong.
_OF_FORM = frozenset({"PP501", "PP502", "PP503", "PP504"})
#: The findings of each severity in number, one of them and several.
_NUMBERED: Mapping[Severity, tuple[Sentence, Sentence]] = {
    Severity.ERROR: (Sentence("1 error to correct"), Sentence("{number} errors to correct")),
    Severity.WARNING: (Sentence("1 place to look at"), Sentence("{number} places to look at")),
    Severity.NOTE: (Sentence("1 note"), Sentence("{number} notes")),
}
HOLDS = Sentence("no contradictions found")
NOTHING_COMPARED = Sentence("no figures could be compared, so nothing is known to hold")


@strict
def numbered(numbers: Mapping[Severity, int], lang: str) -> Iterator[tuple[Severity, str]]:
    """Yield each severity that has findings, with how many it has in words."""
    for severity, (one, several) in _NUMBERED.items():
        number = numbers.get(severity, 0)
        if number:
            yield severity, (one if number == 1 else several).text({"number": number}, lang)


@frozen(field_transformer=strict_fields)
class Finding:
    """
    One contradiction or oddity of a plan, as data.

    *code* and *name* tell the check, *place* is the figure that it is about, *printed* the figure
    that stands there and *expected* the right one, None where several may be right.  *terms* are
    the figures that prove it, by name.  A finding does not know its file: `Reading.source` does.
    """

    code: str
    name: str
    severity: Severity
    place: Place
    says: Sentence
    printed: Said = None
    expected: Said = None
    terms: tuple[tuple[str, Said], ...] = ()
    unit: str = ""  #: the name of the row's unit
    year: int | None = None  #: the year that the figure is of
    ordinal: str = ""  #: the ordinal printed beside the row

    @strict
    def text(self, lang: str) -> str:
        """Return the finding as a sentence."""
        values: dict[str, Said] = {
            **dict(self.terms),
            "where": self.row_label(lang),
            "field": self.field_label(lang),
            "printed": self.printed,
            "expected": self.expected,
        }
        return self.says.text(values, lang)

    @strict
    def statement(self, lang: str) -> str:
        """
        Return the finding as a sentence without the place that it begins with.

        >>> total = {"households_goal": 3924, "poor_goal": 54, "poor_goal_rate": "1.39"}
        >>> (finding,) = check(Plan.of(2024, [], total=total)).findings
        >>> finding.statement("en")
        'the poor rate of 2024 is printed as 1.39%, but 54 of 3,924 is 1.38%'
        """
        return self.text(lang).removeprefix(f"{self.row_label(lang)}: ")

    @strict
    def row_label(self, lang: str) -> str:
        """
        Return what its row is called.

        >>> row = {"name": "Ngò", "households_goal": 78, "poor_goal": 2, "poor_goal_rate": "2.63"}
        >>> (finding,) = check(Plan.of(2024, [row])).findings
        >>> finding.row_label("vi"), finding.field_label("vi")
        ('dòng 1 (Ngò)', 'tỷ lệ hộ nghèo năm 2024')
        """
        return row_label(self.place.row, self.unit, lang, ordinal=self.ordinal)

    @strict
    def field_label(self, lang: str) -> str:
        """Return what its figure is called, or the fact of the document that it speaks of."""
        return field_label(self.place.field, self.year, lang)

    @property
    def is_of_form(self) -> bool:
        """Whether it is about the form of the document alone (thể thức), and about no figure."""
        return self.code in _OF_FORM

    def __str__(self) -> str:
        """Return the finding in English."""
        return self.text("en")

    def __repr__(self) -> str:
        """Return the code, the severity and the place."""
        return f"<Finding {self.code} {self.severity}: {self.place}>"

    def __lt__(self, other: "Finding") -> bool:
        """Order by place (document, text, labour, rows, sub-totals, total), then by code."""
        place, other_place = self.place, other.place
        key = (place.rank, place.statement, self.code)
        return key < (other_place.rank, other_place.statement, other.code)


@frozen(field_transformer=strict_fields)
class Skipped:
    """A check that could not run, on a column or at all, and why."""

    code: str
    place: Place | None
    reason: Sentence
    year: int | None = None
    fields: tuple[Field, ...] = ()  #: the figures that are not stated, if there are several
    units: tuple[str, ...] = ()  #: the names of the units that the reason is about

    @strict
    def text(self, lang: str) -> str:
        """Return the reason as a sentence."""
        field = "" if self.place is None else field_label(self.place.field, self.year, lang)
        fields = ", ".join(field_label(field, self.year, lang) for field in self.fields)
        values: Mapping[str, Said] = {"field": field, "fields": fields, "units": self.units}
        return self.reason.text(values, lang)

    def __repr__(self) -> str:
        """Return the code and the place."""
        return f"<Skipped {self.code}: {self.place or 'everywhere'}>"

    def __str__(self) -> str:
        """Return the reason in English."""
        return self.text("en")


@frozen(repr=False, field_transformer=strict_fields)
class Report:
    """
    The findings of all checks of one plan, and what could not be checked.

    *findings* are in the order of the plan, *skipped* says what could not be checked and why,
    *checked* has the codes of the checks that had something to compare, *unmatched* the words
    that were to select or accept the findings of a row, and mean none.  A report has no truth
    value: ask for `ok` or `errors`.

    >>> total = {"households_goal": 3924, "poor_goal": 54, "poor_goal_rate": "1.39"}
    >>> report = check(Plan.of(2024, [], total=total))
    >>> print(report)
    PP201 error: total row: the poor rate of 2024 is printed as 1.39%, but 54 of 3,924 is 1.38%
    1 error to correct
    >>> report
    <Report: 1 error to correct>
    """

    findings: tuple[Finding, ...] = ()  #: sorted by place and code
    skipped: tuple[Skipped, ...] = ()  #: once per column, not per row
    checked: tuple[str, ...] = ()  #: the codes that had something to compare
    unmatched: tuple[str, ...] = ()  #: such as ``PP201@99`` for a plan of 26 rows

    @property
    def errors(self) -> tuple[Finding, ...]:
        """The findings that are contradictions."""
        findings = self.findings
        return tuple(finding for finding in findings if finding.severity is Severity.ERROR)

    @property
    def numbers(self) -> Mapping[Severity, int]:
        """The number of findings of each severity that has some."""
        return Counter(finding.severity for finding in self.findings)

    @property
    def compared(self) -> bool:
        """
        Whether the checks compared any figures.

        A report of the checks of form alone has compared none, unless no others were asked for.
        """
        if any(code.startswith(_OF_FIGURES) for code in self.checked):
            return True
        was_asked = any(skipped.code.startswith(_OF_FIGURES) for skipped in self.skipped)
        return bool(self.checked) and not was_asked

    @property
    def ok(self) -> bool:
        """Whether figures were compared and no contradiction was found."""
        return self.compared and not self.errors

    @strict
    def text(self, lang: str) -> str:
        """Return the findings in lines, errors first, and below them what they come to."""
        gravest_first = sorted(self.findings, key=lambda finding: finding.severity.rank)
        lines = [
            f"{finding.code} {finding.severity.label(lang)}: {finding.text(lang)}"
            for finding in gravest_first
        ]
        return "\n".join((*lines, self._verdict(lang)))

    def _verdict(self, lang: str) -> str:
        said = [text for _, text in numbered(self.numbers, lang)]
        if self.ok:
            said.insert(0, HOLDS.text({}, lang))
        elif not self.compared:
            said.append(NOTHING_COMPARED.text({}, lang))
        return ", ".join(said)

    def __str__(self) -> str:
        """Return the findings in English."""
        return self.text("en")

    def __repr__(self) -> str:
        """Return what the findings come to."""
        return f"<Report: {self._verdict('en')}>"

    def raise_for_errors(self) -> None:
        """Raise `CheckFailed` with the errors, and where no figures could be compared."""
        if not self.ok:
            raise CheckFailed(tuple(map(str, self.errors)))

    def __bool__(self) -> NoReturn:
        """Refuse: a report without errors may have checked nothing."""
        raise TypeError("a Report has no truth value: ask for .ok or .errors")

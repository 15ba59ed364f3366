"""A finding, and a check that could not run."""

from itertools import chain

from attrs import frozen

from povertyplan.arguments.strict import strict, strict_fields
from povertyplan.findings.kinds import Severity, Task, Topic
from povertyplan.messages import Said, Sentence, field_label, row_label
from povertyplan.model.fields import Field
from povertyplan.model.places import Place


@frozen(field_transformer=strict_fields)
class Finding:
    """
    One contradiction or oddity of a plan, as data.

    A finding does not know its file: `Reading.source` does.

    >>> total = {"households_goal": 3924, "poor_goal": 54, "poor_goal_rate": "1.39"}
    >>> (finding,) = check(Plan.of(2024, [], total=total)).findings
    >>> finding.code, str(finding.place), str(finding.printed), str(finding.expected)
    ('PP201', 'total/poor_goal_rate', '1.39%', '1.38%')
    >>> print(finding.text("vi"))
    dòng tổng: tỷ lệ hộ nghèo năm 2024 ghi 1,39%, nhưng 54 trên 3.924 hộ là 1,38%
    """

    code: str  #: the code of its check, such as ``PP201``
    name: str  #: the name of its check, such as ``rate-not-quotient``
    severity: Severity  #: how much it weighs (mức độ)
    place: Place  #: the figure that it is about
    says: Sentence  #: its sentence, which `text` fills in
    printed: Said = None  #: the figure that stands there, None for a blank
    expected: Said = None  #: the right figure, None where several may be right
    terms: tuple[tuple[str, Said], ...] = ()  #: the figures that prove it, by name
    unit: str = ""  #: the name of the row's unit
    year: int | None = None  #: the year that the figure is of
    ordinal: str = ""  #: the ordinal printed beside the row
    topic: Topic = Topic.DOCUMENT  #: what its check looks at

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

        >>> row = {"name": "Ngò", "households_goal": 78, "poor_goal": 80}
        >>> (finding,) = check(Plan.of(2024, [row])).findings
        >>> finding.row_label("vi"), finding.field_label("vi")
        ('dòng 1 (Ngò)', 'số hộ năm 2024')
        """
        return row_label(self.place.row, self.unit, lang, ordinal=self.ordinal)

    @strict
    def field_label(self, lang: str) -> str:
        """Return the label of its figure, or of the fact of the document that it concerns."""
        return field_label(self.place.field, self.year, lang)

    @property
    def task(self) -> Task:
        """
        What it asks people to do: the group that it is shown in.

        >>> total = {"households_goal": 3924, "poor_goal": 54, "poor_goal_rate": "1.39"}
        >>> (finding,) = check(Plan.of(2024, [], total=total)).findings
        >>> finding.task.label("en")
        'To correct'
        """
        return Task.of(self.severity, self.topic)

    @property
    def urgency(self) -> tuple[int, int]:
        """What sorts findings for people: by their task, then the gravest first."""
        return self.task.rank, self.severity.rank

    def __str__(self) -> str:
        """Return the finding in English."""
        return self.text("en")

    def __repr__(self) -> str:
        """Return the code, the severity and the place."""
        return f"<Finding {self.code} {self.severity}: {self.place}>"

    def __lt__(self, other: object) -> bool:
        """Order by place (document, text, labour, rows, sub-totals, total), then by code."""
        if not isinstance(other, Finding):
            return NotImplemented
        place, other_place = self.place, other.place
        key = (place.rank, place.statement, self.code)
        return key < (other_place.rank, other_place.statement, other.code)


@frozen(field_transformer=strict_fields)
class Skipped:
    """
    A check that could not run, on a column or at all, and why.

    >>> report = check(Plan.of(2024, [{"name": "Chợ", "poor_goal": 2}]))
    >>> skipped = report.skipped[0]
    >>> skipped.code, skipped.text("vi")
    ('PP101', 'phụ lục không có dòng tổng')
    """

    code: str  #: the code of the check
    place: Place | None  #: the column, by its first figure; None if nothing could be checked
    reason: Sentence  #: what was missing; `text` says it
    year: int | None = None  #: the year that the column is of
    fields: tuple[Field, ...] = ()  #: the figures that are not stated, if there are several
    units: tuple[str, ...] = ()  #: the names of the units that the reason is about

    @property
    def named(self) -> tuple[Field, ...]:
        """The figures that the reason is about; none if the check could not run at all."""
        return self.fields if self.place is None else (self.place.field,)

    @strict
    def text(self, lang: str) -> str:
        """Return the reason as a sentence."""
        field = "" if self.place is None else field_label(self.place.field, self.year, lang)
        fields = ", ".join(field_label(field, self.year, lang) for field in self.fields)
        values: dict[str, Said] = {"field": field, "fields": fields, "units": self.units}
        return self.reason.text(values, lang)

    def __repr__(self) -> str:
        """Return the code and the place."""
        return f"<Skipped {self.code}: {self.place or 'everywhere'}>"

    def __str__(self) -> str:
        """Return the reason in English."""
        return self.text("en")


@frozen(field_transformer=strict_fields)
class Reason:
    """
    Why something could not be checked, in words, and the checks that it kept from running.

    >>> report = check(Plan.of(2024, [{"name": "Chợ", "poor_goal": 2}]))
    >>> reason = report.reasons("vi")[0]
    >>> reason.text, [skipped.code for skipped in reason.skipped]
    ('phụ lục không có dòng tổng', ['PP101'])
    """

    text: str  #: the reason, in the language that was asked for
    skipped: tuple[Skipped, ...]  #: the checks

    @property
    def codes(self) -> tuple[str, ...]:
        """The codes of these checks."""
        return tuple(dict.fromkeys(skipped.code for skipped in self.skipped))

    @property
    def fields(self) -> tuple[Field, ...]:
        """The figures that are not stated."""
        stated = chain.from_iterable(skipped.named for skipped in self.skipped)
        return tuple(dict.fromkeys(stated))

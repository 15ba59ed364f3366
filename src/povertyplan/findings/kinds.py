"""The kinds of findings: how much they weigh, what they are about, what they ask for."""

from collections.abc import Iterator, Mapping
from enum import StrEnum

from povertyplan.arguments.strict import strict, strict_words
from povertyplan.messages import Sentence, translated


@strict_words
class Severity(StrEnum):
    """
    How much a finding weighs.

    >>> plan = Plan.of(2024, [{"poor_goal": 2}], total={"poor_goal": 3})
    >>> check(plan).findings[0].severity
    <Severity.ERROR: 'error'>
    """

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


@strict_words
class Topic(StrEnum):
    """
    What a check looks at.

    Only checks of figures count for `Report.compared`: a plan of which nothing but the document
    was looked at has not passed.

    >>> check(Plan.of(2024, [{"poor_goal": 2}], total={"poor_goal": 3})).findings[0].topic
    <Topic.FIGURES: 'figures'>
    """

    FIGURES = "figures"  #: figures, which it compares with others
    DOCUMENT = "document"  #: what the figures stand in: rows, cells, formulas, years
    FORM = "form"  #: how the document is laid out (thể thức), where no figure is wrong


@strict_words
class Task(StrEnum):
    """
    What a finding asks people to do.

    All outputs show findings in these three groups, in this order.
    """

    CORRECT = "correct"  #: the document contradicts itself: correct it before it is signed
    LOOK = "look"  #: it may be right: somebody who knows the place confirms it
    FORM = "form"  #: no figure is wrong: complete the form of the document before it is issued

    @classmethod
    @strict
    def of(cls, severity: Severity, topic: Topic) -> "Task":
        """
        Return the task that findings of a severity and a topic ask for.

        >>> Task.of(Severity.ERROR, Topic.FIGURES), Task.of(Severity.NOTE, Topic.FORM)
        (<Task.CORRECT: 'correct'>, <Task.FORM: 'form'>)
        """
        if severity is Severity.ERROR:
            return cls.CORRECT
        return cls.FORM if topic is Topic.FORM else cls.LOOK

    @property
    def rank(self) -> int:
        """The position among the tasks, the most urgent first."""
        return list(Task).index(self)

    @strict
    def label(self, lang: str) -> str:
        """
        Return the heading of its findings in a language.

        >>> [task.label("vi") for task in Task]
        ['Phải sửa', 'Cần xem lại', 'Thể thức văn bản']
        """
        return _LABELS[self].text({}, lang)


_LABELS: Mapping[Task, Sentence] = {
    Task.CORRECT: Sentence("To correct"),
    Task.LOOK: Sentence("To look at"),
    Task.FORM: Sentence("Form of the document"),
}
#: The findings of each task in number.
_NUMBERED: Mapping[Task, Sentence] = {
    Task.CORRECT: Sentence("{number:error|errors} to correct"),
    Task.LOOK: Sentence("{number:place|places} to look at"),
    Task.FORM: Sentence("{number:remark|remarks} on form"),
}


@strict
def numbered(numbers: Mapping[Task, int], lang: str) -> Iterator[tuple[Task, str]]:
    """Yield each task that has findings, with how many it has in words."""
    for task, sentence in _NUMBERED.items():
        number = numbers.get(task, 0)
        if number:
            yield task, sentence.text({"number": number}, lang)

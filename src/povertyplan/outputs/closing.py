"""The last line about a file, and about several: what was found in all, and what to do next."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Literal, TypeAlias

from attrs import evolve, field, frozen

from povertyplan.findings import Severity, Task
from povertyplan.findings.kinds import numbered
from povertyplan.findings.report import HOLDS, NOTHING_COMPARED
from povertyplan.messages import Sentence
from povertyplan.outputs.layout import GREEN, RED, STYLES, Passage, Words
from povertyplan.outputs.outcome import Checked, Unread

#: The option that writes a copy of the file.
Copy: TypeAlias = Literal["--fix", "--annotate"]

_FILES = Sentence("{number} files:")
_CAUSES = Sentence("{errors} ({number:cause|causes})")
_STRICT = Sentence("not passed, as --strict takes warnings for errors")
_UNCOMPARED = Sentence("{number:file|files} without figures that could be compared")
UNREAD = Sentence("{number:file|files} could not be read")
_MORE = Sentence("More: povertyplan explain {code}")
_COPIES: Mapping[Copy, Sentence] = MappingProxyType(
    {
        "--fix": Sentence("for a repaired copy add --fix OUT"),
        "--annotate": Sentence("for a copy with comments add --annotate OUT"),
    }
)


@frozen
class Totals:
    """The totals of some files, and the code of a finding to look at first."""

    files: int = 0
    tasks: Counter[Task] = field(factory=Counter[Task])  #: how many findings each has
    causes: int = 0  #: of the errors
    unread: int = 0  #: files that could not be read
    uncompared: int = 0  #: files of which no figures could be compared
    code: str = ""
    warnings: int = 0

    @classmethod
    def of(cls, outcome: Checked | Unread) -> "Totals":
        """Return the totals of one file."""
        if isinstance(outcome, Unread):
            return cls(1, unread=1)
        groups = outcome.groups
        causes = sum(group.leading.task is Task.CORRECT for group in groups)
        code = groups[0].leading.code if groups else ""
        report = outcome.report
        uncompared = int(not report.compared)
        warnings = report.numbers.get(Severity.WARNING, 0)
        return cls(1, Counter(report.tasks), causes, 0, uncompared, code, warnings)

    @classmethod
    def of_file(cls, documents: Sequence[Checked]) -> "Totals":
        """Return the totals of one file: of the plan, or of the tables that it holds."""
        totals = sum(map(cls.of, documents), cls())
        return evolve(totals, files=1, uncompared=min(totals.uncompared, 1))

    def __add__(self, other: "Totals") -> "Totals":
        """Return the totals of the files of both; the first with errors has the code."""
        first, second = sorted((self, other), key=lambda totals: not totals.causes)
        return Totals(
            self.files + other.files,
            self.tasks + other.tasks,
            self.causes + other.causes,
            self.unread + other.unread,
            self.uncompared + other.uncompared,
            first.code or second.code,
            self.warnings + other.warnings,
        )

    def fails(self, *, strict: bool) -> bool:
        """Whether there are errors, or with *strict* warnings."""
        return bool(self.tasks[Task.CORRECT] or (strict and self.warnings))


#: What a copy comes to that could not be written.
NO_COPY = Totals(1, unread=1)


def closing(
    totals: Totals,
    lang: str,
    *,
    strict: bool = False,
    more: bool = False,
    copy: Copy | None = None,
) -> Passage:
    """
    Return the last line: what was found, and with *more* what to do next.

    *strict* is whether warnings fail too, and *copy* the option for the copy that helps most.
    """
    found = [*_found(totals, lang, strict=strict)]
    separated = [Words(f"{words.text},", words.style) for words in found[:-1]]
    parts = [*separated, found[-1]]
    if totals.files > 1:
        parts.insert(0, Words(_FILES.text({"number": totals.files}, lang)))
    if more and totals.code:
        parts[-1] = Words(f"{parts[-1].text}.", parts[-1].style)
        parts += _next_steps(totals, lang, copy)
    return Passage(tuple(parts))


def _found(totals: Totals, lang: str, *, strict: bool) -> Iterator[Words]:
    """Yield what was found, the worst first."""
    fails = totals.fails(strict=strict)
    if not fails and not totals.unread and not totals.uncompared:
        yield Words(HOLDS.text({}, lang), GREEN)
    if fails and not totals.causes:
        yield Words(_STRICT.text({}, lang), RED)
    for task, text in numbered(totals.tasks, lang):
        yield Words(_with_causes(text, totals, task, lang), STYLES[task])
    if totals.uncompared and totals.files == 1:
        yield Words(NOTHING_COMPARED.text({}, lang), RED)
    elif totals.uncompared:
        yield Words(_UNCOMPARED.text({"number": totals.uncompared}, lang), RED)
    if totals.unread:
        yield Words(UNREAD.text({"number": totals.unread}, lang), RED)


def _with_causes(text: str, totals: Totals, task: Task, lang: str) -> str:
    """Add to the number of errors how many causes they have, if that is fewer."""
    if task is not Task.CORRECT or totals.causes == totals.tasks[task]:
        return text
    return _CAUSES.text({"errors": text, "number": totals.causes}, lang)


def _next_steps(totals: Totals, lang: str, copy: Copy | None) -> Iterator[Words]:
    """Yield what to do next; a command is not parted, so that it can be copied."""
    more = _MORE.text({"code": totals.code}, lang)
    if copy is None:
        yield Words(more, whole=True)
    else:
        yield Words(f"{more};", whole=True)
        yield Words(_COPIES[copy].text({}, lang), whole=True)

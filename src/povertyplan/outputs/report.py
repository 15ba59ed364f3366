"""What was found in a file, in lines for people."""

from collections.abc import Iterator, Sequence
from itertools import chain
from pathlib import Path

from povertyplan.diagnosis import Contradiction
from povertyplan.diagnosis.sentences import NOT_ALL_SEARCHED
from povertyplan.errors import harmless
from povertyplan.messages import Sentence
from povertyplan.outputs.explanations import explanations
from povertyplan.outputs.layout import BOLD, DIM, STYLES, Passage, Screen, Words
from povertyplan.outputs.outcome import Checked
from povertyplan.outputs.taken_for import taken_for
from povertyplan.reading import Source

_ASSUMED = Sentence("assumed:")
_ONE_SKIPPED = Sentence("1 thing could not be checked: {reason}")
_SKIPPED = Sentence("{number} things could not be checked; add --verbose to see why")
_SKIPPED_BELOW = Sentence("{number} things could not be checked:")
_TEXT_BESIDE = Sentence("no target is stated in words; if the text of the plan is in another file:")
_WITH_ANNEX = Sentence("povertyplan check TEXT --annex")
_READ_AS = Sentence("read as: {form}")
_AGAINST = Sentence("against: {file}, read as: {form}")
#: How far stand in what a file was taken for, and the reasons of checks that could not run.
_BELOW = 4


def as_text(
    checked: Checked, end: Passage, lang: str, screen: Screen, *, verbose: bool = False
) -> Iterator[str]:
    """
    Yield the lines about a file: its name, the findings by their cause, and the line *end*.

    Errors come first, then what to look at, then the form, each in the order of the document
    and under a heading where there are several.  Below a finding stand its explanations, and the
    findings that have the same cause.  With *verbose* every check that could not run has its
    reason.  A file of which there is nothing to tell has one line, besides what a table of the
    year was taken for.
    """
    taken = [*_taken_for(checked, lang)]
    blocks = [*_findings(checked, lang)]
    remarks = [*_notices(checked, lang), *_remarks(checked, lang, verbose=verbose)]
    if remarks:
        blocks.append(remarks)
    if not blocks:
        name = Words(f"{checked.file}:", BOLD, _link(Source(checked.file)), whole=True)
        yield from chain.from_iterable(map(screen.lines, (Passage((name, *end.parts)), *taken)))
        return
    yield from chain.from_iterable(map(screen.lines, (_heading(checked), *taken)))
    for block in (*blocks, [end]):
        yield ""
        yield from chain.from_iterable(map(screen.lines, block))


def as_lines(checked: Checked, lang: str) -> Iterator[str]:
    """
    Yield the findings of a file, in the order of its text, a line each that editors make links of.

    A finding without a place stands at its file.
    """
    for finding in checked.findings:
        where = harmless(checked.source(finding).text(lang))
        severity = finding.severity.label(lang)
        yield f"{where}: {finding.code} {severity}: {finding.text(lang)}"


def _heading(checked: Checked) -> Passage:
    name = Words(checked.file, BOLD, _link(Source(checked.file)), whole=True)
    return Passage((name,))


def _taken_for(checked: Checked, lang: str) -> Iterator[Passage]:
    """Yield how a table of the year was understood, and a plan that is checked against another."""
    other = checked.against
    if checked.table is not None or other is not None:
        read_as = taken_for(checked.reading, lang)
        yield Passage.of(_READ_AS.text({"form": read_as}, lang), _BELOW, DIM)
    if other is not None:
        values = {"file": other.file, "form": taken_for(other.reading, lang)}
        yield Passage.of(_AGAINST.text(values, lang), _BELOW, DIM)


def _findings(checked: Checked, lang: str) -> Iterator[list[Passage]]:
    """Yield the findings in blocks, with a heading above each task if there are several."""
    tasks = dict.fromkeys(group.leading.task for group in checked.groups)
    for task in tasks:
        groups = [group for group in checked.groups if group.leading.task is task]
        if len(tasks) > 1:
            yield [Passage.of(task.label(lang), style=STYLES[task])]
        yield from _blocks(checked, groups, lang)


def _blocks(
    checked: Checked, groups: Sequence[Contradiction], lang: str
) -> Iterator[list[Passage]]:
    """Yield findings in blocks: one with explanations alone, others with their neighbours."""
    alone: list[Passage] = []
    for group in groups:
        below = [*explanations(checked, group, lang)]
        finding = _finding(checked, group, lang)
        if not below:
            alone.append(finding)
            continue
        if alone:
            yield alone
            alone = []
        yield [finding, *below]
    if alone:
        yield alone


def _finding(checked: Checked, group: Contradiction, lang: str) -> Passage:
    finding = group.leading
    severity = f"{finding.code} {finding.severity.label(lang)}:"
    return Passage(
        (
            *_where(checked, checked.source(finding), lang),
            Words(severity, STYLES[finding.severity]),
            Words(finding.text(lang)),
        )
    )


def _where(checked: Checked, source: Source, lang: str) -> Iterator[Words]:
    """Yield the place of a source as a link to its file, or nothing for the file as a whole."""
    where = checked.where(source, lang)
    if where:
        yield Words(f"{where}:", link=_link(source), whole=True)


def _link(source: Source) -> str:
    """Return the address of a source, or an empty text for standard input and unknown files."""
    if not source.file or source.file.startswith("<"):
        return ""
    line = "" if source.line is None else f"#L{source.line},{source.column or 1}"
    return Path(source.file).absolute().as_uri() + line


def _notices(checked: Checked, lang: str) -> Iterator[Passage]:
    """Yield the assumptions and omissions of the reader, of the other document with its file."""
    told = [(notice.source, notice) for notice in checked.reading.notices]
    other = checked.against
    if other is not None:
        told += [(notice.source or Source(other.file), notice) for notice in other.reading.notices]
    for source, notice in told:
        where = () if source is None else _where(checked, source, lang)
        lead = Words(_ASSUMED.text({}, lang), DIM)
        yield Passage((*where, lead, Words(notice.text(lang))))


def _remarks(checked: Checked, lang: str, *, verbose: bool) -> Iterator[Passage]:
    """Yield the checks that could not run, unexplained findings, and where the text may be."""
    yield from _skipped(checked, lang, verbose=verbose)
    if not checked.diagnoses.complete:
        yield Passage.of(NOT_ALL_SEARCHED.text({}, lang))
    if checked.lacks_text:
        command = Words(_WITH_ANNEX.text({}, lang), whole=True)
        file = Words(checked.file, whole=True)
        yield Passage((Words(_TEXT_BESIDE.text({}, lang)), command, file))


def _skipped(checked: Checked, lang: str, *, verbose: bool) -> Iterator[Passage]:
    """
    Yield one line that counts what could not be checked.

    What has one reason is counted once, whatever columns and checks it is about.  Each reason is
    told where it was asked for, and where no figures could be compared at all.
    """
    reasons = checked.report.reasons(lang)
    number = len(reasons)
    if number == 1:
        yield Passage.of(_ONE_SKIPPED.text({"reason": reasons[0].text}, lang))
    elif number and not verbose and checked.report.compared:
        yield Passage.of(_SKIPPED.text({"number": number}, lang))
    elif number:
        yield Passage.of(_SKIPPED_BELOW.text({"number": number}, lang))
        for reason in reasons:
            yield Passage.of(f"{', '.join(reason.codes)}: {reason.text}", _BELOW)

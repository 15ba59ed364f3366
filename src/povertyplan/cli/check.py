"""``povertyplan check``: files and folders checked, and what was found printed."""

import argparse
import sys
from collections.abc import Iterator, Sequence
from functools import partial

from povertyplan.checks import CHECKS, check
from povertyplan.checks.selection import patterns
from povertyplan.cli.combinations import refuse_combinations
from povertyplan.cli.opening import files_of, read_named, unread
from povertyplan.cli.options import version
from povertyplan.cli.status import ERRORS, OK, UNREAD
from povertyplan.diagnosis import Diagnoses, diagnose
from povertyplan.diagnosis.applied import repair
from povertyplan.documents.formats.endings import is_text
from povertyplan.errors import harmless
from povertyplan.findings import Severity
from povertyplan.messages import ReadError, translated
from povertyplan.outputs.closing import Totals, closing
from povertyplan.outputs.layout import Screen
from povertyplan.outputs.outcome import Checked, Unread
from povertyplan.outputs.report import as_text
from povertyplan.outputs.text import as_summary

# Only what most runs need is imported here: JSON, SARIF, repairs and the version bring in modules
# that take longer to load than a plan takes to check.


def run(options: argparse.Namespace) -> int:
    """Check files and folders, print what was found, and write the repaired copy if asked."""
    patterns([*(options.select or ()), *(options.ignore or ())], CHECKS)  # refuses unknown codes
    files = files_of(options.files)
    refuse_combinations(options, files)
    outcomes = [_outcome(file, options) for file in _with_progress(files)]
    for line in _lines(outcomes, options):
        print(line)
    for outcome in outcomes:
        if isinstance(outcome, Unread):
            print(harmless(outcome.error), file=sys.stderr)
    if options.fix is not None:
        from povertyplan.cli.fix import fixed

        outcomes = [fixed(outcome, options) for outcome in outcomes]
    if not outcomes:
        folders = ", ".join(options.files)
        nothing = translated("no document that a plan may be read from", options.lang)
        print(harmless(f"{folders}: {nothing}"), file=sys.stderr)
    statuses = (_status(outcome, strict=options.strict) for outcome in outcomes)
    return max(statuses, default=UNREAD)


def _with_progress(files: Sequence[str]) -> Iterator[str]:
    """Yield each file; on a terminal, show which of many is being read."""
    erase = "\r\x1b[K"
    shown = sys.stderr.isatty() and len(files) > 1
    for number, file in enumerate(files, 1):
        if shown:
            progress = f"{erase}{number}/{len(files)} {harmless(file)}"
            print(progress, end="", file=sys.stderr, flush=True)
        yield file
    if shown:
        print(erase, end="", file=sys.stderr, flush=True)


def _outcome(file: str, options: argparse.Namespace) -> Checked | Unread:
    """Read and check one file, and explain what was found unless only a summary is wanted."""
    try:
        reading = read_named(file, options.annex)
    except (ReadError, OSError) as error:
        return unread(error, file, options.lang)
    report = check(reading, select=options.select, ignore=options.ignore)
    diagnoses = Diagnoses() if options.summary else diagnose(reading, report)
    text = ""
    if options.format == "sarif" and options.annex is None:
        from povertyplan.cli.fix import text_to_repair

        text = text_to_repair(file)
    return Checked(file, reading, report, diagnoses, text)


def _lines(outcomes: Sequence[Checked | Unread], options: argparse.Namespace) -> Iterator[str]:
    """Yield the lines of the output, in the format that was asked for."""
    if options.format == "json":
        from povertyplan.outputs.json import as_json

        yield as_json(outcomes, options.lang)
    elif options.format == "sarif":
        from povertyplan.outputs.sarif import as_sarif

        yield as_sarif(outcomes, options.lang, version())
    elif options.summary:
        yield from as_summary(outcomes, options.lang)
    else:
        yield from _text(outcomes, options)


def _text(outcomes: Sequence[Checked | Unread], options: argparse.Namespace) -> Iterator[str]:
    """Yield what was found in each file, and below several files what they come to."""
    screen, lang = Screen.of(sys.stdout), options.lang
    say = partial(closing, lang=lang, strict=options.strict)
    is_only = len(outcomes) == 1
    for outcome in outcomes:
        if isinstance(outcome, Checked):
            is_plain = is_only and options.fix is None
            fix = is_plain and _is_repairable(outcome, options.annex)
            end = say(Totals.of(outcome), more=is_only, fix=fix)
            yield from as_text(outcome, end, lang, screen, verbose=options.verbose)
            if not is_only:
                yield ""
    if len(outcomes) > 1:
        total = sum(map(Totals.of, outcomes), Totals())
        yield from screen.lines(say(total, more=True))


def _is_repairable(checked: Checked, annex: str | None) -> bool:
    """Whether a repair is certain, and can be written into a copy of the file."""
    may_be_certain = any(diagnosis.unique for diagnosis in checked.diagnoses)
    if not may_be_certain or annex is not None or not is_text(checked.file):
        return False
    return bool(repair(checked.reading, checked.report, checked.diagnoses).applied)


def _status(outcome: Checked | Unread, *, strict: bool) -> int:
    if isinstance(outcome, Unread):
        return UNREAD
    fatal = {Severity.ERROR, Severity.WARNING} if strict else {Severity.ERROR}
    failed = any(finding.severity in fatal for finding in outcome.report.findings)
    return ERRORS if failed else OK

"""The command line: ``povertyplan check``, ``explain`` and ``show``."""

import argparse
import locale
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from importlib.metadata import version
from io import TextIOWrapper

from povertyplan.checks import CHECKS, RETIRED, Check, check
from povertyplan.checks.pages import page
from povertyplan.checks.selection import patterns
from povertyplan.diagnosis import Diagnoses, diagnose
from povertyplan.diagnosis.applied import repair
from povertyplan.documents import limits, read, read_bytes
from povertyplan.documents.folder import documents
from povertyplan.documents.write.copy import is_text, text_of, write_repaired
from povertyplan.errors import harmless
from povertyplan.findings import Severity
from povertyplan.messages import LANGUAGES, ReadError
from povertyplan.outputs import table
from povertyplan.outputs.json import as_json
from povertyplan.outputs.outcome import Checked, Unread
from povertyplan.outputs.sarif import as_sarif
from povertyplan.outputs.text import as_summary, as_text, repair_as_text
from povertyplan.reading import Reading

STANDARD_INPUT = "-"
OK, ERRORS, UNREAD = 0, 1, 2


def main(arguments: Sequence[str] | None = None) -> int:
    """
    Run one command and return its exit status.

    0: no error found (with ``--strict``: no warning either); 1: some were
    found; 2: a file could not be read, or the usage was wrong.
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    parser = _parser()
    options = parser.parse_args(arguments)
    run: Callable[[argparse.Namespace], int] = options.run
    try:
        return run(options)
    except ValueError as error:
        parser.error(str(error))
    except BrokenPipeError:
        # The reader of our output went away; what is left must not be flushed into it.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return OK


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="povertyplan",
        description="Check the figures of poverty-reduction plans of Vietnamese communes.",
    )
    parser.add_argument("--version", action="version", version=version("povertyplan"))
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    for name, run, summary in (
        ("check", _check, "find the contradictions in plans"),
        ("explain", _explain, "print the page of a check"),
        ("show", _show, "print a plan, each rate beside the computed one"),
    ):
        command = commands.add_parser(name, help=summary, description=summary)
        command.set_defaults(run=run)
        command.add_argument(
            "--lang",
            choices=LANGUAGES,
            default=_language(),
            help="of messages; the system's unless given",
        )
        if name == "explain":
            command.add_argument("code", metavar="CODE", help="such as PP201")
        elif name == "show":
            command.add_argument("file", metavar="FILE", help="a plan, or - for standard input")
        else:
            _add_check_options(command)
    return parser


def _add_check_options(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "files", metavar="FILE", nargs="+", help="plans, folders of them; - is standard input"
    )
    command.add_argument("--format", choices=("text", "json", "sarif"), default="text")
    command.add_argument(
        "--select", metavar="CODES", type=_words, help="only these codes or beginnings of codes"
    )
    command.add_argument(
        "--ignore",
        metavar="CODES",
        type=_words,
        help="not these; CODE@ROW accepts one finding, as PP307@8 or PP201@total",
    )
    command.add_argument(
        "--summary", action="store_true", help="only what all plans together come to"
    )
    command.add_argument("--strict", action="store_true", help="fail on warnings too")
    command.add_argument(
        "--fix", metavar="OUT", help="write a copy of the one FILE with what is certain repaired"
    )


def _words(text: str) -> list[str]:
    return [word.strip() for word in text.split(",") if word.strip()]


def _language() -> str:
    """Return the language of the system where the library speaks it, else English."""
    named = (os.environ.get(name) for name in ("LC_ALL", "LC_MESSAGES", "LANG"))
    system = next(filter(None, named), None) or locale.getlocale()[0] or ""
    return "vi" if system.lower().startswith("vi") else "en"


def _read(file: str) -> Reading:
    if file == STANDARD_INPUT:
        return read_bytes(sys.stdin.buffer.read(limits.MOST_BYTES + 1), file="<stdin>")
    return read(file)


def _check(options: argparse.Namespace) -> int:
    patterns([*(options.select or ()), *(options.ignore or ())], CHECKS)
    files = [one for given in options.files for one in _files(given)]
    if options.summary and (options.fix is not None or options.format != "text"):
        raise ValueError("--summary is text and repairs nothing: give no --format and no --fix")
    if options.fix is not None and (len(files) != 1 or STANDARD_INPUT in files):
        raise ValueError("--fix repairs one file: give one, and no standard input")
    outcomes = [_outcome(file, options) for file in _with_progress(files)]
    for line in _lines(outcomes, options):
        print(line)
    for outcome in outcomes:
        if isinstance(outcome, Unread):
            print(harmless(outcome.error), file=sys.stderr)
    if options.fix is not None:
        outcomes = [_fixed(outcome, options) for outcome in outcomes]
    if not outcomes:
        print(
            harmless(f"{', '.join(options.files)}: no document that a plan may be read from"),
            file=sys.stderr,
        )
    statuses = (_status(outcome, strict=options.strict) for outcome in outcomes)
    return max(statuses, default=UNREAD)


def _lines(outcomes: Sequence[Checked | Unread], options: argparse.Namespace) -> Iterator[str]:
    """Yield what is printed of the files that were read."""
    if options.format == "json":
        yield as_json(outcomes, options.lang)
    elif options.format == "sarif":
        yield as_sarif(outcomes, options.lang, version("povertyplan"))
    elif options.summary:
        yield from as_summary(outcomes, options.lang)
    else:
        for outcome in outcomes:
            if isinstance(outcome, Checked):
                yield from as_text(outcome, options.lang, colour=_in_colour())


def _files(given: str) -> list[str]:
    """Return a file as it was given, and what documents a folder holds."""
    return documents(given) if os.path.isdir(given) else [given]  # noqa: PTH112  # as where documents are read


def _with_progress(files: Sequence[str]) -> Iterator[str]:
    """Show on a terminal which of many files is being read."""
    shown = sys.stderr.isatty() and len(files) > 1
    for at, file in enumerate(files, 1):
        if shown:
            print(
                f"\r\x1b[K{at}/{len(files)} {harmless(file)}", end="", file=sys.stderr, flush=True
            )
        yield file
    if shown:
        print("\r\x1b[K", end="", file=sys.stderr, flush=True)


def _fixed(outcome: Checked | Unread, options: argparse.Namespace) -> Checked | Unread:
    """Write the repaired copy, say what was done and left, and return what a check finds of it."""
    if isinstance(outcome, Unread):
        return outcome
    repaired = repair(outcome.reading, outcome.report, outcome.diagnoses)
    try:
        write_repaired(outcome.file, options.fix, repaired.reading, repaired.edits)
    except (ReadError, OSError) as error:
        print(harmless(f"{options.fix}: {error}"), file=sys.stderr)
        return Unread(outcome.file, str(error))
    stream = sys.stdout if options.format == "text" else sys.stderr
    for line in repair_as_text(repaired, options.fix, options.lang):
        print(line, file=stream)
    return Checked(options.fix, repaired.reading, repaired.report)


def _outcome(file: str, options: argparse.Namespace) -> Checked | Unread:
    try:
        reading = _read(file)
    except (ReadError, OSError) as error:
        return Unread(file, _unread(error, file, options.lang))
    report = check(reading, select=options.select, ignore=options.ignore)
    shown = options.format == "sarif" and file != STANDARD_INPUT
    text = ""
    if shown and is_text(file):
        with suppress(ReadError):  # an encoding of before Unicode, which no repair is written in
            text = text_of(file)[0]
    diagnoses = Diagnoses() if options.summary else diagnose(reading, report)
    return Checked(file, reading, report, diagnoses, text)


def _status(outcome: Checked | Unread, *, strict: bool) -> int:
    if isinstance(outcome, Unread):
        return UNREAD
    fatal = {Severity.ERROR, Severity.WARNING} if strict else {Severity.ERROR}
    found = any(finding.severity in fatal for finding in outcome.report.findings)
    return ERRORS if found else OK


def _in_colour() -> bool:
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR")


def _explain(options: argparse.Namespace) -> int:
    code = options.code.upper()
    if code in RETIRED:
        print(f"{code} was retired: {RETIRED[code]}")
        return OK
    print(page(_named(code)), end="")
    return OK


def _named(code: str) -> Check:
    patterns([code], CHECKS)
    return next(one for one in CHECKS if one.code.startswith(code))


def _show(options: argparse.Namespace) -> int:
    outcome = _shown(options)
    if isinstance(outcome, str):
        print(harmless(outcome), file=sys.stderr)
        return UNREAD
    for line in outcome:
        print(line)
    return OK


def _shown(options: argparse.Namespace) -> str | Iterator[str]:
    try:
        return table.lines(_read(options.file), options.lang)
    except (ReadError, OSError) as error:
        return _unread(error, options.file, options.lang)


def _unread(error: ReadError | OSError, file: str, lang: str) -> str:
    """Say why a file was not read."""
    if isinstance(error, ReadError):
        return error.text(lang)
    return f"{file}: {error.strerror or error}"

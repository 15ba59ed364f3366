"""The command line: ``povertyplan check``, ``explain`` and ``show``."""

import argparse
import locale
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from functools import partial
from io import TextIOWrapper
from pathlib import Path
from typing import NoReturn

from povertyplan.checks import CHECKS, RETIRED, check
from povertyplan.checks.selection import patterns
from povertyplan.diagnosis import Diagnoses, diagnose
from povertyplan.diagnosis.applied import repair
from povertyplan.documents import limits
from povertyplan.documents.files import OpenedFile, opened, reading_of
from povertyplan.errors import harmless
from povertyplan.findings import Severity
from povertyplan.messages import LANGUAGES, ReadError, translated
from povertyplan.outputs.outcome import Checked, Unread
from povertyplan.outputs.text import as_summary, as_text, repair_as_text
from povertyplan.reading import Reading, Review

# Only what most runs need is imported here: JSON, SARIF, repairs and the version bring in modules
# that take longer to load than a plan takes to check.

STANDARD_INPUT = "-"
OK, ERRORS, UNREAD = 0, 1, 2


def main(arguments: Sequence[str] | None = None) -> int:
    """
    Run one command and return its exit status.

    0: no errors (with ``--strict``: no warnings either); 1: errors were found;
    2: a file could not be read, or the usage was wrong.
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
        # The program that read our output is gone; what is left must not be flushed into the pipe.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return OK


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="povertyplan",
        description="Check the figures of poverty-reduction plans of Vietnamese communes.",
    )
    parser.add_argument(
        "--version",
        action=_PrintVersion,
        nargs=0,
        default=argparse.SUPPRESS,
        help="show program's version number and exit",
    )
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    for name, run, add_options, summary in (
        ("check", _check, _add_check_options, "find the contradictions in plans"),
        ("explain", _explain, _add_explain_options, "print the page of a check"),
        ("show", _show, _add_show_options, "print a plan, each rate beside the computed one"),
    ):
        command = commands.add_parser(name, help=summary, description=summary)
        command.set_defaults(run=run)
        command.add_argument(
            "--lang",
            choices=LANGUAGES,
            default=_system_language(),
            help="of messages; the system's unless given",
        )
        add_options(command)
    return parser


class _PrintVersion(argparse.Action):
    """argparse's own action would look the version up on every run."""

    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> NoReturn:
        """Print the version of the library and end the program."""
        print(_version())
        parser.exit()


def _version() -> str:
    from importlib.metadata import version

    return version("povertyplan")


def _add_check_options(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "files", metavar="FILE", nargs="+", help="plans, folders of them; - is standard input"
    )
    command.add_argument(
        "--annex", metavar="FILE", help="the annex of the one plan, if it is in a file of its own"
    )
    command.add_argument("--format", choices=("text", "json", "sarif"), default="text")
    command.add_argument(
        "--select", metavar="CODES", type=_codes, help="only these codes or beginnings of codes"
    )
    command.add_argument(
        "--ignore",
        metavar="CODES",
        type=_codes,
        help="not these; CODE@ROW accepts one finding, as PP307@8 or PP201@total",
    )
    command.add_argument(
        "--summary", action="store_true", help="only what all plans together come to"
    )
    command.add_argument("--strict", action="store_true", help="fail on warnings too")
    command.add_argument(
        "--fix", metavar="OUT", help="write a copy of the one FILE with what is certain repaired"
    )


def _add_explain_options(command: argparse.ArgumentParser) -> None:
    command.add_argument("code", metavar="CODE", help="such as PP201")


def _add_show_options(command: argparse.ArgumentParser) -> None:
    command.add_argument("file", metavar="FILE", help="a plan, or - for standard input")


def _codes(text: str) -> list[str]:
    """Split an argument at its commas."""
    words = (word.strip() for word in text.split(","))
    return [word for word in words if word]


def _system_language() -> str:
    """Return Vietnamese if the system is set to it, else English."""
    named = (os.environ.get(name) for name in ("LC_ALL", "LC_MESSAGES", "LANG"))
    system = next(filter(None, named), None) or locale.getlocale()[0] or ""
    return "vi" if system.lower().startswith("vi") else "en"


# check


def _check(options: argparse.Namespace) -> int:
    """Check files and folders, print what was found, and write the repaired copy if asked."""
    patterns([*(options.select or ()), *(options.ignore or ())], CHECKS)  # refuses unknown codes
    files = _files(options.files)
    _refuse_combinations(options, files)
    outcomes = [_outcome(file, options) for file in _with_progress(files)]
    for line in _lines(outcomes, options):
        print(line)
    for outcome in outcomes:
        if isinstance(outcome, Unread):
            print(harmless(outcome.error), file=sys.stderr)
    if options.fix is not None:
        outcomes = [_fixed(outcome, options) for outcome in outcomes]
    if not outcomes:
        folders = ", ".join(options.files)
        nothing = translated("no document that a plan may be read from", options.lang)
        print(harmless(f"{folders}: {nothing}"), file=sys.stderr)
    statuses = (_status(outcome, strict=options.strict) for outcome in outcomes)
    return max(statuses, default=UNREAD)


def _files(arguments: Sequence[str]) -> list[str]:
    """Return the files that were named, and the documents of the folders that were named."""
    files: list[str] = []
    for argument in arguments:
        if os.path.isdir(argument):  # noqa: PTH112  # as where documents are read
            from povertyplan.documents.folder import documents

            files += documents(argument)
        else:
            files.append(argument)
    return files


def _refuse_combinations(options: argparse.Namespace, files: Sequence[str]) -> None:
    say = partial(translated, lang=options.lang)
    if options.summary and (options.fix is not None or options.format != "text"):
        raise ValueError(
            say("--summary is text and repairs nothing: give no --format and no --fix")
        )
    if options.annex is not None:
        _refuse_combinations_of_annex(options, files)
    if options.fix is not None and (len(files) != 1 or STANDARD_INPUT in files):
        raise ValueError(say("--fix repairs one file: give one, and no standard input"))


def _refuse_combinations_of_annex(options: argparse.Namespace, files: Sequence[str]) -> None:
    say = partial(translated, lang=options.lang)
    if len(files) != 1:
        raise ValueError(say("--annex belongs to one plan: give one FILE, the text of the plan"))
    if files == [STANDARD_INPUT] == [options.annex]:
        raise ValueError(say("standard input is one file: name the text or the annex"))
    if Path(options.annex).is_dir():
        raise ValueError(say("--annex is one file, not a folder"))
    if options.fix is not None and not options.fix.lower().endswith(".json"):
        raise ValueError(
            say("the text and the annex are two files: --fix writes them to one .json only")
        )


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
        reading = _read(file, options.annex)
    except (ReadError, OSError) as error:
        return Unread(file, _refusal(error, file, options.lang))
    report = check(reading, select=options.select, ignore=options.ignore)
    diagnoses = Diagnoses() if options.summary else diagnose(reading, report)
    is_repair_shown = options.format == "sarif" and options.annex is None
    text = _text_to_repair(file) if is_repair_shown else ""
    return Checked(file, reading, report, diagnoses, text)


def _read(file: str, annex: str | None = None) -> Reading:
    """Read a plan, or the result of a review as a plan of its one year."""
    read_as = reading_of(_opened(file), None if annex is None else _opened(annex))
    return read_as.reading if isinstance(read_as, Review) else read_as


def _opened(file: str) -> OpenedFile:
    if file == STANDARD_INPUT:
        return OpenedFile("<stdin>", sys.stdin.buffer.read(limits.MOST_PACKED + 1))
    return opened(file)


def _refusal(error: ReadError | OSError, file: str, lang: str) -> str:
    """Say why a file was not read."""
    if isinstance(error, ReadError):
        return error.text(lang)
    return f"{error.filename or file}: {_reason(error, lang)}"


def _reason(error: OSError, lang: str) -> str:
    """Say why a file could not be opened, in words of its own instead of the system's."""
    say = partial(translated, lang=lang)
    match error:
        case FileNotFoundError() if "*" in str(error.filename):
            return say("No such file. Give the folder instead of a pattern with *.")
        case FileNotFoundError():
            return say("No such file. Check its name and its folder.")
        case PermissionError():
            return say("The file may not be opened. Close it in Word or Excel, or ask for access.")
        case IsADirectoryError():
            return say("This is a folder. Name a file in it.")
        case _:
            return say("The file could not be opened. Copy it to this computer and try again.")


def _text_to_repair(file: str) -> str:
    """Return the text of a file in which figures can be replaced, else nothing."""
    from povertyplan.documents.write.copy import is_text, text_of

    if file != STANDARD_INPUT and is_text(file):
        with suppress(ReadError):  # an encoding older than Unicode, which no repair is written in
            return text_of(file)[0]
    return ""


def _lines(outcomes: Sequence[Checked | Unread], options: argparse.Namespace) -> Iterator[str]:
    """Yield the lines of the output, in the format that was asked for."""
    if options.format == "json":
        from povertyplan.outputs.json import as_json

        yield as_json(outcomes, options.lang)
    elif options.format == "sarif":
        from povertyplan.outputs.sarif import as_sarif

        yield as_sarif(outcomes, options.lang, _version())
    elif options.summary:
        yield from as_summary(outcomes, options.lang)
    else:
        colour = sys.stdout.isatty() and not os.environ.get("NO_COLOR")
        for outcome in outcomes:
            if isinstance(outcome, Checked):
                yield from as_text(outcome, options.lang, colour=colour)


def _fixed(outcome: Checked | Unread, options: argparse.Namespace) -> Checked | Unread:
    """Write the repaired copy, print what was done and left, and return the check of the copy."""
    from povertyplan.documents.write.copy import write_repaired

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


def _status(outcome: Checked | Unread, *, strict: bool) -> int:
    if isinstance(outcome, Unread):
        return UNREAD
    fatal = {Severity.ERROR, Severity.WARNING} if strict else {Severity.ERROR}
    failed = any(finding.severity in fatal for finding in outcome.report.findings)
    return ERRORS if failed else OK


# explain and show


def _explain(options: argparse.Namespace) -> int:
    """Print the page of the first check whose code begins as asked."""
    from povertyplan.checks.pages import page

    code = options.code.upper()
    if code in RETIRED:
        print(f"{code} was retired: {RETIRED[code]}")
        return OK
    patterns([code], CHECKS)  # refuses unknown codes
    explained = next(known for known in CHECKS if known.code.startswith(code))
    print(page(explained), end="")
    return OK


def _show(options: argparse.Namespace) -> int:
    """Print a plan as a table."""
    from povertyplan.outputs import table

    try:
        reading = _read(options.file)
    except (ReadError, OSError) as error:
        print(harmless(_refusal(error, options.file, options.lang)), file=sys.stderr)
        return UNREAD
    for line in table.lines(reading, options.lang):
        print(line)
    return OK

"""Options of ``check`` that do not go together."""

import argparse
from collections.abc import Sequence
from functools import partial

from povertyplan.cli.opening import STANDARD_INPUT
from povertyplan.cli.usage import UsageError
from povertyplan.documents.files import is_folder
from povertyplan.messages import translated


def refuse_combinations(options: argparse.Namespace, files: Sequence[str]) -> None:
    """Raise `UsageError` for options that contradict each other, in the reader's language."""
    say = partial(translated, lang=options.lang)
    if options.summary and (options.fix is not None or options.format in {"lines", "sarif"}):
        raise UsageError(
            say(
                "--summary is text, json or csv, and repairs nothing: give no other format and no"
                " --fix"
            )
        )
    if options.expected is not None and not options.summary and options.page is None:
        raise UsageError(say("--expected belongs to --summary or --page: add one of them"))
    if options.page is not None and options.summary:
        raise UsageError(say("--page shows each plan: leave out --summary or --page"))
    if options.format == "csv" and not options.summary:
        raise UsageError(say("--format csv belongs to --summary: add --summary"))
    if options.plain and options.fix is None:
        raise UsageError(say("--plain belongs to --fix: add --fix OUT"))
    if options.against is not None and options.summary:
        raise UsageError(say("--summary adds up plans: leave out --summary or --against"))
    if options.annex is not None:
        _refuse_combinations_of_annex(options, files)
    if options.fix is not None and (len(files) != 1 or STANDARD_INPUT in files):
        raise UsageError(say("--fix repairs one file: give one, and no standard input"))
    if options.annotate is not None:
        _refuse_combinations_of_annotate(options, files)


def _refuse_combinations_of_annotate(options: argparse.Namespace, files: Sequence[str]) -> None:
    say = partial(translated, lang=options.lang)
    if len(files) != 1 or STANDARD_INPUT in {*files, options.annex}:
        raise UsageError(say("--annotate marks one file: give one, and no standard input"))
    if options.summary:
        raise UsageError(say("--summary marks nothing: leave out --summary or --annotate"))
    if options.fix is not None:
        raise UsageError(
            say(
                "--fix and --annotate write a copy each: repair first, then mark the repaired copy"
                " with povertyplan check COPY --annotate OUT"
            )
        )


def _refuse_combinations_of_annex(options: argparse.Namespace, files: Sequence[str]) -> None:
    say = partial(translated, lang=options.lang)
    if len(files) != 1:
        raise UsageError(say("--annex belongs to one plan: give one FILE, the text of the plan"))
    if files == [STANDARD_INPUT] == [options.annex]:
        raise UsageError(say("standard input is one file: name the text or the annex"))
    if is_folder(options.annex):
        raise UsageError(say("--annex is one file, not a folder"))
    if options.fix is not None and not options.fix.lower().endswith(".json"):
        raise UsageError(
            say("the text and the annex are two files: --fix writes them to one .json only")
        )

"""``povertyplan check``: files and folders checked, and what was found printed."""

import argparse
import sys
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from typing import TYPE_CHECKING, TextIO

from attrs import define, field

from povertyplan.checks import CHECKS
from povertyplan.checks.selection import patterns
from povertyplan.cli.combinations import refuse_combinations
from povertyplan.cli.expected import expected_units
from povertyplan.cli.opening import files_of
from povertyplan.cli.options import version
from povertyplan.cli.outcomes import Outcome, Told, told_of
from povertyplan.cli.status import ERRORS, OK, UNREAD
from povertyplan.errors import harmless
from povertyplan.messages import translated
from povertyplan.outputs.closing import Totals, closing
from povertyplan.outputs.digest import Digest
from povertyplan.outputs.layout import Passage, Screen
from povertyplan.outputs.outcome import Checked, Unread

if TYPE_CHECKING:
    from povertyplan.documents.folder import LeftOut

# Only what most runs need is imported here: JSON, SARIF, repairs, folders and the version bring in
# modules that take longer to load than a plan takes to check.


def run(options: argparse.Namespace) -> int:
    """Check files and folders, print what was found, and write the repaired copy if asked."""
    patterns([*(options.select or ()), *(options.ignore or ())], CHECKS)  # refuses unknown codes
    named = files_of(options.files, options.lang)
    refuse_combinations(options, named.names)
    if options.fix is not None:
        from povertyplan.cli.fix import is_refused

        if is_refused(named.names[0], options):
            return UNREAD
    expected = None if options.expected is None else expected_units(options.expected, options.lang)
    gathered = _Gathered()
    printed = gathered.printed(told_of(named, options))
    if options.format == "json" and not options.summary:
        from povertyplan.outputs.json import as_pieces

        printed = as_pieces(printed, options.lang)
    _print(printed, sys.stdout)
    outcomes, totals = gathered.outcomes, gathered.totals
    # Before the last line, which sums up.
    about_unread = _about_unread(outcomes, gathered.left_out, options)
    _print(_wrapped(about_unread), sys.stderr)
    is_complete = True
    if options.summary:
        from povertyplan.cli.summary import overview_of, summary_lines

        overview = overview_of(outcomes, expected)
        is_complete = overview.is_complete
        _print(summary_lines(overview, options), sys.stdout)
    else:
        _print(_lines_of_all(outcomes, totals, options), sys.stdout)
    if options.fix is not None:
        from povertyplan.cli.fix import fixed

        checked = [outcome for outcome in outcomes if isinstance(outcome, Checked)]
        for outcome in checked:
            totals = sum(map(Totals.of, fixed(outcome, options)), Totals())
    return _status(totals, strict=options.strict, complete=is_complete)


def _status(totals: Totals, *, strict: bool, complete: bool) -> int:
    """
    Return the exit status for what was found in some files.

    Errors, with *strict* warnings too, go before files that could not be read or compared, and
    before plans that are missing, where they are not *complete*.
    """
    if totals.fails(strict=strict):
        return ERRORS
    are_all_compared = totals.files and not totals.unread and not totals.uncompared
    return OK if are_all_compared and complete else UNREAD


@define
class _Gathered:
    """What the end of the output needs of all files."""

    outcomes: list[Outcome] = field(factory=list[Outcome])
    left_out: "list[LeftOut]" = field(factory=list["LeftOut"])
    totals: Totals = Totals()

    def printed(self, told_of_files: Iterable[Told]) -> Iterator[str]:
        """Yield the lines about each file in one piece, and gather the rest that is told of it."""
        for told in told_of_files:
            self.outcomes += told.outcomes
            self.left_out += told.left_out
            self.totals += told.totals
            if told.lines:
                yield "\n".join(told.lines)


def _print(pieces: Iterable[str], stream: TextIO) -> None:
    """Print each piece at once, for a reader who looks on."""
    for piece in pieces:
        print(piece, file=stream, flush=True)


def _wrapped(lines: Iterable[str]) -> Iterable[str]:
    """Return lines about errors as wide as the terminal, unchanged if they go to a program."""
    if not sys.stderr.isatty():
        return lines
    screen = Screen.of(sys.stderr)
    passages = (Passage.of(line, len(line) - len(line.lstrip())) for line in lines)
    return chain.from_iterable(map(screen.lines, passages))


def _lines_of_all(
    outcomes: Sequence[Outcome], totals: Totals, options: argparse.Namespace
) -> Iterator[str]:
    """Yield the lines about all files together, in the format that was asked for."""
    if options.format == "sarif":
        from povertyplan.outputs.sarif import as_sarif

        whole = [outcome for outcome in outcomes if not isinstance(outcome, Digest)]
        yield as_sarif(whole, options.lang, version())
    elif options.format == "text" and totals.files > 1:
        end = closing(totals, options.lang, strict=options.strict, more=True)
        yield from Screen.of(sys.stdout).lines(end)


def _about_unread(
    outcomes: Sequence[Outcome], left_out: "Sequence[LeftOut]", options: argparse.Namespace
) -> Iterator[str]:
    """Yield what was not read, and what of the folders was left out."""
    from povertyplan.outputs.unread import as_left_out, as_pairs, as_unread

    unread = [outcome for outcome in outcomes if isinstance(outcome, Unread)]
    plans = [outcome for outcome in outcomes if isinstance(outcome, Digest)]
    yield from as_unread(unread, options.lang, verbose=options.verbose)
    yield from as_pairs(unread, plans, options.lang)
    yield from as_left_out(left_out, options.lang, verbose=options.verbose)
    if not outcomes:
        folders = ", ".join(options.files)
        nothing = translated("no document that a plan may be read from", options.lang)
        yield harmless(f"{folders}: {nothing}")

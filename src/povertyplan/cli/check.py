"""``povertyplan check``: files and folders checked, and what was found printed."""

import argparse
import sys
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from typing import TYPE_CHECKING, TextIO

from attrs import define, field

from povertyplan.checks import CHECKS
from povertyplan.checks.selection import patterns
from povertyplan.cli.against import others_in
from povertyplan.cli.combinations import refuse_combinations
from povertyplan.cli.expected import expected_units
from povertyplan.cli.opening import files_of
from povertyplan.cli.options import version
from povertyplan.cli.outcomes import Outcome, Told, told_of
from povertyplan.cli.status import ERRORS, OK, UNREAD
from povertyplan.errors import harmless
from povertyplan.messages import Sentence, translated
from povertyplan.outputs.closing import Totals, closing
from povertyplan.outputs.digest import Digest, digested
from povertyplan.outputs.layout import Passage, Screen
from povertyplan.outputs.outcome import Checked, Unread

if TYPE_CHECKING:
    from povertyplan.documents.folder import LeftOut

_UNMATCHED = Sentence(
    "{words}: no row is called so, or several are. Call a row as the findings do, with the name of"
    " its unit: PP307@8 (Tân Lập)."
)

# Only what most runs need is imported here: JSON, SARIF, repairs, folders and the version bring in
# modules that take longer to load than a plan takes to check.


def run(options: argparse.Namespace) -> int:
    """Check files and folders, print what was found, and write a copy if one is asked for."""
    patterns([*(options.select or ()), *(options.ignore or ())], CHECKS)  # refuses unknown codes
    named = files_of(options.files)
    refuse_combinations(options, named.names)
    if _is_copy_refused(named.names, options):
        return UNREAD
    expected = None if options.expected is None else expected_units(options.expected, options.lang)
    others = () if options.against is None else others_in(options.against, options.lang)
    gathered = _Gathered()
    pieces = gathered.printed(told_of(named, options, others))
    _print(_in_one_object(pieces, options), sys.stdout)
    # Before the last line, which sums up.
    _print(_wrapped(_about_unread(gathered, options)), sys.stderr)
    _print(_wrapped(_about_unmatched(gathered, options)), sys.stderr)
    if options.summary:
        return _end_of_summary(gathered, expected, options)
    _print(_lines_of_all(gathered, options), sys.stdout)
    totals = _totals_with_copy(gathered, options)
    is_complete = not gathered.unmatched
    if options.page is not None:
        is_complete = _has_page(gathered, expected, options) and is_complete
    return _status(totals, strict=options.strict, complete=is_complete)


def _has_page(
    gathered: "_Gathered", expected: Sequence[str] | None, options: argparse.Namespace
) -> bool:
    """Write the page of all files; return whether it was written and has all units expected."""
    from povertyplan.cli.page import write_page
    from povertyplan.cli.summary import overview_of

    whole = [outcome for outcome in gathered.outcomes if not isinstance(outcome, Digest)]
    is_written = write_page(whole, expected, version(), options)
    return is_written and overview_of(list(digested(whole)), expected).is_complete


def _is_copy_refused(files: Sequence[str], options: argparse.Namespace) -> bool:
    """Whether a copy of the one file, or the page of all, may not be written, which is said."""
    if options.page is not None:
        from povertyplan.cli.page import is_refused as is_page_refused

        if is_page_refused(files, options):
            return True
    if options.fix is not None:
        from povertyplan.cli.fix import is_refused
    elif options.annotate is not None:
        from povertyplan.cli.annotate import is_refused
    else:
        return False
    return is_refused(files[0], options)


def _in_one_object(pieces: Iterator[str], options: argparse.Namespace) -> Iterator[str]:
    """Return the lines about files, in JSON as the entries of one object."""
    if options.format != "json" or options.summary:
        return pieces
    from povertyplan.outputs.json import as_pieces

    return as_pieces(pieces, options.lang)


def _end_of_summary(
    gathered: "_Gathered", expected: Sequence[str] | None, options: argparse.Namespace
) -> int:
    """Print what all plans come to, and return the exit status."""
    from povertyplan.cli.summary import overview_of, summary_lines

    overview = overview_of(gathered.outcomes, expected)
    _print(summary_lines(overview, options), sys.stdout)
    is_complete = overview.is_complete and not gathered.unmatched
    return _status(gathered.totals, strict=options.strict, complete=is_complete)


def _totals_with_copy(gathered: "_Gathered", options: argparse.Namespace) -> Totals:
    """Write the copy of the one file if one is wanted, and return the totals of all files."""
    checked = [outcome for outcome in gathered.outcomes if isinstance(outcome, Checked)]
    if not checked:
        return gathered.totals
    if options.fix is not None:
        from povertyplan.cli.fix import fixed

        of_first = fixed(checked[0], options)
    elif options.annotate is not None:
        from povertyplan.cli.annotate import annotated

        of_first = annotated(checked[0], options)
    else:
        return gathered.totals
    return sum(map(Totals.of, checked[1:]), sum(of_first, Totals()))


def _status(totals: Totals, *, strict: bool, complete: bool = True) -> int:
    """
    Return the exit status for the findings in some files.

    Errors, with *strict* warnings too, go before files that could not be read or compared.  It is
    not *complete* where plans are missing, and where a row that is named is in no plan.
    """
    if totals.fails(strict=strict):
        return ERRORS
    are_all_compared = totals.files and not totals.unread and not totals.uncompared
    return OK if are_all_compared and complete else UNREAD


@define
class _Gathered:
    """The facts of all files that the end of the output needs."""

    outcomes: list[Outcome] = field(factory=list[Outcome])
    left_out: "list[LeftOut]" = field(factory=list["LeftOut"])
    totals: Totals = Totals()
    unmatched: frozenset[str] | None = None  #: the words that mean no row of any document

    def printed(self, told_of_files: Iterable[Told]) -> Iterator[str]:
        """Yield the lines about each file in one piece, and gather the rest that is told of it."""
        for told in told_of_files:
            self.outcomes += told.outcomes
            self.left_out += told.left_out
            self.totals += told.totals
            for words in told.unmatched:
                self.unmatched = words if self.unmatched is None else self.unmatched & words
            yield from told.lines


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


def _lines_of_all(gathered: _Gathered, options: argparse.Namespace) -> Iterator[str]:
    """Yield the lines about all files together, in the format that was asked for."""
    if options.format == "sarif":
        from povertyplan.outputs.sarif import as_sarif

        whole = [outcome for outcome in gathered.outcomes if not isinstance(outcome, Digest)]
        yield as_sarif(whole, options.lang, version())
    elif options.format == "text" and gathered.totals.files > 1:
        end = closing(gathered.totals, options.lang, strict=options.strict, more=True)
        yield from Screen.of(sys.stdout).lines(end)


def _about_unmatched(gathered: _Gathered, options: argparse.Namespace) -> Iterator[str]:
    """Yield the words for findings of a row that mean no row of any document."""
    if gathered.unmatched:
        words = ", ".join(sorted(gathered.unmatched))
        yield harmless(_UNMATCHED.text({"words": words}, options.lang))


def _about_unread(gathered: _Gathered, options: argparse.Namespace) -> Iterator[str]:
    """Yield lines about files that were not read, and entries of folders that were left out."""
    from povertyplan.outputs.unread import as_left_out, as_pairs, as_unread

    outcomes = gathered.outcomes
    unread = [outcome for outcome in outcomes if isinstance(outcome, Unread)]
    plans = [outcome for outcome in digested(outcomes) if isinstance(outcome, Digest)]
    yield from as_unread(unread, options.lang, verbose=options.verbose)
    yield from as_pairs(unread, plans, options.lang)
    yield from as_left_out(gathered.left_out, options.lang, verbose=options.verbose)
    if not gathered.totals.files:
        folders = ", ".join(options.files)
        nothing = translated("no document that a plan may be read from", options.lang)
        yield harmless(f"{folders}: {nothing}")

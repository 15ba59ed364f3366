"""What ``check --summary`` prints: what all plans together come to, in the format asked for."""

import argparse
import sys
from collections.abc import Iterator, Sequence
from itertools import chain

from povertyplan.cli.outcomes import Outcome
from povertyplan.outputs.digest import Digest
from povertyplan.outputs.layout import Screen
from povertyplan.outputs.outcome import Unread
from povertyplan.outputs.overview import Overview


def overview_of(outcomes: Sequence[Outcome], expected: Sequence[str] | None) -> Overview:
    """Return what some files come to; *expected* holds the units whose plans are expected."""
    plans = [outcome for outcome in outcomes if isinstance(outcome, Digest)]
    unread = [outcome for outcome in outcomes if isinstance(outcome, Unread)]
    return Overview.of(plans, unread, expected)


def summary_lines(overview: Overview, options: argparse.Namespace) -> Iterator[str]:
    """Yield the lines of a summary."""
    if options.format == "json":
        from povertyplan.outputs.summary_json import as_summary_json

        yield as_summary_json(overview, options.lang)
    elif options.format == "csv":
        from povertyplan.outputs.summary_table import as_separated_values

        yield from as_separated_values(overview, options.lang)
    else:
        from povertyplan.outputs.summary import as_summary

        passages = as_summary(overview, options.lang)
        yield from chain.from_iterable(map(Screen.of(sys.stdout).lines, passages))

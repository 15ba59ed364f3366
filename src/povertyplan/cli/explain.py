"""``povertyplan explain``: the page of a check."""

import argparse

from povertyplan.checks import CHECKS, RETIRED
from povertyplan.checks.pages import page
from povertyplan.checks.selection import patterns
from povertyplan.cli.status import OK


def run(options: argparse.Namespace) -> int:
    """Print the page of the first check whose code begins as asked."""
    code = options.code.upper()
    if code in RETIRED:
        print(f"{code} was retired: {RETIRED[code]}")
        return OK
    patterns([code], CHECKS)  # refuses unknown codes
    explained = next(known for known in CHECKS if known.code.startswith(code))
    print(page(explained), end="")
    return OK

"""``povertyplan explain``: the page of a check or a cause."""

import argparse

from povertyplan.arithmetic.causes import Cause
from povertyplan.checks import CHECKS, RETIRED, Check
from povertyplan.checks.selection import patterns
from povertyplan.cli.status import OK
from povertyplan.outputs.pages import page


def run(options: argparse.Namespace) -> int:
    """Print the page of a check or a cause."""
    code = options.subject.upper()
    if code in RETIRED:
        print(f"{code} was retired: {RETIRED[code]}")
        return OK
    print(page(_explained(options.subject), options.lang), end="")
    return OK


def _explained(subject: str) -> Check | Cause:
    """Return the cause or the check of a name, else the first check whose code begins so."""
    name, code = subject.lower(), subject.upper()
    if name in list(Cause):
        return Cause(name)
    named = [check for check in CHECKS if check.name.replace("_", "-") == name]
    if named:
        return named[0]
    patterns([code], CHECKS)  # refuses unknown codes
    return next(check for check in CHECKS if check.code.startswith(code))

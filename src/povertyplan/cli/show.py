"""``povertyplan show``: a plan as a table."""

import argparse
import sys

from povertyplan.cli.opening import read_named, refusal
from povertyplan.cli.status import OK, UNREAD
from povertyplan.errors import harmless
from povertyplan.messages import ReadError
from povertyplan.outputs import table


def run(options: argparse.Namespace) -> int:
    """Print a plan as a table."""
    try:
        reading = read_named(options.file)
    except (ReadError, OSError) as error:
        print(harmless(refusal(error, options.file, options.lang)), file=sys.stderr)
        return UNREAD
    for line in table.lines(reading, options.lang):
        print(line)
    return OK

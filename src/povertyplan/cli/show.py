"""``povertyplan show``: a plan, or each table of the year, as a table."""

import argparse
import sys

from povertyplan.cli.opening import documents_named, refusal
from povertyplan.cli.status import OK, UNREAD
from povertyplan.errors import harmless
from povertyplan.messages import ReadError
from povertyplan.outputs import table
from povertyplan.outputs.year_table import lines_of_year
from povertyplan.reading import Reading


def run(options: argparse.Namespace) -> int:
    """Print a plan, or each table of the year, as a table."""
    try:
        documents = documents_named(options.file)
    except (ReadError, OSError) as error:
        print(harmless(refusal(error, options.file, options.lang)), file=sys.stderr)
        return UNREAD
    for number, document in enumerate(documents):
        if number:
            print()
        if isinstance(document, Reading):
            lines = table.lines(document, options.lang)
        else:
            lines = lines_of_year(document, options.lang)
        for line in lines:
            print(line)
    return OK

"""``povertyplan show``: a plan, or each table of the year, as a table."""

import argparse
import sys
from collections.abc import Iterator
from typing import Any

from povertyplan.cli.opening import documents_named, refusal
from povertyplan.cli.status import OK, UNREAD
from povertyplan.documents.files import Document
from povertyplan.messages import ReadError
from povertyplan.outputs import table
from povertyplan.outputs.register_table import lines_of_register
from povertyplan.outputs.year_table import lines_of_year
from povertyplan.reading import Reading, TableReading
from povertyplan.year import Register


def run(options: argparse.Namespace) -> int:
    """Print a plan, or each table of the year, as a table."""
    try:
        documents = documents_named(options.file)
    except (ReadError, OSError) as error:
        print(refusal(error, options.file).text(options.lang), file=sys.stderr)
        return UNREAD
    for number, document in enumerate(documents):
        if number:
            print()
        for line in _lines(document, options.lang):
            print(line)
    return OK


def _lines(document: Document, lang: str) -> Iterator[str]:
    if isinstance(document, Reading):
        return table.lines(document, lang)
    if isinstance(document.table, Register):
        return lines_of_register(document.table, lang)
    of_units: TableReading[Any] = document  # of rows of any kind
    return lines_of_year(of_units, lang)

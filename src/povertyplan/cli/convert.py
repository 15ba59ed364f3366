"""``povertyplan convert``: a plan, or tables of its year, from one file to another format."""

import argparse
from collections.abc import Iterator, Sequence
from typing import Any, TypeAlias

from povertyplan.cli.opening import opened_named
from povertyplan.cli.writing import carried_out, reading_in, refuse_out, told_of_notices
from povertyplan.documents.conversion import read_converted, refuse_ending, write_converted
from povertyplan.documents.files import OpenedFile, documents_in
from povertyplan.documents.formats.endings import ending
from povertyplan.messages import ReadError, WriteError, phrase, translated
from povertyplan.reading import Reading, TableReading
from povertyplan.year import Register, Rows

#: A table of the year as it was read.
_TableRead: TypeAlias = TableReading[Rows[Any]] | TableReading[Register]
_BESIDE_REGISTER = phrase(
    "Nothing was written, for no document holds a register of households beside other tables."
    " Keep the register in a file of its own."
)
#: The ending of a record, which holds a plan and no sentences.
_RECORD = ".json"


def run(options: argparse.Namespace) -> int:
    """Read a plan from a file, write it as another, and print what was not taken over."""
    return carried_out(_converted, options, options.source)


def _converted(options: argparse.Namespace) -> Iterator[str]:
    """Write a plan or tables in another format, and yield lines about it."""
    refuse_ending(options.target)
    refuse_out(options.target, (options.source, options.annex), force=options.force)
    file = opened_named(options.source)
    readings = _tables_in(file) if options.annex is None else ()
    if not readings:
        annex = None if options.annex is None else opened_named(options.annex)
        reading = reading_in(read_converted(file, annex))
        write_converted(reading.plan, options.target)
        yield from _told(reading, options)
        return
    write_converted(_together(readings, options.source), options.target)
    yield _written(options)
    for reading_of_table in readings:
        yield from told_of_notices(reading_of_table.notices, options.lang)


def _tables_in(file: OpenedFile) -> Sequence[_TableRead]:
    """Return the tables of the year that a file holds instead of a plan."""
    try:
        documents = documents_in(file)
    except ReadError:
        return ()  # reading it as a plan says why
    tables = [document for document in documents if not isinstance(document, Reading)]
    return tables if len(tables) == len(documents) else ()


def _together(readings: Sequence[_TableRead], source: str) -> Register | Sequence[Rows[Any]]:
    """Return the contents of one document: a register, or tables of units."""
    tables: list[Rows[Any]] = []
    for reading in readings:
        if isinstance(reading.table, Rows):
            tables.append(reading.table)
        elif len(readings) == 1:
            return reading.table
        else:
            raise WriteError(source, _BESIDE_REGISTER)
    return tables


def _written(options: argparse.Namespace) -> str:
    return translated("{target}: written.", options.lang).format(target=options.target)


def _told(reading: Reading, options: argparse.Namespace) -> Iterator[str]:
    """Yield what was written, what the reader assumed, and what was not taken over."""
    yield _written(options)
    yield from told_of_notices(reading.notices, options.lang)
    if ending(options.source) != _RECORD:
        yield translated(
            "The sentences of the text were not taken over: only the figures of the plan, its rows"
            " and its letterhead were.",
            options.lang,
        )

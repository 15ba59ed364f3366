"""``check --against``: which of two documents is checked against which, by what they are."""

from collections.abc import Iterator, Sequence
from typing import Any

from attrs import frozen

from povertyplan.checks.beside_result import starts_from
from povertyplan.checks.kinds import COMPARED, kind_of
from povertyplan.cli.opening import STANDARD_INPUT, documents_named, refusal
from povertyplan.cli.usage import UsageError
from povertyplan.documents.files import Document, is_folder
from povertyplan.messages import ReadError, phrase, translated, verbatim
from povertyplan.model.plan import Plan
from povertyplan.outputs.outcome import Counterpart
from povertyplan.outputs.taken_for import taken_for
from povertyplan.reading import Reading
from povertyplan.year import Register, Rows, UnitReport


@frozen
class Paired:
    """A document of a file to check, and the one that it is checked against, if any."""

    file: str
    document: Document
    against: Counterpart | None = None


def others_in(file: str, lang: str) -> tuple[Counterpart, ...]:
    """
    Return what the file after ``--against`` holds.

    Raises `UsageError`, in the reader's language, if it is no document that can be read.
    """
    if file == STANDARD_INPUT or is_folder(file):
        raise UsageError(translated("--against is one file, not a folder or standard input", lang))
    try:
        return tuple(Counterpart(file, document) for document in documents_named(file))
    except (ReadError, OSError) as error:
        said = translated("--against {file}", lang).format(file=refusal(error, file, lang))
        raise UsageError(said) from None


def paired(
    file: str, documents: Sequence[Document], others: Sequence[Counterpart], lang: str
) -> tuple[Paired, ...]:
    """
    Return the documents of a file, each with the one that it is to be checked against.

    A form or a report is checked against a plan, the later of two reports against the earlier,
    and a plan against its register, its review or the plan of the year before, in whichever
    order they are named.  Raises `ReadError` for two documents that have nothing to be compared,
    such as two plans of one year.
    """
    if not others or others[0].file == file:
        return tuple(Paired(file, document) for document in documents)
    pairs = [pair for document in documents for pair in _pairs(file, document, others)]
    if pairs:
        return tuple(pairs)
    first, second = taken_for(documents[0], lang), taken_for(others[0].reading, lang)
    remedy = phrase(
        "This file was taken for {first}, and {other} for {second}. A form or a report is checked"
        " against a plan, a plan against the review that it starts from, its register or the plan"
        " of the year before, a report against an earlier one, and a flow of the poor against the"
        " same units' flow of the near-poor.",
        first=first,
        other=others[0].file,
        second=second,
    )
    raise ReadError(phrase("what can be compared"), verbatim(first), file, remedy=remedy)


def _pairs(file: str, document: Document, others: Sequence[Counterpart]) -> Iterator[Paired]:
    """Yield the pairs of a document with those of the others that it can be compared with."""
    for other in others:
        if _is_against(document, other.reading):
            yield Paired(file, document, other)
        elif _is_against(other.reading, document):
            yield Paired(other.file, other.reading, Counterpart(file, document))


def _is_against(checked: Document, other: Document) -> bool:
    """Whether the first of two documents is checked against the second."""
    if isinstance(checked, Reading) and isinstance(other, Reading):
        return starts_from(checked, other)
    table, other_table = _table_of(checked), _table_of(other)
    if (kind_of(table), kind_of(other_table)) not in COMPARED:
        return False
    if isinstance(table, Rows) and isinstance(other_table, Rows) and table.kind is UnitReport:
        return other_table.period < table.period
    return True


def _table_of(document: Document) -> Plan | Rows[Any] | Register:
    return document.plan if isinstance(document, Reading) else document.table

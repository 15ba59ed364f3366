"""``check --against``: which of two documents is checked against which, by what they are."""

from collections.abc import Iterator, Sequence
from typing import Any

from attrs import frozen

from povertyplan.checks.beside_result import starts_from
from povertyplan.checks.kinds import COMPARED, FORMS_OF_FLOW, is_of_year, kind_of
from povertyplan.cli.opening import STANDARD_INPUT, documents_named, refusal
from povertyplan.cli.usage import UsageError
from povertyplan.documents.files import Document, is_folder
from povertyplan.messages import ReadError, phrase, translated, verbatim
from povertyplan.model.fields import Field
from povertyplan.model.plan import Plan
from povertyplan.model.tabular import Tabular
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
        said = translated("--against {file}", lang).format(file=refusal(error, file).text(lang))
        raise UsageError(said) from None


def paired(
    file: str, documents: Sequence[Document], others: Sequence[Counterpart], lang: str
) -> tuple[Paired, ...]:
    """
    Return the documents of a file, each with the one that it is to be checked against.

    A form or a report is checked against a plan, the later of two reports against the earlier,
    and a plan against its register, its review or the plan of the year before, in whichever
    order they are named.  Without others a form of flow is checked against the other form that
    stands below it in its file.  Raises `ReadError` for two documents that have nothing to be
    compared, such as two plans of one year.
    """
    if not others or others[0].file == file:
        return tuple(_beside_each_other(file, documents))
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


def _beside_each_other(file: str, documents: Sequence[Document]) -> Iterator[Paired]:
    """Yield the documents of a file, a form of flow with the other form of it below."""
    for number, document in enumerate(documents, 1):
        below = [other for other in documents[number:] if _are_forms_of_one_flow(document, other)]
        yield Paired(file, document, Counterpart(file, below[0]) if below else None)


def _are_forms_of_one_flow(document: Document, other: Document) -> bool:
    """Whether two documents are the forms of the poor and of the near-poor for one period."""
    table, other_table = _table_of(document), _table_of(other)
    if not (is_of_year(table) and is_of_year(other_table)):
        return False
    kind = kind_of(table)
    if kind not in FORMS_OF_FLOW or kind is not kind_of(other_table):
        return False
    is_of_one_time = table.period == other_table.period
    return is_of_one_time and _stated(table).isdisjoint(_stated(other_table))


def _stated(table: Tabular) -> set[Field]:
    """Return the figures that any row of a table states."""
    stated: set[Field] = set()
    for flat in table.figures().values():
        stated |= {field for field, value in flat.items() if value is not None}
    return stated


def _pairs(file: str, document: Document, others: Sequence[Counterpart]) -> Iterator[Paired]:
    """Yield a document with each of the others that it can be compared with."""
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

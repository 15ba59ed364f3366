"""PP503, PP504, PP507: number, date, symbol and title of the document; they need a `Reading`."""

from collections.abc import Iterator, Mapping
from itertools import chain

from povertyplan.checks.form import in_document, of_document
from povertyplan.checks.rule import Fact, rule
from povertyplan.findings import Severity, Topic
from povertyplan.messages import Sentence
from povertyplan.model.document import PartialDate
from povertyplan.model.fields import DocumentFact
from povertyplan.model.names import key
from povertyplan.reading import Reading

#: What is said of the facts that are left blank, first of the plan, then of its annex.
_BLANKS: Mapping[tuple[DocumentFact, ...], Sentence] = {
    (DocumentFact.NUMBER,): Sentence("the number of the plan is left blank"),
    (DocumentFact.DATE,): Sentence("the date of the plan is left blank"),
    (DocumentFact.NUMBER, DocumentFact.DATE): Sentence(
        "the number and the date of the plan are left blank"
    ),
    (DocumentFact.ANNEX_NUMBER,): Sentence("the annex leaves the number of the plan blank"),
    (DocumentFact.ANNEX_DATE,): Sentence("the annex leaves the date of the plan blank"),
    (DocumentFact.ANNEX_NUMBER, DocumentFact.ANNEX_DATE): Sentence(
        "the annex leaves the number and the date of the plan blank"
    ),
}


@rule(
    "PP503",
    Severity.WARNING,
    "the annex cites {printed}, but the plan itself bears {expected}",
    topic=Topic.FORM,
)
@of_document
def annex_cites_another(reading: Reading) -> Iterator[Fact]:
    """
    The annex cites another symbol or date than the plan bears.

    Parts of a date that were left blank agree with any.

    ## Why it matters

    An annex belongs to the document that it cites.

    ## Wrong

    The plan bears KH-UBND, and its annex says that it belongs to KH-BCĐ.

    >>> from attrs import evolve
    >>> document = DocumentInfo(symbol="KH-UBND", annex_symbol="KH-BCĐ")
    >>> reading = Reading(evolve(Plan.of(2024, []), document=document))
    >>> print(*check(reading, select=["PP503"]).findings)
    the annex cites KH-BCĐ, but the plan itself bears KH-UBND

    ## Right

    The annex says KH-UBND.

    >>> document = DocumentInfo(symbol="KH-UBND", annex_symbol="KH-UBND")
    >>> check(Reading(evolve(Plan.of(2024, []), document=document)), select=["PP503"]).findings
    ()

    ## How to repair

    Copy number, symbol and date of the plan into the line above the annex.

    ## Source

    Decree 30/2020/NĐ-CP: an annex repeats the symbol and date of its document.
    """
    info = reading.plan.document
    if info.symbol and info.annex_symbol and key(info.symbol) != key(info.annex_symbol):
        yield Fact(in_document(DocumentFact.ANNEX_SYMBOL), info.annex_symbol, info.symbol)
    elif info.date and info.annex_date and not info.date.agrees(info.annex_date):
        yield Fact(in_document(DocumentFact.ANNEX_DATE), info.annex_date, info.date)


@rule("PP504", Severity.WARNING, "{clauses}", topic=Topic.FORM)
@of_document
def number_or_date_blank(reading: Reading) -> Iterator[Fact]:
    """
    The number or the date of the plan, or of the annex's citation, is left blank.

    All blanks are told in one finding.

    ## Why it matters

    A document without number and date has not been issued.

    ## Wrong

    The plan bears a symbol without a number, and a month without a day.

    >>> from attrs import evolve
    >>> document = DocumentInfo(symbol="KH-UBND", date=PartialDate(2024, 1))
    >>> reading = Reading(evolve(Plan.of(2024, []), document=document))
    >>> print(*check(reading, select=["PP504"]).findings)
    the number and the date of the plan are left blank

    ## Right

    It bears number 15 and 25 January 2024.

    >>> document = DocumentInfo(symbol="KH-UBND", number="15", date=PartialDate(2024, 1, 25))
    >>> check(Reading(evolve(Plan.of(2024, []), document=document)), select=["PP504"]).findings
    ()

    ## How to repair

    A draft may stay as it is.  When the plan is issued, write number and date into the plan and
    above its annex.

    ## Source

    Decree 30/2020/NĐ-CP, annex I: number, symbol, place and date.
    """
    info = reading.plan.document
    of_plan = {
        DocumentFact.NUMBER: info.symbol is None or info.number is not None,
        DocumentFact.DATE: _is_whole(info.date),
    }
    of_annex = {
        DocumentFact.ANNEX_NUMBER: info.annex_symbol is None or info.annex_number is not None,
        DocumentFact.ANNEX_DATE: _is_whole(info.annex_date),
    }
    blanks = [_incomplete(of_plan), _incomplete(of_annex)]
    clauses = tuple(_BLANKS[facts] for facts in blanks if facts)
    if clauses:
        facts = list(chain(*blanks))
        terms = (("blanks", tuple(map(str, facts))),)
        yield Fact(in_document(facts[0]), terms=terms, clauses=clauses)


def _incomplete(is_complete: Mapping[DocumentFact, bool]) -> tuple[DocumentFact, ...]:
    return tuple(fact for fact, is_stated in is_complete.items() if not is_stated)


def _is_whole(date: PartialDate | None) -> bool:
    return date is None or date.complete


@rule(
    "PP507",
    Severity.WARNING,
    "the title is of {printed}, but the annex sets goals for {expected}",
    topic=Topic.DOCUMENT,
)
@of_document
def title_of_another_year(reading: Reading) -> Iterator[Fact]:
    """
    The year of the title is not the goal year of the annex.

    ## Why it matters

    Each year's plan is written over the plan of the year before: what was left
    standing is from there, and the figures may be, too.

    ## Wrong

    The title is of 2023, the goal of the annex of 2024.

    >>> from attrs import evolve
    >>> plan = Plan.of(2024, [{"name": "Ngò"}])
    >>> print(*check(Reading(evolve(plan, year=2023)), select=["PP507"]).findings)
    the title is of 2023, but the annex sets goals for 2024

    ## Right

    Both are of 2024.

    >>> check(Reading(plan), select=["PP507"]).findings
    ()

    ## How to repair

    Correct the title or the headings, and make sure that the figures are of that year.

    ## Source

    Decree 30/2020/NĐ-CP: the subject of a document says what it is about.
    """
    plan, years = reading.plan, reading.plan.years
    if years and years[1] != plan.year:
        yield Fact(in_document(DocumentFact.YEAR), str(plan.year), str(years[1]))

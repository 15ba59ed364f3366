"""PP501, PP502, PP505: how the annex writes zeros, and numbers columns and rows."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

from povertyplan.arithmetic.ordinals import Numbering, is_ordinal, names_again, numbering_of
from povertyplan.checks.evidence import Evidence, Gap
from povertyplan.checks.rule import Fact, of_reading, rule
from povertyplan.findings import Severity, Topic
from povertyplan.messages import Said, Sentence
from povertyplan.model.fields import DocumentFact
from povertyplan.model.places import Part, Place
from povertyplan.reading import Form, Reading

#: Why nothing can be said of the form of a table that was not read.
BARE = Sentence("without its document the form is not known: check the reading")


def _reading(_: Evidence, reading: Reading) -> Reading:
    return reading


#: Makes the facts of a check of readings, which says so where there is only a plan.
of_document = of_reading(BARE, _reading)


def in_document(fact: DocumentFact) -> Place:
    """Return the place of a fact of the document."""
    return Place(Part.DOCUMENT, fact)


@rule("PP501", Severity.NOTE, "the annex writes zero in two ways: {forms}", topic=Topic.FORM)
@of_document
def zero_in_two_ways(reading: Reading) -> Iterator[Fact]:
    """
    The annex writes zero in two ways.

    A dash stands in one row and ``0.00`` in another.  Counts and rates are looked at apart: ``0``
    beside a dash for its rate is usual.

    ## Why it matters

    A dash may also be meant for a figure that is missing.

    ## Wrong

    The rates of 0 stand as a dash in one row, and as 0.00 in another.

    >>> from povertyplan.reading import Form
    >>> reading = Reading(Plan.of(2024, []), form=Form(zero_rates=("-", "0.00")))
    >>> print(*check(reading).findings)
    the annex writes zero in two ways: -, 0.00

    ## Right

    All of them stand as a dash.

    >>> check(Reading(Plan.of(2024, []), form=Form(zero_rates=("-",)))).findings
    ()

    ## How to repair

    Write zero in one way in a column, and leave a cell blank where the figure is missing.

    ## Source

    Good practice of statistical tables: one sign for one meaning.
    """
    form = reading.form
    twofold = [zeros for zeros in (form.zero_counts, form.zero_rates) if len(zeros) > 1]
    if twofold:
        yield Fact(in_document(DocumentFact.ZEROS), terms=(("forms", tuple(chain(*twofold))),))


_UNNUMBERED = Sentence("{blank:column has|columns have} no number")
_NUMBERS_REPEATED = Sentence("repeated: {repeated}")
_NUMBERS_LEFT_OUT = Sentence("left out: {skipped}")


@rule("PP502", Severity.WARNING, "column numbers of the annex: {clauses}", topic=Topic.FORM)
@of_document
def column_numbers_broken(reading: Reading) -> Iterator[Fact]:
    """
    Column numbers repeat or are missing.

    ## Why it matters

    "Column 4" may then mean two columns, and formulas such as ``4=3/1*100``
    cannot be followed.

    ## Wrong

    The columns are numbered 1, 2, blank, 3, 4, 4.

    >>> from povertyplan.reading import Form
    >>> form = Form(column_numbers=("1", "2", "", "3", "4", "4"))
    >>> print(*check(Reading(Plan.of(2024, []), form=form)).findings)
    column numbers of the annex: 1 column has no number; repeated: 4

    ## Right

    They are numbered 1, 2, 3.

    >>> check(Reading(Plan.of(2024, []), form=Form(column_numbers=("1", "2", "3")))).findings
    ()

    ## How to repair

    Number the columns anew, and correct the formulas that name them.

    ## Source

    The official forms number every column once.
    """
    numbers = reading.form.column_numbers
    blank = sum(not number for number in numbers)
    repeated = _repeated(number for number in numbers if number)
    skipped = _left_out([int(number) for number in numbers if is_ordinal(number)])
    told: list[tuple[Sentence, tuple[str, Said]]] = []
    if blank:
        told.append((_UNNUMBERED, ("blank", blank)))
    if repeated:
        told.append((_NUMBERS_REPEATED, ("repeated", tuple(repeated))))
    if skipped:
        told.append((_NUMBERS_LEFT_OUT, ("skipped", tuple(skipped))))
    if told:
        clauses, terms = zip(*told, strict=True)
        yield Fact(in_document(DocumentFact.COLUMN_NUMBERS), terms=terms, clauses=clauses)


def _left_out(numbers: Sequence[int]) -> list[str]:
    """Return the numbers from 1 to the last that do not stand, where the line counts at all."""
    last = max(numbers, default=0)
    missing = sorted(set(range(1, last + 1)) - set(numbers))
    return [str(number) for number in missing] if len(missing) < len(numbers) else []


_ONE_NAME = Sentence("repeated names: {names}")
_REPEATED = Sentence("repeated ordinals: {repeated}")
_MISSING_BETWEEN = Sentence("ordinal {missing} is missing (after {before} comes {after})")
_SEVERAL_BETWEEN = Sentence("ordinals {missing} are missing (after {before} comes {after})")
_MISSING = Sentence("missing ordinals: {missing}")
_ASTRAY = Sentence("ordinals out of order: {astray}")
_ROWS_OF_TABLE = Sentence("rows of the table: {clauses}")


@rule("PP505", Severity.WARNING, "rows of the annex: {clauses}", topic=Topic.DOCUMENT)
def rows_not_told_apart(evidence: Evidence) -> Iterator[Fact | Gap]:
    """
    Two rows bear one name, or ordinals repeat, are missing or out of order.

    Sections are looked at apart; their ordinals may run on or begin again.  In a bare plan
    names may repeat; a bare table of the year has one row for each unit.

    ## Why it matters

    A row that was entered twice is counted twice, and a row that was lost is not counted.

    ## Wrong

    The rows are 1 Chợ, 2 Ngò and 4 chợ.

    >>> from povertyplan.reading import Form
    >>> rows = [{"name": "Chợ"}, {"name": "Ngò"}, {"name": "chợ"}]
    >>> reading = Reading(Plan.of(2024, rows), form=Form(ordinals=("1", "2", "4")))
    >>> print(*check(reading, select=["PP505"]).findings)
    rows of the annex: repeated names: Chợ; ordinal 3 is missing (after 2 comes 4)

    ## Right

    The rows are 1 Chợ and 2 Ngò.

    >>> reading = Reading(Plan.of(2024, rows[:2]), form=Form(ordinals=("1", "2")))
    >>> check(reading, select=["PP505"]).findings
    ()

    ## How to repair

    Compare the rows with the list of the units: remove what stands twice, add what is missing,
    number the rows, and add up the total anew.

    ## Source

    The official forms number their rows and name each unit once.
    """
    if evidence.form is None and evidence.is_of_plan:
        yield Gap(None, BARE)
        return
    table, form = evidence.table, evidence.form or Form()
    names = names_again(table)
    clauses = [_ONE_NAME] if names else []
    proof: dict[str, Said] = {"names": tuple(names)} if names else {}
    for clause, values in _odd_ordinals(numbering_of(table, form.ordinals, form.withdrawn)):
        clauses.append(clause)
        proof |= values
    if clauses:
        place = in_document(DocumentFact.NAMES if names else DocumentFact.ORDINALS)
        says = None if evidence.is_of_plan else _ROWS_OF_TABLE
        yield Fact(place, terms=tuple(proof.items()), says=says, clauses=tuple(clauses))


def _odd_ordinals(odd: Numbering) -> Iterator[tuple[Sentence, dict[str, Said]]]:
    """Yield a sentence, with its values, for each oddity of the ordinals."""
    if odd.repeated:
        yield _REPEATED, {"repeated": _numbers(odd.repeated)}
    missing = _numbers(chain.from_iterable(gap.missing for gap in odd.gaps))
    if len(odd.gaps) == 1:
        gap = odd.gaps[0]
        between: dict[str, Said] = {"before": str(gap.before), "after": str(gap.after)}
        clause = _MISSING_BETWEEN if len(gap.missing) == 1 else _SEVERAL_BETWEEN
        yield clause, {"missing": missing, **between}
    elif odd.gaps:
        yield _MISSING, {"missing": missing}
    if odd.astray:
        yield _ASTRAY, {"astray": _numbers(odd.astray)}


def _numbers(numbers: Iterable[int]) -> tuple[str, ...]:
    return tuple(map(str, numbers))


def _repeated(words: Iterable[str]) -> list[str]:
    return [word for word, times in Counter(words).items() if times > 1]

"""The labels of figures, of rows and of the other parts of a plan, and of periods."""

from collections.abc import Mapping

from povertyplan.arguments.strict import strict
from povertyplan.errors import harmless
from povertyplan.messages.catalogue import translated
from povertyplan.model.fields import FACTS, OF_YEAR, Field
from povertyplan.model.periods import ReportingPeriod
from povertyplan.model.places import Part, Row, SectionRow

#: The labels of the parts of a plan.
PARTS: Mapping[Part, str] = {
    Part.DOCUMENT: "document",
    Part.HEADLINE: "targets in the text",
    Part.LABOUR: "labour targets",
    Part.TOTAL: "total row",
}


#: The labels of the parts of a year that are no months.
PARTS_OF_YEAR: Mapping[str, str] = {
    "": "the year {year}",
    "Q1": "the first quarter of {year}",
    "Q2": "the second quarter of {year}",
    "Q3": "the third quarter of {year}",
    "Q4": "the fourth quarter of {year}",
    "S1": "the first half of {year}",
    "S2": "the second half of {year}",
}


@strict
def period_label(period: ReportingPeriod, lang: str) -> str:
    """
    Return a period as officials write it in a language.

    >>> february, year = ReportingPeriod(2024, "02"), ReportingPeriod(2024)
    >>> period_label(february, "vi"), period_label(year, "en")
    ('tháng 02 năm 2024', 'the year 2024')
    """
    if period.part in PARTS_OF_YEAR:
        return translated(PARTS_OF_YEAR[period.part], lang).format(year=period.year)
    from babel.dates import format_date  # noqa: PLC0415  # only months need it

    return str(format_date(period.first, translated("MMMM y", lang), locale=lang))


@strict
def field_label(field: Field, year: int | None, lang: str) -> str:
    """
    Return the label of a figure or of a fact of the document.

    The label has no year where *year* is None, as in a plan without rows.

    >>> field_label(Rate.POOR_GOAL_RATE, 2024, "vi")
    'tỷ lệ hộ nghèo năm 2024'
    """
    label = translated(FACTS[field].en, lang)
    return label.removesuffix(OF_YEAR[lang]) if year is None else label.format(year=year)


@strict
def row_label(row: Row, unit: str, lang: str, *, ordinal: str = "") -> str:
    """
    Return the label of a row with the name of its unit, or of another part of a plan.

    A row is called by the *ordinal* printed beside it, else by its number, counted from 1.
    In English it is a row where both are the same.

    >>> row_label(7, "Tân Lập", "vi", ordinal="8"), row_label(7, "Tân Lập", "vi")
    ('TT 8 (Tân Lập)', 'dòng 7 (Tân Lập)')
    >>> row_label(7, "Tân Lập", "en", ordinal="8"), row_label(Part.TOTAL, "", "en")
    ('no. 8 (Tân Lập)', 'total row')
    """
    match row:
        case Part():
            return translated(PARTS[row], lang)
        case SectionRow(number):
            label = translated("sub-total {number}", lang).format(number=number)
        case number:
            label = _label_of_number(number, harmless(ordinal), lang)
    return f"{label} ({harmless(unit)})" if unit else label


def _label_of_number(number: int, ordinal: str, lang: str) -> str:
    if not ordinal:
        return translated("row {number}", lang).format(number=number)
    if lang == "en" and ordinal == str(number):
        return f"row {ordinal}"
    return translated("no. {ordinal}", lang).format(ordinal=ordinal)

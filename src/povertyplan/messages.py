"""
The words of the library, in English and Vietnamese.

English sentences stand where they are used; their Vietnamese is in
``locale/vi.po``, which is read once, when it is first needed.  The language is
always an argument.
"""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from fractions import Fraction
from functools import cache, partial
from typing import TypeAlias

from attrs import define, field, frozen

from povertyplan.arguments.strict import strict, strict_fields
from povertyplan.errors import PovertyPlanError, harmless
from povertyplan.model.document import PartialDate
from povertyplan.model.fields import FACTS, Field
from povertyplan.model.percent import Percent, Points, Rounding
from povertyplan.model.places import Part, Row, SectionRow

LANGUAGES = ("en", "vi")
#: How each language writes the marks of thousands and of decimals, where English has , and .
_MARKS_OF_NUMBERS: Mapping[str, dict[int, int]] = {
    "en": str.maketrans({}),
    "vi": str.maketrans(",.", ".,"),
}

#: The values of a sentence: figures, dates, texts of the document, and lists of phrases.
Said: TypeAlias = int | Percent | Points | Fraction | PartialDate | str | tuple[str, ...] | None


@frozen(field_transformer=strict_fields)
class Sentence:
    """
    A sentence with ``{placeholders}`` in English, and in Vietnamese if the catalogue lacks it.

    >>> values = {"count": 54, "whole": 3924}
    >>> Sentence("{count} of {whole}", "{count} trên {whole}").text(values, "vi")
    '54 trên 3.924'

    Its *clauses* stand in place of ``{clauses}``, with semicolons between them.

    >>> counts = Sentence("{count} poor"), Sentence("{whole} in all")
    >>> Sentence("households: {clauses}", clauses=counts).text(values, "en")
    'households: 54 poor; 3,924 in all'
    """

    en: str
    vi: str = ""
    clauses: "tuple[Sentence, ...]" = ()

    @strict
    def text(self, values: Mapping[str, Said], lang: str) -> str:
        """Return the sentence with its values, in the language *lang*."""
        template = self.vi if self.vi and lang == "vi" else translated(self.en, lang)
        shown: dict[str, object] = {name: _Shown(value, lang) for name, value in values.items()}
        if self.clauses:
            shown["clauses"] = "; ".join(clause.text(values, lang) for clause in self.clauses)
        return template.format_map(shown)


@frozen
class _Shown:
    """
    A value inside a template.

    ``{name:abs}`` leaves the sign of a number out, ``{name:%}`` says a ratio in whole per cent.
    """

    value: Said
    lang: str

    def __format__(self, spec: str) -> str:
        value = self.value
        if spec == "abs" and isinstance(value, int):
            value = abs(value)
        elif spec == "%" and isinstance(value, Fraction):
            value = Percent.of(value, places=0)
        return show(value, self.lang)


def translated(text: str, lang: str) -> str:
    """
    Return a text of the library in a language.

    >>> translated("error", "vi")
    'lỗi'

    Raises `ValueError` for a language other than those of `LANGUAGES`.
    """
    if lang == "en":
        return text
    _refuse_unknown(lang)
    return catalogue(lang).get(text, text)


def _refuse_unknown(lang: str) -> None:
    if lang not in LANGUAGES:
        raise ValueError(f"language must be one of {', '.join(LANGUAGES)}, got {lang!r}")


#: The values of a phrase: numbers, texts of the document, phrases, and lists of phrases.
Filling: TypeAlias = "int | str | Phrase | tuple[Phrase, ...]"


@frozen(field_transformer=strict_fields)
class Phrase:
    """
    A part of a refusal: a template in English, and the values of its placeholders.

    `phrase` makes one that has a translation, `verbatim` one of words that are
    not the library's, and `listed` one of several others.
    """

    template: str
    values: tuple[tuple[str, Filling], ...] = ()

    @strict
    def text(self, lang: str) -> str:
        """
        Return the phrase in a language; its numbers have no mark of thousands.

        >>> phrase("at most {number} bytes", number=8_000_000).text("vi")
        'tối đa 8000000 byte'
        """
        filled = {name: _filled(value, lang) for name, value in self.values}
        return translated(self.template, lang).format_map(filled)

    def __str__(self) -> str:
        """Return the phrase in English."""
        return self.text("en")


def _filled(value: Filling, lang: str) -> str:
    """Return the text of a placeholder; the phrases of a list are joined by semicolons."""
    match value:
        case Phrase():
            return value.text(lang)
        case tuple():
            return "; ".join(item.text(lang) for item in value)
        case _:
            return str(value)


def phrase(template: str, /, **values: Filling) -> Phrase:
    """
    Return a phrase of the library with its values; its translation is in the catalogue.

    >>> phrase("at most {number} tags", number=2).text("vi")
    'tối đa 2 thẻ'
    """
    return Phrase(template, tuple(values.items()))


@strict
def verbatim(text: str, /) -> Phrase:
    """
    Return a phrase that is the same in every language, such as words of a document.

    >>> verbatim("File is not a {zip} file").text("vi")
    'File is not a {zip} file'
    """
    return Phrase("{text}", (("text", text),))


@strict
def listed(phrases: Iterable[Phrase], /) -> Phrase:
    """
    Return several phrases as one, with semicolons between them.

    >>> listed([phrase("no table"), phrase("no heading")]).text("vi")
    'không thấy bảng nào; không có tiêu đề'
    """
    return Phrase("{phrases}", (("phrases", tuple(phrases)),))


_REFUSED = Sentence("expected {expected}, found {found}")


@define(str=False, repr=False, field_transformer=strict_fields)
class ReadError(PovertyPlanError):
    """
    A document that cannot become a plan: what was expected and what was found, and where.

    *where* is a phrase such as ``line 12``, or a path in a record, which is the
    same in every language.  A *remedy* is said in place of both: whole sentences that
    tell what the file is and what to do.

    >>> line = phrase("line {number}", number=12)
    >>> error = ReadError(phrase("a plan"), phrase("no table"), "plan.md", line)
    >>> print(error)
    plan.md, line 12: expected a plan, found no table
    >>> print(error.text("vi"))
    plan.md, dòng 12: không đọc được: cần một bản kế hoạch; thực tế: không thấy bảng nào
    """

    _expected: Phrase = field(alias="expected")
    _found: Phrase = field(alias="found")
    file: str = ""
    _where: Phrase | str = field(default="", alias="where")
    _remedy: Phrase | None = field(default=None, alias="remedy", kw_only=True)

    @property
    def expected(self) -> str:
        """What should be there, in English."""
        return str(self._expected)

    @property
    def found(self) -> str:
        """What is there instead, in English."""
        return str(self._found)

    @property
    def where(self) -> str:
        """The place in the file or the record, in English."""
        return str(self._where)

    @strict
    def text(self, lang: str) -> str:
        """Return one line: the file and the place in it, and what was found there or what to do."""
        where = self._where.text(lang) if isinstance(self._where, Phrase) else self._where
        place = ", ".join(filter(None, (self.file, where)))
        if self._remedy is None:
            values = {"expected": self._expected.text(lang), "found": self._found.text(lang)}
            refusal = _REFUSED.text(values, lang)
        else:
            refusal = self._remedy.text(lang)
        return harmless(f"{place}: {refusal}" if place else refusal)

    @strict
    def remedy_text(self, lang: str) -> str | None:
        """Return what the file is and what to do with it, None if there is no more to say."""
        return None if self._remedy is None else harmless(self._remedy.text(lang))

    def __str__(self) -> str:
        """Return the line in English."""
        return self.text("en")


@define(str=False, repr=False)
class SelectionError(PovertyPlanError, ValueError):
    r"""
    A word that selects no check, or no row of a plan.

    >>> error = SelectionError(phrase("{word} is neither a check nor a cause", word="'tổng'"))
    >>> print(error, error.text("vi"), sep="\n")
    'tổng' is neither a check nor a cause
    'tổng' không phải là mã kiểm tra hoặc tên nguyên nhân
    """

    _said: Phrase = field(alias="said")

    def text(self, lang: str) -> str:
        """Return what is wrong with the word, in a language."""
        return harmless(self._said.text(lang))

    def __str__(self) -> str:
        """Return it in English."""
        return self.text("en")


@define(str=False, repr=False)
class WriteError(PovertyPlanError):
    """
    A file that cannot be written: why, and what to do, in whole sentences.

    >>> error = WriteError("out.md", phrase("This is a folder. Name a file in it."))
    >>> print(error.text("vi"))
    out.md: Đây là thư mục. Hãy nêu tên một tệp trong thư mục.
    """

    file: str
    _why: Phrase = field(alias="why")

    def text(self, lang: str) -> str:
        """Return one line: the file, why it cannot be written and what to do."""
        return harmless(f"{self.file}: {self._why.text(lang)}")

    def __str__(self) -> str:
        """Return the line in English."""
        return self.text("en")


@cache
def catalogue(lang: str) -> Mapping[str, str]:
    """Return the English texts of the library, each with its translation."""
    from importlib import resources  # noqa: PLC0415  # so does what finds the catalogue

    from babel.messages.pofile import read_po  # noqa: PLC0415  # babel loads where text is asked for

    file = resources.files("povertyplan").joinpath("locale", f"{lang}.po")
    with file.open("rb") as stream:
        entries = read_po(stream, locale=lang)
    sentences = {str(entry.id): str(entry.string) for entry in entries if entry.id and entry.string}
    labels = {facts.en: facts.vi for facts in FACTS.values()}
    return {**labels, **sentences}


@strict
def show(value: Said, lang: str) -> str:
    """
    Return a value as officials write it in a language.

    >>> show(3924, "vi"), show(Percent(138, 2), "vi"), show(PartialDate(2024, 1, 25), "vi")
    ('3.924', '1,38%', 'ngày 25 tháng 01 năm 2024')
    >>> show(3924, "en"), show(Percent(138, 2), "en"), show(PartialDate(2024, 1, 25), "en")
    ('3,924', '1.38%', '25 January 2024')
    """
    _refuse_unknown(lang)
    say = partial(translated, lang=lang)
    match value:
        case int():
            return _number(value, 0, lang)
        case Percent(digits, places):
            return say("{number}%").format(number=_number(digits, places, lang))
        case Points(digits, places):
            return say("{number} points").format(number=_number(digits, places, lang))
        case Fraction():
            return _number(Rounding.HALF_UP.round(100 * value), 2, lang)
        case PartialDate():
            return _date(value, lang)
        case _:
            return _words(value, lang)


def _words(value: str | tuple[str, ...] | None, lang: str) -> str:
    if value is None:
        return translated("nothing", lang)
    if isinstance(value, str):
        return harmless(value)
    return ", ".join(harmless(translated(phrase, lang)) for phrase in value)


def _number(digits: int, places: int, lang: str) -> str:
    """Return the number *digits* x 10^-*places* with its marks of thousands and decimals."""
    sign, figures, _ = Decimal(digits).as_tuple()
    # Made of its digits, for arithmetic would round to the precision of the context.
    text = f"{Decimal((sign, figures, -places)):,f}"
    return text.translate(_MARKS_OF_NUMBERS[lang])


def _date(value: PartialDate, lang: str) -> str:
    from datetime import date  # noqa: PLC0415  # only dates need it

    from babel.dates import format_date  # noqa: PLC0415  # babel loads where text is asked for

    if value.year is not None and value.month is not None and value.day is not None:
        pattern = translated("d MMMM y", lang)
        return str(format_date(date(value.year, value.month, value.day), pattern, locale=lang))
    blank = "…"
    return translated("day {day}, month {month}, year {year}", lang).format(
        day=blank if value.day is None else f"{value.day:02}",
        month=blank if value.month is None else f"{value.month:02}",
        year=blank if value.year is None else value.year,
    )


#: The labels of the parts of a plan.
PARTS: Mapping[Part, str] = {
    Part.DOCUMENT: "document",
    Part.HEADLINE: "targets in the text",
    Part.LABOUR: "labour targets",
    Part.TOTAL: "total row",
}


@strict
def field_label(field: Field, year: int | None, lang: str) -> str:
    """
    Return the label of a figure or of a fact of the document.

    >>> field_label(Rate.POOR_GOAL_RATE, 2024, "vi")
    'tỷ lệ hộ nghèo năm 2024'
    """
    label = translated(FACTS[field].en, lang)
    return label.format(year="…" if year is None else year)


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

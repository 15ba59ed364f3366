"""The errors that say in both languages what is refused: a document, a word, figures, a file."""

from attrs import define, field

from povertyplan.arguments.strict import strict, strict_fields
from povertyplan.errors import PovertyPlanError, harmless
from povertyplan.messages.phrases import Phrase, phrase


@define(str=False, repr=False, field_transformer=strict_fields)
class ReadError(PovertyPlanError):
    """
    A document that cannot become a plan: what was expected and what was found, and where.

    *where* is a phrase such as ``line 12``, or a path in a record, which is the same in every
    language.  A *remedy* is said in place of what was expected and found: whole sentences that tell
    what the file is and what to do.

    >>> from povertyplan.messages import phrase
    >>> line = phrase("line {number}", number=12)
    >>> error = ReadError(phrase("a plan"), phrase("no table"), "plan.md", line)
    >>> print(error)
    plan.md, line 12: expected a plan, found no table
    >>> print(error.text("vi"))
    plan.md, dòng 12: không đọc được: cần một bản kế hoạch; thực tế: không thấy bảng nào
    """

    _expected: Phrase = field(alias="expected")
    _found: Phrase = field(alias="found")
    file: str = ""  #: the name of the document
    _where: Phrase | str = field(default="", alias="where")
    _remedy: Phrase | None = field(default=None, alias="remedy")

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

    @property
    def why(self) -> Phrase:
        """The expected and the found, as a part of another refusal."""
        return phrase(
            "expected {expected}, found {found}", expected=self._expected, found=self._found
        )

    @strict
    def text(self, lang: str) -> str:
        """Return one line: the file and the place in it, and what was found there or what to do."""
        where = self._where.text(lang) if isinstance(self._where, Phrase) else self._where
        place = ", ".join(filter(None, (self.file, where)))
        refusal = (self._remedy or self.why).text(lang)
        return harmless(f"{place}: {refusal}" if place else refusal)

    @strict
    def remedy_text(self, lang: str) -> str | None:
        """
        Return what the file is and what to do with it, or None.

        >>> try:
        ...     read_bytes(b"%PDF-1.7")
        ... except ReadError as error:
        ...     print(error.remedy_text("en"))
        This is a PDF; its tables are not read. Ask for the Word or Excel file ...
        """
        return None if self._remedy is None else harmless(self._remedy.text(lang))

    def __str__(self) -> str:
        """Return the line in English."""
        return self.text("en")


@define(str=False, repr=False, field_transformer=strict_fields)
class SelectionError(PovertyPlanError, ValueError):
    r"""
    A word that selects no check, or no row of a plan.

    >>> from povertyplan.messages import phrase
    >>> why = phrase("{word} is neither a check nor a cause", word="'tổng'")
    >>> error = SelectionError(why)
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


@define(str=False, repr=False, field_transformer=strict_fields)
class YearError(PovertyPlanError, ValueError):
    """
    The figures of a year do not give a result: why, and what to do, in whole sentences.

    >>> from povertyplan.messages import phrase
    >>> error = YearError(phrase("No unit is named “{unit}”.", unit="Chợ"))
    >>> print(error, error.text("vi"))
    No unit is named “Chợ”. Không có đơn vị nào tên là “Chợ”.
    """

    _said: Phrase = field(alias="said")

    @strict
    def text(self, lang: str) -> str:
        """Return what is wrong and what to do, in a language."""
        return harmless(self._said.text(lang))

    def __str__(self) -> str:
        """Return it in English."""
        return self.text("en")


class UnknownUnitError(YearError, LookupError):
    """
    A name or number of a row that calls no unit, or several.

    >>> from datetime import date
    >>> from povertyplan.year import Move, Succession, succeed
    >>> change = Succession(date(2026, 7, 1), [Move("Chợ", Unit("Chợ Mới"))])
    >>> try:
    ...     succeed([HouseholdCensus(Unit("Chám"), 2025, 95)], change)
    ... except UnknownUnitError as error:
    ...     print(error)
    No unit is named “Chợ”.
    """


@define(str=False, repr=False, field_transformer=strict_fields)
class WriteError(PovertyPlanError):
    """
    A file that cannot be written: why, and what to do, in whole sentences.

    >>> from povertyplan.messages import phrase
    >>> error = WriteError("out.md", phrase("This is a folder. Name a file in it."))
    >>> print(error.text("vi"))
    out.md: Đây là thư mục. Hãy nêu tên một tệp trong thư mục.
    """

    file: str  #: the name of the file
    _why: Phrase = field(alias="why")
    #: the parts and figures of a plan that it would state otherwise, as `carries` names them
    fields: tuple[str, ...] = ()

    @strict
    def text(self, lang: str) -> str:
        """Return one line: the file, if it has a name, why it is not written and what to do."""
        why = self._why.text(lang)
        return harmless(f"{self.file}: {why}" if self.file else why)

    def __str__(self) -> str:
        """Return the line in English."""
        return self.text("en")

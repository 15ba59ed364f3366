"""The facts that a document states about itself: number, symbol, dates, signer."""

import re
from datetime import date
from typing import Annotated, Self

from attrs import frozen

from povertyplan.arguments.expected import Between
from povertyplan.arguments.strict import as_call, strict, strict_fields
from povertyplan.errors import ParseError


@frozen(field_transformer=strict_fields)
class PartialDate:
    """
    A date of which parts were left blank, as in ``ngày … tháng 01 năm 2024``.

    >>> str(PartialDate(2024, 1)), PartialDate(2024, 1).agrees(PartialDate(2024, 1, 25))
    ('2024-01-??', True)
    """

    #: the year (năm), from 1 to 9999; None if left blank
    year: Annotated[int, Between(1, 9999)] | None = None
    #: the month (tháng), from 1 to 12; None if left blank
    month: Annotated[int, Between(1, 12)] | None = None
    #: the day (ngày), from 1 to 31; None if left blank
    day: Annotated[int, Between(1, 31)] | None = None

    __repr__ = as_call

    def __attrs_post_init__(self) -> None:
        """Refuse a date that is not in the calendar."""
        # A leap year stands in for a year left blank, and a long month for a month.
        parts = zip((self.year, self.month, self.day), (2024, 1, 1), strict=True)
        try:
            date(*(usual if part is None else part for part, usual in parts))
        except ValueError as error:
            raise ValueError(f"PartialDate must be of the calendar, got {self}: {error}") from None

    @property
    def complete(self) -> bool:
        """Whether nothing was left blank."""
        return None not in (self.year, self.month, self.day)

    @strict
    def agrees(self, other: "PartialDate") -> bool:
        """Whether no part that both state differs."""
        return all(
            mine is None or theirs is None or mine == theirs
            for mine, theirs in (
                (self.year, other.year),
                (self.month, other.month),
                (self.day, other.day),
            )
        )

    @classmethod
    @strict
    def parse(cls, text: str, /) -> Self:
        """
        Read the form that ``str`` writes.

        >>> PartialDate.parse("2024-01-??")
        PartialDate(year=2024, month=1)
        """
        match = _DATE.fullmatch(text)
        if match is None:
            raise ParseError("a date such as 2024-01-25, with ?? for what is blank", text)
        try:
            return cls(*(None if "?" in part else int(part) for part in match.groups()))
        except ValueError:
            raise ParseError("a date of the calendar", text) from None

    def __str__(self) -> str:
        """Return the ISO form, question marks where a part is blank."""
        year = "????" if self.year is None else f"{self.year:04}"
        rest = ("??" if part is None else f"{part:02}" for part in (self.month, self.day))
        return "-".join((year, *rest))


_DATE = re.compile(r"([0-9]{4}|\?{4})-([0-9]{2}|\?\?)-([0-9]{2}|\?\?)")


@frozen(field_transformer=strict_fields)
class DocumentInfo:
    """
    The facts in the heading and the foot of a document (Decree 30/2020/NĐ-CP).

    >>> info = DocumentInfo("KẾ HOẠCH", "12", "KH-UBND", date=PartialDate(2024, 1, 25))
    >>> info.date.complete
    True
    """

    kind: str = ""  #: the word of the title (tên loại): ``KẾ HOẠCH``
    #: the number (số), the first half of ``12/KH-UBND``; None beside a symbol was left blank
    number: str | None = None
    symbol: str | None = None  #: the symbol (ký hiệu), the second half: ``KH-UBND``
    issuer: str = ""  #: the office above number and symbol (cơ quan ban hành)
    #: the day of issue (ngày ban hành), None where the document has no line for it
    date: PartialDate | None = None
    signer: str = ""  #: the person who signs (người ký)
    recipients: tuple[str, ...] = ()  #: the offices that receive it (nơi nhận)
    annex_number: str | None = None  #: the number that the annex cites of its plan
    annex_symbol: str | None = None  #: the symbol that the annex cites of its plan
    annex_date: PartialDate | None = None  #: the date that the annex cites of its plan

    __repr__ = as_call

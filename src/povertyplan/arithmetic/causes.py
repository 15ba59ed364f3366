"""The slips by which a figure goes wrong when a plan is typed or computed."""

from enum import StrEnum

from povertyplan.arguments.strict import strict_words


@strict_words
class Cause(StrEnum):
    """
    The slip behind a wrong figure (nguyên nhân sai lệch).

    >>> print(Cause.STALE_DENOMINATOR)
    stale-denominator
    """

    WRONG_DIGIT = "wrong-digit"  #: one digit typed for another
    DIGITS_SWAPPED = "digits-swapped"  #: two digits typed in the wrong order
    DIGIT_DROPPED = "digit-dropped"  #: a digit not typed
    DIGIT_DOUBLED = "digit-doubled"  #: a digit typed twice
    MISTYPED = "mistyped"  #: typed wrong, in none of the ways above
    LETTER_FOR_DIGIT = "letter-for-digit"  #: a letter or a mark typed for a digit, or beside it
    NO_FIGURE = "no-figure"  #: something that is no figure, such as the error of a formula
    PLACEHOLDER = "placeholder"  #: a 1 that was to be replaced
    LEFT_BLANK = "left-blank"  #: a figure that was not typed
    STALE_TOTAL = "stale-total"  #: a total not added up again after a row changed
    STALE_DENOMINATOR = "stale-denominator"  #: divided by the other year's whole
    OTHER_YEAR = "other-year"  #: the count or the rate of the other year
    PERSONS_FOR_HOUSEHOLDS = "persons-for-households"  #: divided by persons
    OTHER_CATEGORY = "other-category"  #: the poor for the near-poor, or the other way
    NEIGHBOUR_ROW = "neighbour-row"  #: the count or the rate of the row above or below
    TRUNCATED = "truncated"  #: digits cut off that should have been rounded
    HALF_EVEN = "half-even"  #: a tie rounded to the even digit
    ROUNDED_TWICE = "rounded-twice"  #: rounded to more places first
    ROUNDED_TO_FULL = "rounded-to-full"  #: rounded to 100 %, which claims that all are covered
    MEAN_OF_RATES = "mean-of-rates"  #: the mean of the rows' rates
    MARK_SHIFTED = "mark-shifted"  #: the decimal mark at another digit
    SHARE_FOR_PERCENT = "share-for-percent"  #: a share of one, not of a hundred
    ROUNDED_BEFORE = "rounded-before"  #: the difference of figures already rounded
    LAST_YEARS_TOTAL = "last-years-total"  #: the total of the other year
    OTHER_COLUMN = "other-column"  #: the total of another column
    SUBTOTAL_ADDED = "subtotal-added"  #: sub-totals added to their own rows
    ROW_LEFT_OUT = "row-left-out"  #: a row that the total does not count
    ROWS_LEFT_OUT = "rows-left-out"  #: several rows that the total does not count
    TEXT_LEFT_OUT = "text-left-out"  #: a figure stored as text, which a sum leaves out
    WRONG_FORMULA = "wrong-formula"  #: a formula that takes other cells, or was not computed again
    ROW_TWICE = "row-twice"  #: a row that the total counts twice
    ROW_PASTED_TWICE = "row-pasted-twice"  #: a row of the annex that stands twice
    ROW_SUPERFLUOUS = "row-superfluous"  #: a row of the annex that should not be there
    ROW_MISSING = "row-missing"  #: a row that the totals count and the annex lacks
    CELLS_EXCHANGED = "cells-exchanged"  #: two figures of a row in each other's place
    ROWS_EXCHANGED = "rows-exchanged"  #: two figures of a column likewise
    COLUMNS_EXCHANGED = "columns-exchanged"  #: two columns likewise
    TOTAL_ROW_OF_LAST_YEAR = "total-row-of-last-year"  #: a total row left from the other year
    TOTAL_ROW_COPIED = "total-row-copied"  #: a total row that repeats another one
    ROW_OF_LAST_YEAR = "row-of-last-year"  #: a row's half that repeats the other year
    ROW_COPIED = "row-copied"  #: a row that repeats the row above or below
    COLUMN_COPIED = "column-copied"  #: a column that repeats another
    OTHER_STATEMENT = "other-statement"  #: another place of the text states the target otherwise
    TWO_SLIPS = "two-slips"  #: two of these that only together explain the figures

"""
The part of the polars interface that the checks of a frame use, as protocols.

Three engines satisfy them: narwhals for every library, polars for its own frames, and
`engines.duckdb` for the relations of DuckDB.
"""

from collections.abc import Iterable
from typing import Any, Literal, Protocol, Self, TypeAlias

# Any, for an engine takes expressions and types of its own only.
Operand: TypeAlias = Any
DType: TypeAlias = Any
#: The name of a column, for ``str`` is a property of an expression.
Name: TypeAlias = str
Closed: TypeAlias = Literal["both", "left", "right", "none"]


class Expression(Protocol):  # noqa: PLW1641  # no expression is hashed
    """An expression over the columns of a frame."""

    def __add__(self, other: Operand, /) -> "Expression":
        """Add."""
        ...

    def __sub__(self, other: Operand, /) -> "Expression":
        """Subtract."""
        ...

    def __mul__(self, other: Operand, /) -> "Expression":
        """Multiply."""
        ...

    def __rmul__(self, other: Operand, /) -> "Expression":
        """Multiply a number by the expression."""
        ...

    def __floordiv__(self, other: Operand, /) -> "Expression":
        """Divide whole numbers of zero or more, and drop the remainder."""
        ...

    def __eq__(self, other: Operand, /) -> "Expression":  # type: ignore[override]  # an expression, no bool
        """Test for equality."""
        ...

    def __ne__(self, other: Operand, /) -> "Expression":  # type: ignore[override]  # an expression, no bool
        """Test for inequality."""
        ...

    def __lt__(self, other: Operand, /) -> "Expression":
        """Test for less."""
        ...

    def __le__(self, other: Operand, /) -> "Expression":
        """Test for less or equal."""
        ...

    def __gt__(self, other: Operand, /) -> "Expression":
        """Test for more."""
        ...

    def __ge__(self, other: Operand, /) -> "Expression":
        """Test for more or equal."""
        ...

    def __and__(self, other: Operand, /) -> "Expression":
        """Test for both."""
        ...

    def __or__(self, other: Operand, /) -> "Expression":
        """Test for one at least."""
        ...

    def __invert__(self) -> "Expression":
        """Negate a test."""
        ...

    @property
    def str(self) -> "TextMethods":
        """The methods of text."""
        ...

    def alias(self, name: Name, /) -> "Expression":
        """Name the column that the expression makes."""
        ...

    def cast(self, dtype: DType, /) -> "Expression":
        """Convert to a type of the engine."""
        ...

    def is_null(self) -> "Expression":
        """Test for null."""
        ...

    def is_nan(self) -> "Expression":
        """Test floats for NaN."""
        ...

    def is_between(
        self, lower_bound: Operand, upper_bound: Operand, closed: Closed = "both"
    ) -> "Expression":
        """Test whole numbers for an interval."""
        ...

    def fill_null(self, value: Operand) -> "Expression":
        """Replace nulls."""
        ...

    def abs(self) -> "Expression":
        """Return the absolute value."""
        ...

    def floor(self) -> "Expression":
        """Round floats down to whole ones."""
        ...

    def sum(self) -> "Expression":
        """Sum the values that are not null; the sum of none is 0."""
        ...

    def count(self) -> "Expression":
        """Count the values that are not null."""
        ...

    def max(self) -> "Expression":
        """Return the largest value."""
        ...

    def median(self) -> "Expression":
        """Return the median, the mean of two."""
        ...

    def over(self, partition_by: Name, /) -> "Expression":
        """Evaluate a count, maximum or median over the rows that share a key."""
        ...


class TextMethods(Protocol):
    """The methods of a text expression."""

    def contains(self, pattern: str, /) -> Expression:
        """Test whether a regular expression is found."""
        ...

    def replace_all(self, pattern: str, value: str, /) -> Expression:
        """Replace every match of a regular expression."""
        ...

    def slice(self, offset: int, length: int | None = None) -> Expression:
        """Take characters from an offset on, counted from 0."""
        ...

    def split(self, by: str, /) -> Expression:
        """Split into a list."""
        ...

    def len_chars(self) -> Expression:
        """Count characters."""
        ...


class Then(Expression, Protocol):
    """A conditional expression: null where its condition does not hold."""

    def otherwise(self, value: Operand, /) -> Expression:
        """Name the value where the condition does not hold."""
        ...


class When(Protocol):
    """A condition that waits for its value."""

    def then(self, value: Operand, /) -> Then:
        """Name the value where the condition holds."""
        ...


class EngineFrame(Protocol):
    """A lazy frame."""

    def select(self, *expressions: Operand) -> "EngineFrame":
        """Keep or make columns."""
        ...

    def with_columns(self, *expressions: Operand) -> "EngineFrame":
        """Add columns, or replace the columns of the same name."""
        ...

    def filter(self, *tests: Operand) -> "EngineFrame":
        """Keep the rows that meet all tests."""
        ...

    def join(self, other: Self, /, on: list[str], how: Literal["left"]) -> "EngineFrame":
        """Add the columns of the rows with the same keys."""
        ...

    def group_by(self, *keys: str) -> "Groups":
        """Group the rows that share keys."""
        ...

    def rename(self, mapping: dict[str, str], /) -> "EngineFrame":
        """Rename columns."""
        ...

    def explode(self, column: str, /) -> "EngineFrame":
        """Repeat each row for every item of a list in it."""
        ...


class Groups(Protocol):
    """A lazy frame whose rows are grouped."""

    def agg(self, *aggregates: Operand) -> EngineFrame:
        """Make one row of each group."""
        ...


class Engine(Protocol):
    """The functions that begin an expression: a module, such as `polars`."""

    @property
    def Int64(self) -> DType:  # noqa: N802  # as the libraries write it
        """The type of whole numbers of 64 bits."""
        ...

    @property
    def String(self) -> DType:  # noqa: N802  # as the libraries write it
        """The type of text."""
        ...

    def col(self, name: str, /) -> Expression:
        """Name a column."""
        ...

    def lit(self, value: int | str, dtype: DType = None) -> Expression:
        """Write a constant."""
        ...

    def when(self, *tests: Operand) -> When:
        """Begin a conditional expression, which holds where all tests are met."""
        ...

    def concat_str(
        self, first: Operand, /, *others: Operand, separator: str = "", ignore_nulls: bool = False
    ) -> Expression:
        """Join texts."""
        ...

    def max_horizontal(self, *values: Operand) -> Expression:
        """Return the largest value of each row that is not null."""
        ...

    def min_horizontal(self, *values: Operand) -> Expression:
        """Return the smallest value of each row that is not null."""
        ...


def any_of(tests: Iterable[Expression]) -> Expression:
    """Return the test whether one of several tests is met, null where that is not known."""
    first, *others = tests
    for test in others:
        first |= test
    return first

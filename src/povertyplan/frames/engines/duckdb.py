"""
Expressions as SQL, and frames as relations of DuckDB.

narwhals writes SQL for DuckDB, too; this module writes it in a fraction of the time, which
docs/scale.md measures.
"""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, ClassVar, Literal

from attrs import frozen

from povertyplan.frames.engines.expressions import Closed, Name, Operand

if TYPE_CHECKING:
    from duckdb import DuckDBPyRelation

Int64, String = "bigint", "varchar"
#: How far the ends of an interval of whole numbers move inwards where they are left out.
_INWARDS: dict[Closed, tuple[int, int]] = {
    "both": (0, 0),
    "left": (0, -1),
    "right": (1, 0),
    "none": (1, -1),
}


def _sql(operand: Operand) -> str:
    if isinstance(operand, SqlExpression):
        return operand.sql
    if isinstance(operand, int):
        return str(operand)
    return "'" + str(operand).replace("'", "''") + "'"


def _quoted(column: str) -> str:
    return '"' + column.replace('"', '""') + '"'


def _operator(sign: str) -> Callable[["SqlExpression", Operand], "SqlExpression"]:
    def applied(left: "SqlExpression", right: Operand) -> "SqlExpression":
        return SqlExpression(f"({left.sql} {sign} {_sql(right)})", left.name)

    return applied


def _function(template: str) -> Callable[["SqlExpression"], "SqlExpression"]:
    def applied(subject: "SqlExpression") -> "SqlExpression":
        return SqlExpression(template.format(subject.sql), subject.name)

    return applied


@frozen(eq=False)
class SqlExpression:
    """
    An expression, and the name of the column that it makes.

    >>> when(col("poor") > 9).then(col("poor") + 1).otherwise(col("row")).sql
    'case when ("poor" > 9) then ("poor" + 1) else "row" end'
    """

    sql: str
    name: str = ""

    __add__ = _operator("+")
    __sub__ = _operator("-")
    __mul__ = __rmul__ = _operator("*")
    #: Unlike polars' division it rounds towards zero; no operand is negative.
    __floordiv__ = _operator("//")
    # Any, as `object` promises a function.
    __hash__: ClassVar[Any] = None
    __lt__ = _operator("<")
    __le__ = _operator("<=")
    __gt__ = _operator(">")
    __ge__ = _operator(">=")
    __and__ = _operator("and")
    __or__ = _operator("or")
    __invert__ = _function("(not {})")
    is_null = _function("({} is null)")
    is_nan = _function("isnan({})")
    abs = _function("abs({})")
    floor = _function("floor({})")
    sum = _function("coalesce(sum({}), 0)")
    count = _function("count({})")
    max = _function("max({})")
    median = _function("median({})")

    def __eq__(self, other: Operand) -> "SqlExpression":  # type: ignore[override]  # an expression, no bool
        """Test for equality."""
        return SqlExpression(f"({self.sql} = {_sql(other)})", self.name)

    def __ne__(self, other: Operand) -> "SqlExpression":  # type: ignore[override]  # an expression, no bool
        """Test for inequality."""
        return SqlExpression(f"({self.sql} <> {_sql(other)})", self.name)

    @property
    def str(self) -> "SqlText":
        """The methods of text."""
        return SqlText(self)

    def alias(self, name: Name) -> "SqlExpression":
        """Name the column."""
        return SqlExpression(self.sql, name)

    def cast(self, dtype: Name) -> "SqlExpression":
        """Convert to a type of SQL."""
        return SqlExpression(f"cast({self.sql} as {dtype})", self.name)

    def is_between(
        self, lower_bound: Operand, upper_bound: Operand, closed: Closed = "both"
    ) -> "SqlExpression":
        """Test a whole number for an interval."""
        up, down = _INWARDS[closed]
        lower = f"{_sql(lower_bound)} + {up}" if up else _sql(lower_bound)
        upper = f"{_sql(upper_bound)} + {down}" if down else _sql(upper_bound)
        return SqlExpression(f"({self.sql} between {lower} and {upper})", self.name)

    def fill_null(self, value: Operand) -> "SqlExpression":
        """Replace nulls."""
        return SqlExpression(f"coalesce({self.sql}, {_sql(value)})", self.name)

    def over(self, partition_by: Name) -> "SqlExpression":
        """Evaluate a count, maximum or median over the rows that share a key."""
        return SqlExpression(f"{self.sql} over (partition by {_quoted(partition_by)})", self.name)

    def otherwise(self, value: Operand) -> "SqlExpression":
        """Name the value where the condition of `SqlWhen` does not hold."""
        return SqlExpression(f"{self.sql.removesuffix(' end')} else {_sql(value)} end", self.name)


@frozen
class SqlText:
    """The methods of a text expression."""

    subject: SqlExpression

    def _function(self, name: str, *arguments: str) -> SqlExpression:
        listed = ", ".join((self.subject.sql, *arguments))
        return SqlExpression(f"{name}({listed})", self.subject.name)

    def contains(self, pattern: str) -> SqlExpression:
        """Test whether a regular expression is found."""
        return self._function("regexp_matches", _sql(pattern))

    def replace_all(self, pattern: str, value: str) -> SqlExpression:
        """Replace every match of a regular expression."""
        return self._function("regexp_replace", _sql(pattern), _sql(value), "'g'")

    def slice(self, offset: int, length: int | None = None) -> SqlExpression:
        """Take characters from an offset on, counted from 0; SQL counts them from 1."""
        start = str(offset + 1)
        if length is None:
            return self._function("substr", start)
        return self._function("substr", start, str(length))

    def split(self, by: str) -> SqlExpression:
        """Split into a list."""
        return self._function("str_split", _sql(by))

    def len_chars(self) -> SqlExpression:
        """Count characters."""
        return self._function("length")


@frozen
class SqlWhen:
    """A condition that waits for its value."""

    condition: str

    def then(self, value: SqlExpression) -> SqlExpression:
        """Name the value where the condition holds; it is null elsewhere."""
        return SqlExpression(f"case when {self.condition} then {value.sql} end", value.name)


def col(name: str) -> SqlExpression:
    """Name a column."""
    return SqlExpression(_quoted(name), name)


def lit(value: int | str, dtype: str | None = None) -> SqlExpression:
    """Write a constant."""
    constant = SqlExpression(_sql(value))
    return constant if dtype is None else constant.cast(dtype)


def when(*tests: SqlExpression) -> SqlWhen:
    """Begin a conditional expression, which holds where all tests are met."""
    return SqlWhen(_all_of(tests))


def concat_str(
    *texts: SqlExpression, separator: str = "", ignore_nulls: bool = False
) -> SqlExpression:
    """Join texts; null if one is null and nulls are not ignored."""
    if ignore_nulls:
        return SqlExpression(f"concat_ws({_sql(separator)}, {_listed(texts)})")
    return SqlExpression(f"({' || '.join(text.sql for text in texts)})")


def max_horizontal(*values: SqlExpression) -> SqlExpression:
    """Return the largest value of each row that is not null."""
    return SqlExpression(f"greatest({_listed(values)})")


def min_horizontal(*values: SqlExpression) -> SqlExpression:
    """Return the smallest value of each row that is not null."""
    return SqlExpression(f"least({_listed(values)})")


def _listed(expressions: Sequence[SqlExpression]) -> str:
    return ", ".join(expression.sql for expression in expressions)


def _all_of(tests: Sequence[SqlExpression]) -> str:
    return " and ".join(test.sql for test in tests)


def _projected(expressions: Sequence[SqlExpression]) -> str:
    return ", ".join(f"{item.sql} as {_quoted(item.name)}" for item in expressions)


def _columns(items: Sequence[SqlExpression | str]) -> str:
    return _projected([col(item) if isinstance(item, str) else item for item in items])


@frozen
class SqlFrame:
    """A relation of DuckDB, as a frame."""

    relation: "DuckDBPyRelation"

    def select(self, *expressions: SqlExpression | str) -> "SqlFrame":
        """Keep or make columns."""
        return SqlFrame(self.relation.project(_columns(expressions)))

    def with_columns(self, *expressions: SqlExpression) -> "SqlFrame":
        """Add columns, or replace the columns of the same name."""
        columns = {name: col(name) for name in self.relation.columns}
        for expression in expressions:
            columns[expression.name] = expression
        return self.select(*columns.values())

    def filter(self, *tests: SqlExpression) -> "SqlFrame":
        """Keep the rows that meet all tests."""
        return SqlFrame(self.relation.filter(_all_of(tests)))

    def join(self, other: "SqlFrame", on: list[str], how: Literal["left"]) -> "SqlFrame":
        """Add the columns of the rows with the same keys."""
        left, right = self.relation.set_alias("left"), other.relation.set_alias("right")
        return SqlFrame(left.join(right, ", ".join(map(_quoted, on)), how))

    def group_by(self, *keys: str) -> "SqlGroups":
        """Group the rows that share keys."""
        return SqlGroups(self.relation, keys)

    def rename(self, mapping: dict[str, str]) -> "SqlFrame":
        """Rename columns."""
        names = self.relation.columns
        return self.select(*(col(name).alias(mapping.get(name, name)) for name in names))

    def explode(self, column: str) -> "SqlFrame":
        """Repeat each row for every item of a list in it."""
        name = _quoted(column)
        return SqlFrame(self.relation.project(f"* replace (unnest({name}) as {name})"))


@frozen
class SqlGroups:
    """A relation of DuckDB whose rows are grouped."""

    relation: "DuckDBPyRelation"
    keys: Sequence[str]

    def agg(self, *aggregates: SqlExpression) -> SqlFrame:
        """Make one row of each group."""
        columns = _columns([*self.keys, *aggregates])
        return SqlFrame(self.relation.aggregate(columns, ", ".join(map(_quoted, self.keys))))

"""
DuckDB's SQL in the words of polars, as far as this package uses them.

narwhals has them for DuckDB, too, but takes as long to write the expressions of a check
as DuckDB to check half a million rows.
"""

from collections.abc import Callable, Mapping, Sequence
from functools import reduce
from typing import Any, ClassVar, TypeAlias

from attrs import evolve, frozen

Int64, String = "bigint", "varchar"
#: A type by this name: an expression has a property `str`.
Name: TypeAlias = str
Operand: TypeAlias = "Expr | int | Name"
# Any, for `==` gives the test here, and not its outcome.
Operator: TypeAlias = Any
#: By how much the ends of an interval of whole numbers move where they are no part of it.
_MOVED: Mapping[str, tuple[int, int]] = {
    "both": (0, 0),
    "left": (0, -1),
    "right": (1, 0),
    "none": (1, -1),
}


def _sql(operand: object) -> str:
    if isinstance(operand, Expr):
        return operand.sql
    return f"{operand}" if isinstance(operand, int) else "'" + f"{operand}".replace("'", "''") + "'"


def _name(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _operator(sign: str) -> Operator:
    def applied(left: "Expr", right: object) -> "Expr":
        return evolve(left, sql=f"({left.sql} {sign} {_sql(right)})")

    return applied


def _function(form: str) -> Callable[["Expr"], "Expr"]:
    return lambda subject: evolve(subject, sql=form.format(subject.sql))


@frozen(eq=False)
class Expr:
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
    #: Of numbers that are not below zero: it cuts where polars rounds down.
    __floordiv__ = _operator("//")
    __hash__: ClassVar[Operator] = None
    __eq__ = _operator("=")
    __ne__ = _operator("<>")
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

    @property
    def str(self) -> "Text":
        """What can be done with text."""
        return Text(self)

    def alias(self, name: Name) -> "Expr":
        """Name the column."""
        return evolve(self, name=name)

    def cast(self, kind: Name) -> "Expr":
        """Take it as of some kind."""
        return evolve(self, sql=f"cast({self.sql} as {kind})")

    def is_between(self, low: Operand, high: Operand, closed: Name = "both") -> "Expr":
        """Test a whole number for an interval."""
        ends = zip((low, high), _MOVED[closed], strict=True)
        first, last = (f"{_sql(end)} + {by}" if by else _sql(end) for end, by in ends)
        return evolve(self, sql=f"({self.sql} between {first} and {last})")

    def fill_null(self, value: Operand) -> "Expr":
        """Take a value where there is none."""
        return evolve(self, sql=f"coalesce({self.sql}, {_sql(value)})")

    def over(self, key: Name) -> "Expr":
        """Compute it over the rows with the same key."""
        return evolve(self, sql=f"{self.sql} over (partition by {_name(key)})")

    def otherwise(self, value: Operand) -> "Expr":
        """Take a value where the tests of a case are not met."""
        return evolve(self, sql=f"{self.sql.removesuffix(' end')} else {_sql(value)} end")


@frozen
class Text:
    """Text, of some expression."""

    of: Expr

    def contains(self, pattern: str) -> Expr:
        """Search a pattern."""
        return evolve(self.of, sql=f"regexp_matches({self.of.sql}, {_sql(pattern)})")

    def replace_all(self, pattern: str, by: str) -> Expr:
        """Replace what a pattern matches."""
        sql = f"regexp_replace({self.of.sql}, {_sql(pattern)}, {_sql(by)}, 'g')"
        return evolve(self.of, sql=sql)

    def slice(self, offset: int, length: int | None = None) -> Expr:
        """Take a part."""
        size = "" if length is None else f", {length}"
        return evolve(self.of, sql=f"substr({self.of.sql}, {offset + 1}{size})")

    def split(self, by: str) -> Expr:
        """Split it into a list."""
        return evolve(self.of, sql=f"str_split({self.of.sql}, {_sql(by)})")

    def len_chars(self) -> Expr:
        """Count its characters."""
        return evolve(self.of, sql=f"length({self.of.sql})")


@frozen
class When:
    """Tests, of which the case is yet to come."""

    tests: str

    def then(self, value: Expr) -> Expr:
        """Take a value where all tests are met, and none elsewhere."""
        return evolve(value, sql=f"case when {self.tests} then {value.sql} end")


def col(name: str) -> Expr:
    """Name a column."""
    return Expr(_name(name), name)


def lit(value: int | str, dtype: str = "") -> Expr:
    """Write a constant."""
    return Expr(f"cast({_sql(value)} as {dtype})" if dtype else _sql(value))


def when(*tests: Expr) -> When:
    """Begin a case."""
    return When(_all(tests))


def len() -> Expr:  # noqa: A001  # as polars calls it
    """Count rows."""
    return Expr("count(*)")


def concat_str(*texts: Expr, separator: str = "", ignore_nulls: bool = False) -> Expr:
    """Join texts."""
    if ignore_nulls:
        return Expr(f"concat_ws({_sql(separator)}, {', '.join(text.sql for text in texts)})")
    return Expr(f"({' || '.join(text.sql for text in texts)})")


def max_horizontal(*values: Expr) -> Expr:
    """Take the largest."""
    return Expr(f"greatest({', '.join(value.sql for value in values)})")


def min_horizontal(*values: Expr) -> Expr:
    """Take the smallest."""
    return Expr(f"least({', '.join(value.sql for value in values)})")


def _all(tests: Sequence[Expr]) -> str:
    return " and ".join(test.sql for test in tests)


def _columns(items: Sequence[Expr | str]) -> str:
    named = (col(item) if isinstance(item, str) else item for item in items)
    return ", ".join(f"{item.sql} as {_name(item.name)}" for item in named)


@frozen
class Table:
    """A relation of DuckDB."""

    relation: Any

    def select(self, *items: Expr | str) -> "Table":
        """Take columns."""
        return Table(self.relation.project(_columns(items)))

    def with_columns(self, *items: Expr) -> "Table":
        """Add columns, or replace those of the same name."""
        made = {item.name: item for item in items}
        return self.select(*({name: name for name in self.relation.columns} | made).values())

    def filter(self, *tests: Expr) -> "Table":
        """Keep the rows that meet all tests."""
        return Table(self.relation.filter(_all(tests)))

    def join(self, other: "Table", on: Sequence[str], how: str) -> "Table":
        """Set beside each row those of another table that agree in some columns."""
        left, right = self.relation.set_alias("left"), other.relation.set_alias("right")
        return Table(left.join(right, ", ".join(map(_name, on)), how))

    def group_by(self, *keys: str) -> "Groups":
        """Group the rows that agree in some columns."""
        return Groups(self.relation, keys)

    def rename(self, names: Mapping[str, str]) -> "Table":
        """Name columns anew."""
        every = self.relation.columns
        return self.select(*(col(name).alias(names.get(name, name)) for name in every))

    def explode(self, name: str) -> "Table":
        """Repeat each row for all that a list in it holds."""
        column = _name(name)
        return Table(self.relation.project(f"* replace (unnest({column}) as {column})"))


@frozen
class Groups:
    """A relation of DuckDB whose rows are grouped."""

    relation: Any
    keys: Sequence[str]

    def agg(self, *items: Expr) -> Table:
        """Make one row of each group."""
        grouped = _columns([*self.keys, *items])
        return Table(self.relation.aggregate(grouped, ", ".join(map(_name, self.keys))))


def concat(tables: Sequence[Table]) -> Table:
    """Stack tables."""
    return reduce(lambda above, below: Table(above.relation.union(below.relation)), tables)

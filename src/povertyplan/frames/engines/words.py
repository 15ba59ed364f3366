"""
The words in which expressions over a frame are written: those of polars.

narwhals takes them for every library, and writes each expression anew in that of the frame,
which takes as long as to check half a million rows.  So a frame of polars is asked in the
same words directly, and one of DuckDB in the SQL that `engines.sql` makes of them.
"""

from collections.abc import Iterable
from typing import Any, Protocol, TypeAlias, cast

import narwhals.stable.v2 as nw

from povertyplan.frames.engines import sql

# Any, for the frame inside is the user's, of whatever library.
Frame: TypeAlias = nw.LazyFrame[Any]
Expr: TypeAlias = nw.Expr


class Words(Protocol):
    """What this package says of a frame, in the typing of narwhals."""

    @property
    def Int64(self) -> type[nw.Int64]:  # noqa: N802  # as the libraries write it
        """Whole numbers of 64 bits."""
        ...

    @property
    def String(self) -> type[nw.String]:  # noqa: N802  # as the libraries write it
        """Text."""
        ...

    def col(self, name: str, /) -> Expr:
        """Name a column."""
        ...

    def lit(self, value: int | str, dtype: type[nw.Int64] | None = None) -> Expr:
        """Write a constant."""
        ...

    def when(self, *predicates: Expr) -> nw.When:
        """Begin what holds where all predicates are met."""
        ...

    def len(self) -> Expr:
        """Count rows."""
        ...

    def concat_str(
        self, exprs: Expr, *more_exprs: Expr, separator: str = "", ignore_nulls: bool = False
    ) -> Expr:
        """Join texts."""
        ...

    def max_horizontal(self, *exprs: Expr) -> Expr:
        """Take the largest of each row that is not null."""
        ...

    def min_horizontal(self, *exprs: Expr) -> Expr:
        """Take the smallest of each row that is not null."""
        ...

    def concat(self, items: list[Frame]) -> Frame:
        """Stack frames."""
        ...


def in_own_words(frame: Frame) -> tuple[Words, Frame]:
    """Return the words for a frame, and the frame that takes them."""
    if frame.implementation.is_polars():
        own = frame.implementation.to_native_namespace()
        return cast("Words", own), cast("Frame", frame.to_native())
    if frame.implementation.is_duckdb():
        return cast("Words", sql), cast("Frame", sql.Table(frame.to_native()))
    return nw, frame


def for_narwhals(frame: object) -> Frame:
    """Return a frame that was asked in its own words as narwhals takes it."""
    own = frame.relation if isinstance(frame, sql.Table) else frame
    return cast("Frame", nw.from_native(cast("Any", own)))


def any_of(tests: Iterable[Expr]) -> Expr:
    """Return whether one of the tests is met, null where none is and one may be."""
    found, *others = tests
    for test in others:
        found |= test
    return found

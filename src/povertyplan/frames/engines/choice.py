"""The engine of a frame, and the way back to narwhals."""

from typing import Any

import narwhals.stable.v2 as nw

from povertyplan.frames.engines import duckdb
from povertyplan.frames.engines.expressions import Engine, EngineFrame


def engine_of(frame: nw.LazyFrame[Any]) -> tuple[Engine, EngineFrame]:
    """
    Return the engine for a frame, and the frame that takes its expressions.

    narwhals translates each expression for the library of the frame.  polars takes the same
    expressions as they are, and DuckDB the SQL of `engines.duckdb`.
    """
    if frame.implementation.is_polars():
        import polars as pl  # noqa: PLC0415  # installed where a frame is one of polars

        lazy: pl.LazyFrame = frame.to_native()
        return pl, lazy
    if frame.implementation.is_duckdb():
        return duckdb, duckdb.SqlFrame(frame.to_native())
    return nw, frame


def to_narwhals(frame: EngineFrame) -> nw.LazyFrame[Any]:
    """Return the frame of any engine as one of narwhals."""
    native: Any = frame.relation if isinstance(frame, duckdb.SqlFrame) else frame
    wrapped: nw.LazyFrame[Any] = nw.from_native(native)
    return wrapped

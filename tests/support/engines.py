"""The engines under test: a polars frame converted to each of them, and its rows read back."""

from collections.abc import Callable, Mapping
from typing import Any, TypeAlias

import duckdb
import narwhals.stable.v2 as nw
import pandas as pd
import polars as pl

# Any, because each engine has its own frames.
Native: TypeAlias = Any


def _pandas_numpy(frame: pl.DataFrame) -> pd.DataFrame:
    """Convert to pandas with its default types: numbers with blanks are floats with NaN."""
    return pd.DataFrame(frame.to_dict(as_series=False))


#: A single connection, because DuckDB joins only relations of one connection.
_LINK = duckdb.connect()


def _duckdb(frame: pl.DataFrame) -> duckdb.DuckDBPyRelation:
    return _LINK.from_arrow(frame.to_arrow())


Engine: TypeAlias = Callable[[pl.DataFrame], Native]
ENGINES: Mapping[str, Engine] = {
    "polars": lambda frame: frame,
    "polars lazy": lambda frame: frame.lazy(),
    "pandas numpy": _pandas_numpy,
    "pandas nullable": lambda frame: frame.to_pandas().convert_dtypes(),
    "pandas pyarrow": lambda frame: frame.to_pandas(use_pyarrow_extension_array=True),
    "pyarrow": pl.DataFrame.to_arrow,
    "duckdb": _duckdb,
}


def rows(frame: Native) -> list[dict[str, Any]]:
    """Return the rows of a frame of any engine as dicts, with None for missing values."""
    table = nw.from_native(frame).lazy().collect().to_arrow()
    collected: list[dict[str, Any]] = table.to_pylist()
    return collected

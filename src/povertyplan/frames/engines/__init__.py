"""
The engines that evaluate expressions: narwhals, polars and DuckDB.

`expressions` has the protocols that they satisfy, `duckdb` writes SQL, and `choice` picks the
engine of a frame.
"""

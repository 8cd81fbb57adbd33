"""The plan as SQL on DuckDB, over the Parquet files of the segments and the live tail."""

from quarterdeck.engine.duck.answering import answer

__all__ = ["answer"]

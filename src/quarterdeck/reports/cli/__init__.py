"""Commands of the room."""

from quarterdeck.reports.cli.check import check, read

__all__ = ["check", "read"]

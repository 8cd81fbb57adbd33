"""Commands of the room."""

from quarterdeck.reports.cli.check import check, read
from quarterdeck.reports.cli.report import report

__all__ = ["check", "read", "report"]

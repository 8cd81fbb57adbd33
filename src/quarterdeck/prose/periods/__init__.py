"""Periods and dates as texts write them: quý I/2024, 3 tháng đầu năm, the first quarter, as of March 15."""

from quarterdeck.prose.periods.context import Context
from quarterdeck.prose.periods.document import context
from quarterdeck.prose.periods.mention import Fiscal, PeriodMention, When
from quarterdeck.prose.periods.scan import covering, mentions, named, times

__all__ = ["Context", "Fiscal", "PeriodMention", "When", "context", "covering", "mentions", "named", "times"]

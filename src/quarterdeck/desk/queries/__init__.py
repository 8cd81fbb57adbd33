"""Read what Home shows, and search everything."""

from quarterdeck.desk.queries.home import Home, home, period_of_interest
from quarterdeck.desk.queries.searching import Found, search

__all__ = ["Found", "Home", "home", "period_of_interest", "search"]

"""Reviews and what was put before them, said and concluded."""

from quarterdeck.reviews.models.outcome import Assessment, Conclusion, Notice
from quarterdeck.reviews.models.review import AgendaItem, Attendance, Opinion, Paper, Review

__all__ = ["AgendaItem", "Assessment", "Attendance", "Conclusion", "Notice", "Opinion", "Paper", "Review"]

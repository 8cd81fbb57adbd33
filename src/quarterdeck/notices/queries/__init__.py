"""Reads of notices: the inbox, what is due by mail, who is told, calendars."""

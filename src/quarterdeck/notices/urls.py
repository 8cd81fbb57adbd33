"""Addresses of notices."""

from django.urls import path

from quarterdeck.notices.views import calendar, choices, inbox

app_name = "notices"
urlpatterns = [
    path("notices/", inbox.index, name="index"),
    path("notices/read/", inbox.mark_all, name="mark_all"),
    path("notices/choices/", choices.choices, name="choices"),
    path("notices/calendar/", calendar.index, name="calendar"),
    path("notices/calendar/<int:pk>/revoke/", calendar.revoke, name="revoke"),
    path("calendar/<str:secret>.ics", calendar.feed, name="feed"),
    path("notices/<int:pk>/", inbox.read, name="read"),
    path("notices/<int:pk>/mark/", inbox.mark, name="mark"),
]

"""Addresses of notices."""

from django.urls import path

from quarterdeck.notices.views import choices, inbox

app_name = "notices"
urlpatterns = [
    path("notices/", inbox.index, name="index"),
    path("notices/read/", inbox.mark_all, name="mark_all"),
    path("notices/choices/", choices.choices, name="choices"),
    path("notices/<int:pk>/", inbox.read, name="read"),
    path("notices/<int:pk>/mark/", inbox.mark, name="mark"),
]

"""Addresses of difficulties."""

from django.urls import path

from quarterdeck.difficulties import views

app_name = "difficulties"
urlpatterns = [
    path("", views.index, name="index"),
    path("new/", views.new, name="new"),
    path("due/", views.due, name="due"),
    path("<slug:code>/", views.difficulty, name="difficulty"),
    path("<slug:code>/answer/", views.answer, name="answer"),
    path("<slug:code>/return/", views.give_back, name="return"),
    path("<slug:code>/confirm/", views.confirm, name="confirm"),
]

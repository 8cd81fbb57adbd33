"""Addresses of Home, search and set-up."""

from django.urls import path

from quarterdeck.desk import views

app_name = "desk"
urlpatterns = [
    path("", views.home, name="home"),
    path("search/", views.search, name="search"),
    path("setup/", views.setup, name="setup"),
]

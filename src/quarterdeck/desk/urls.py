"""Addresses of Home, search and set-up."""

from django.urls import URLPattern

app_name = "desk"
urlpatterns: list[URLPattern] = []

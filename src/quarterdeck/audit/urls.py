"""Addresses of the record."""

from django.urls import path

from quarterdeck.audit import views

app_name = "audit"
urlpatterns = [path("audit/", views.index, name="index")]

"""Addresses of kept files."""

from django.urls import path

from quarterdeck.files import views

app_name = "files"
urlpatterns = [path("files/<str:digest>/", views.fetch, name="fetch")]

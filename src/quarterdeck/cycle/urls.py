"""Addresses of the cycle."""

from django.urls import path

from quarterdeck.cycle import views

app_name = "cycle"
urlpatterns = [
    path("reviews/<str:code>/agenda/", views.prepare, name="prepare"),
    path("reviews/<str:code>/open/", views.open_review, name="open"),
]

"""Addresses of the register."""

from django.urls import path

from quarterdeck.documents import views

app_name = "documents"
urlpatterns = [
    path("", views.index, name="index"),
    path("register.<str:form>", views.export, name="export"),
    path("new/", views.new, name="new"),
    path("new/number/", views.number, name="number"),
    path("<int:pk>/", views.document, name="document"),
]

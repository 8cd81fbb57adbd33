"""The addresses of Quarterdeck and an empty page to compare with."""

from django.http import HttpRequest, HttpResponse
from django.urls import include, path


def empty(request: HttpRequest) -> HttpResponse:
    """The least that the framework can answer through the same middleware."""
    return HttpResponse("<!doctype html><title>empty</title>")


urlpatterns = [path("bench-empty/", empty), path("", include("quarterdeck.config.urls"))]

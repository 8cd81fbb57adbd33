"""Addresses of drafts and papers."""

from django.urls import path

from quarterdeck.reports.views import drafts

app_name = "reports"
urlpatterns = [
    path("reports/drafts/", drafts.index, name="drafts"),
    path("reports/drafts/<int:number>/", drafts.draft, name="draft"),
]

"""Addresses of drafts and papers."""

from django.urls import path

from quarterdeck.reports.views import drafts, papers, writing

app_name = "reports"
urlpatterns = [
    path("reports/", papers.index, name="index"),
    path("reports/paper.css", papers.stylesheet, name="stylesheet"),
    path("reports/write.json", writing.written, name="write"),
    path("reports/drafts/", drafts.index, name="drafts"),
    path("reports/drafts/<int:number>/", drafts.draft, name="draft"),
    path("reports/<str:code>/<str:kind>/", papers.paper, name="paper"),
    path("reports/<str:code>/<str:kind>/<str:lang>.<str:form>", papers.download, name="download"),
]

"""Addresses of drafts and papers."""

from django.urls import path

from quarterdeck.reports.views import acts, drafts, inquiries, papers, writing

app_name = "reports"
FINDING = "reports/drafts/<int:number>/findings/<int:finding>"
urlpatterns = [
    path("reports/", papers.index, name="index"),
    path("reports/paper.css", papers.stylesheet, name="stylesheet"),
    path("reports/write.json", writing.written, name="write"),
    path("reports/drafts/", drafts.index, name="drafts"),
    path("reports/drafts/<int:number>/", drafts.draft, name="draft"),
    path("reports/drafts/<int:number>/progress/", drafts.progress, name="progress"),
    path("reports/drafts/<int:number>/again/", acts.again, name="again"),
    path("reports/drafts/<int:number>/undo/<int:change>/", acts.undo, name="undo"),
    path(f"{FINDING}/accept/", acts.accept, name="accept"),
    path(f"{FINDING}/words/", acts.own_words, name="own_words"),
    path(f"{FINDING}/aside/", acts.set_aside, name="set_aside"),
    path(f"{FINDING}/again/", acts.take_up, name="take_up"),
    path(f"{FINDING}/ask/", acts.ask, name="ask"),
    path("reports/inquiries/", inquiries.index, name="inquiries"),
    path("reports/inquiries/<int:number>/", inquiries.inquiry, name="inquiry"),
    path("reports/<str:code>/<str:kind>/", papers.paper, name="paper"),
    path("reports/<str:code>/<str:kind>/<str:lang>.<str:form>", papers.download, name="download"),
]

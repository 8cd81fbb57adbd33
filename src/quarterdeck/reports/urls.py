"""Addresses of drafts and papers."""

from django.urls import path

from quarterdeck.reports.views import acts, drafts, exports, inquiries, intake, papers, reading, templates, writing

app_name = "reports"
FINDING = "reports/drafts/<int:number>/findings/<int:finding>"
PROPOSAL = "reports/intake/<int:number>/proposals/<int:proposal>"
urlpatterns = [
    path("reports/", papers.index, name="index"),
    path("reports/paper.css", papers.stylesheet, name="stylesheet"),
    path("reports/write.json", writing.written, name="write"),
    path("reports/difference/", writing.differing, name="difference"),
    path("reports/difference.json", writing.differences, name="differences"),
    path("reports/read.json", reading.read, name="read"),
    path("reports/check.json", reading.check, name="check"),
    path("reports/drafts/", drafts.index, name="drafts"),
    path("reports/drafts/<int:number>/", drafts.draft, name="draft"),
    path("reports/drafts/<int:number>/checked.docx", exports.word, name="checked_word"),
    path("reports/drafts/<int:number>/findings.json", exports.findings, name="findings"),
    path("reports/drafts/<int:number>/certificate/", exports.certificate, name="certificate"),
    path("reports/drafts/<int:number>/certificate/<str:lang>.<str:form>", exports.certificate_file, name="certified"),
    path("reports/drafts/<int:number>/progress/", drafts.progress, name="progress"),
    path("reports/drafts/<int:number>/again/", acts.again, name="again"),
    path("reports/drafts/<int:number>/undo/<int:change>/", acts.undo, name="undo"),
    path(f"{FINDING}/accept/", acts.accept, name="accept"),
    path(f"{FINDING}/words/", acts.own_words, name="own_words"),
    path(f"{FINDING}/aside/", acts.set_aside, name="set_aside"),
    path(f"{FINDING}/again/", acts.take_up, name="take_up"),
    path(f"{FINDING}/means/", acts.choose, name="choose"),
    path(f"{FINDING}/ask/", acts.ask, name="ask"),
    path("reports/inquiries/", inquiries.index, name="inquiries"),
    path("reports/inquiries/<int:number>/", inquiries.inquiry, name="inquiry"),
    path("reports/intake/", intake.index, name="intake"),
    path("reports/intake/<int:number>/", intake.incoming, name="incoming"),
    path(f"{PROPOSAL}/accept/", intake.accept, name="proposal_accept"),
    path(f"{PROPOSAL}/edit/", intake.edit, name="proposal_edit"),
    path(f"{PROPOSAL}/aside/", intake.aside, name="proposal_aside"),
    path(f"{PROPOSAL}/again/", intake.again, name="proposal_again"),
    path("reports/templates/", templates.index, name="templates"),
    path("reports/templates/example-<str:lang>.docx", templates.example, name="template_example"),
    path("reports/templates/<int:number>/", templates.template, name="template"),
    path("reports/templates/<int:number>/template.docx", templates.source, name="template_source"),
    path("reports/templates/<int:number>/filled.docx", templates.filled, name="template_filled"),
    path("reports/templates/<int:number>/references.json", templates.references, name="template_references"),
    path("reports/templates/<int:number>/retire/", templates.retire, name="template_retire"),
    path("reports/<str:code>/<str:kind>/", papers.paper, name="paper"),
    path("reports/<str:code>/<str:kind>/<str:lang>.<str:form>", papers.download, name="download"),
]

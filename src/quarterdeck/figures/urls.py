"""Addresses of the figures."""

from django.urls import path

from quarterdeck.figures.views import batches, entry, exports, imports, indicator, origin, query, table

app_name = "figures"
urlpatterns = [
    path("", table.index, name="index"),
    path("export.<str:kind>", exports.export, name="export"),
    path("query.json", query.answer, name="query"),
    path("import/", imports.upload, name="import"),
    path("import/template.xlsx", imports.template, name="template"),
    path("import/<str:digest>/", imports.look, name="look"),
    path("batches/<int:number>/", batches.batch, name="batch"),
    path("<str:code>/", indicator.page, name="indicator"),
    path("<str:code>/origin/", origin.panel, name="origin"),
    path("<str:code>/report/", entry.report, name="report"),
]

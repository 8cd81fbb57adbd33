"""Addresses of the areas."""

from django.urls import path

from quarterdeck.areas.views import compare, flow, index, map, unit

app_name = "areas"
urlpatterns = [
    path("", index.index, name="index"),
    path("export.<str:kind>", index.export, name="export"),
    path("branch/<path:uid>/", index.branch, name="branch"),
    path("units/<path:uid>/", unit.page, name="unit"),
    path("compare/", compare.page, name="compare"),
    path("compare/export.<str:kind>", compare.export, name="compare_export"),
    path("flow/", flow.page, name="flow"),
    path("map/", map.page, name="map"),
]

"""Addresses of the areas."""

from django.urls import path

from quarterdeck.areas.views import compare, event_days, event_drafts, events, flow, index, map, unit

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
    path("events/", events.index, name="events"),
    path("events/new/", event_drafts.new, name="new"),
    path("events/find/", event_drafts.find, name="find"),
    path("events/day/", event_days.page, name="day"),
    path("events/day/step/", event_days.step, name="day_step"),
    path("events/day/withdraw/", event_days.withdraw, name="day_withdraw"),
    path("events/<str:code>/", events.event, name="event"),
    path("events/<str:code>/revise/", event_drafts.revise, name="revise"),
    path("events/<str:code>/withdraw/", events.withdraw, name="withdraw"),
    path("events/<str:code>/heir/", events.heir, name="heir"),
    path("events/<str:code>/<str:step>/", events.step, name="step"),
]

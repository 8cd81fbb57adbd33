"""Addresses of difficulties, calls for them and the watch list."""

from django.urls import path

from quarterdeck.difficulties.views import answering, calls, lists, one, raising, watch

app_name = "difficulties"
urlpatterns = [
    path("", lists.index, name="index"),
    path("list.<slug:kind>", lists.export, name="export"),
    path("new/", raising.new, name="new"),
    path("due/", raising.due, name="due"),
    path("route/", raising.route, name="route"),
    path("calls/", calls.index, name="calls"),
    path("calls/list.<slug:kind>", calls.export_calls, name="calls_export"),
    path("calls/new/", calls.new, name="call_new"),
    path("calls/<slug:code>/", calls.call, name="call"),
    path("calls/<slug:code>/nil/", calls.nil, name="call_nil"),
    path("calls/<slug:code>/move/", calls.move, name="call_move"),
    path("calls/<slug:code>/replies.<slug:kind>", calls.export, name="call_export"),
    path("watch/", watch.index, name="watch"),
    path("watch/list.<slug:kind>", watch.export, name="watch_export"),
    path("watch/new/", watch.new, name="watch_new"),
    path("watch/<slug:code>/", watch.entry, name="watch_entry"),
    path("watch/<slug:code>/correct/", watch.correct, name="watch_correct"),
    path("watch/<slug:code>/off/", watch.take_off, name="watch_off"),
    path("<slug:code>/", one.difficulty, name="difficulty"),
    path("<slug:code>/answer/", answering.answer, name="answer"),
    path("<slug:code>/interim/", answering.interim, name="interim"),
    path("<slug:code>/return/", answering.give_back, name="return"),
    path("<slug:code>/confirm/", answering.confirm, name="confirm"),
    path("<slug:code>/hand-over/", raising.hand_over, name="hand_over"),
    path("<slug:code>/support/<slug:kind>/", answering.step, name="step"),
]

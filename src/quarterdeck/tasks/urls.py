"""Addresses of tasks."""

from django.urls import path

from quarterdeck.tasks.views import extending, following, groups, handing, letter, lists, taking_in, totals, writing

app_name = "tasks"
urlpatterns = [
    path("tasks/", lists.index, name="index"),
    path("tasks/board/", lists.board, name="board"),
    path("tasks/export.<str:kind>", lists.export, name="export"),
    path("tasks/summary/", totals.summary, name="summary"),
    path("tasks/summary/export.<str:kind>", totals.export, name="summary_export"),
    path("tasks/groups/", groups.index, name="groups"),
    path("tasks/groups/<str:code>/", groups.group, name="group"),
    path("tasks/unclear/", groups.unclear, name="unclear"),
    path("tasks/new/", writing.new, name="new"),
    path("tasks/new/check/", writing.check, name="check"),
    path("tasks/new/keep/", writing.keep, name="keep"),
    path("tasks/import/", taking_in.send, name="sheet_send"),
    path("tasks/import/<str:digest>/", taking_in.columns, name="sheet_columns"),
    path("tasks/import/<str:digest>/look/", taking_in.look, name="sheet_look"),
    path("tasks/handover/", handing.handover, name="handover"),
    path("tasks/<str:code>/", letter.task, name="task"),
    path("tasks/<str:code>/following/", following.following, name="following"),
    path("tasks/<str:code>/target/", following.target, name="target"),
    path("tasks/<str:code>/milestones/", following.plan, name="plan_milestone"),
    path("tasks/<str:code>/milestones/<int:number>/", following.change, name="change_milestone"),
    path("tasks/<str:code>/milestones/<int:number>/met/", following.meet, name="meet_milestone"),
    path("tasks/<str:code>/milestones/<int:number>/drop/", following.drop, name="drop_milestone"),
    path("tasks/<str:code>/contributions/", following.contribute, name="contribute"),
    path("tasks/<str:code>/contributions/<str:organisation>/done/", following.contributed, name="contributed"),
    path("tasks/<str:code>/take-on/", letter.take_on, name="take_on"),
    path("tasks/<str:code>/decline/", extending.decline, name="decline"),
    path("tasks/<str:code>/keep/", extending.keep, name="keep_with_lead"),
    path("tasks/<str:code>/extension/", extending.ask, name="ask_extension"),
    path("tasks/<str:code>/extension/grant/", extending.grant, name="grant_extension"),
    path("tasks/<str:code>/extension/refuse/", extending.refuse, name="refuse_extension"),
    path("tasks/<str:code>/progress/", letter.progress, name="progress"),
    path("tasks/<str:code>/evidence/", letter.evidence, name="evidence"),
    path("tasks/<str:code>/accept/", letter.accept, name="accept"),
    path("tasks/<str:code>/return/", letter.give_back, name="return"),
    path("tasks/<str:code>/cancel/", letter.cancel, name="cancel"),
]

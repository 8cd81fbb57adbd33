"""Addresses of the handbook."""

from django.urls import path

from quarterdeck.handbook.views import editions, lists, one, writing

app_name = "handbook"
urlpatterns = [
    path("", lists.index, name="index"),
    path("handbook.xlsx", editions.export, name="export"),
    path("book.<str:form>", editions.working, name="working"),
    path("editions/", editions.index, name="editions"),
    path("editions/new/", editions.new, name="publish_edition"),
    path("editions/<int:number>/", editions.edition, name="edition"),
    path("editions/<int:number>/book.<str:form>", editions.printed, name="printed"),
    path("new/", writing.new, name="new"),
    path("waiting/", lists.waiting, name="waiting"),
    path("waiting/draft/", lists.draft_chosen, name="draft_chosen"),
    path("alike/", lists.alike, name="alike"),
    path("<int:number>/", one.entry, name="entry"),
    path("<int:number>/edit/", writing.edit, name="edit"),
    path("<int:number>/publish/", one.publish, name="publish"),
    path("<int:number>/confirm/", one.confirm, name="confirm"),
    path("<int:number>/holds/", one.holds, name="holds"),
    path("<int:number>/withdraw/", one.withdraw, name="withdraw"),
    path("<int:number>/solved/", one.solved, name="solved"),
    path("<int:number>/unsolved/", one.unsolved, name="unsolved"),
    path("<int:number>/answer/<slug:code>/", one.answer, name="answer"),
]

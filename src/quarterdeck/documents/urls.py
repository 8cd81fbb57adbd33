"""Addresses of the register."""

from django.urls import path

from quarterdeck.documents.views import books, citing, entering, lists, one

app_name = "documents"
urlpatterns = [
    path("", lists.index, name="index"),
    path("register.<str:form>", lists.export, name="export"),
    path("numbers/", lists.numbers, name="numbers"),
    path("books/", books.index, name="books"),
    path("books/book.<str:form>", books.print_book, name="print"),
    path("new/", entering.new, name="new"),
    path("new/number/", entering.number, name="number"),
    path("cites/<slug:kind>/<path:ref>/", citing.cites, name="cites"),
    path("citations/<int:pk>/take-back/", citing.take_back, name="take_back"),
    path("<int:pk>/", one.document, name="document"),
    path("<int:pk>/bound/", one.bound, name="bound"),
    path("<int:pk>/pass-on/", one.pass_on, name="pass_on"),
]

"""Addresses of bodies, posts and accounts."""

from django.urls import path

from quarterdeck.people.views import accounts, bodies, founding, posts

app_name = "people"
urlpatterns = [
    path("", bodies.index, name="index"),
    path("export.<str:kind>", bodies.export, name="export"),
    path("bodies/new/", founding.new, name="new"),
    path("bodies/new/proposals/", founding.proposals, name="proposals"),
    path("bodies/new/units/", founding.units, name="units"),
    path("bodies/<str:code>/", bodies.page, name="body"),
    path("bodies/<str:code>/end/", posts.end_body, name="end_body"),
    path("bodies/<str:code>/posts/new/", posts.new, name="new_post"),
    path("posts/<str:code>/end/", posts.end, name="end_post"),
    path("posts/<str:code>/take-up/", posts.take_up, name="take_up"),
    path("terms/<int:pk>/end/", posts.leave, name="leave"),
    path("accounts/", accounts.index, name="accounts"),
    path("accounts/new/", accounts.new, name="new_account"),
    path("accounts/<str:username>/", accounts.page, name="account"),
    path("accounts/<str:username>/password/", accounts.password, name="password"),
    path("accounts/<str:username>/<str:act>/", accounts.switch, name="switch"),
]

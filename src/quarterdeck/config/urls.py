"""Every room's addresses in one list."""

from allauth.account import views as account
from django.urls import include, path
from django.views.generic import RedirectView
from django.views.i18n import set_language

from quarterdeck.web.gates import public

urlpatterns = [
    path("account/login/", public(account.login), name="account_login"),
    path("account/logout/", public(account.logout), name="account_logout"),
    path("account/password/change/", public(account.password_change), name="account_change_password"),
    path("account/reauthenticate/", public(account.reauthenticate), name="account_reauthenticate"),
    path("account/inactive/", public(account.account_inactive), name="account_inactive"),
    path("i18n/setlang/", public(set_language), name="set_language"),
    path("favicon.ico", public(RedirectView.as_view(url="/static/web/favicon.svg")), name="favicon"),
    path("", include("quarterdeck.desk.urls")),
    path("", include("quarterdeck.audit.urls")),
    path("", include("quarterdeck.files.urls")),
    path("areas/", include("quarterdeck.areas.urls")),
    path("people/", include("quarterdeck.people.urls")),
    path("", include("quarterdeck.notices.urls")),
    path("figures/", include("quarterdeck.figures.urls")),
    path("documents/", include("quarterdeck.documents.urls")),
    path("difficulties/", include("quarterdeck.difficulties.urls")),
    path("handbook/", include("quarterdeck.handbook.urls")),
    path("", include("quarterdeck.cycle.urls")),
    path("", include("quarterdeck.reviews.urls")),
    path("", include("quarterdeck.tasks.urls")),
    path("", include("quarterdeck.reports.urls")),
]

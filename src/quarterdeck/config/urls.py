"""Every room's addresses in one list."""

from django.urls import include, path
from django.views.generic import RedirectView
from django.views.i18n import set_language

from quarterdeck.web.gates import public

urlpatterns = [
    path("account/", include("allauth.account.urls")),
    path("i18n/setlang/", public(set_language), name="set_language"),
    path("favicon.ico", public(RedirectView.as_view(url="/static/web/favicon.svg")), name="favicon"),
    path("", include("quarterdeck.desk.urls")),
    path("", include("quarterdeck.files.urls")),
    path("difficulties/", include("quarterdeck.difficulties.urls")),
    path("", include("quarterdeck.cycle.urls")),
    path("", include("quarterdeck.reviews.urls")),
]

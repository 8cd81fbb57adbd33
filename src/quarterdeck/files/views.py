"""Fetch a kept file."""

from urllib.parse import quote

from django.http import HttpRequest, HttpResponse

from quarterdeck.core.rights import Right
from quarterdeck.files import queries
from quarterdeck.web.gates import gate


@gate(Right.READ)
def fetch(request: HttpRequest, digest: str) -> HttpResponse:
    """The file as an attachment, never shown inside the site's own origin."""
    kept = queries.kept_file(digest)
    response = HttpResponse(queries.content(kept), content_type="application/octet-stream")
    response.headers["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(kept.name)}"
    return response

"""Read the address of the mail server from one setting."""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from quarterdeck.core.errors import BadInput
from quarterdeck.core.messages import Message, gettext_noop

# How a scheme protects the line, and the port it uses where none is given.
SECURITIES: Mapping[str, int] = {"smtp": 25, "smtp+starttls": 587, "smtps": 465}


@dataclass(frozen=True, slots=True)
class Server:
    """A mail server; `security` is a key of `SECURITIES`. Without a user nobody signs in there."""

    host: str
    port: int
    security: str
    user: str = ""
    password: str = ""

    def __str__(self) -> str:
        return f"{self.security}://{self.host}:{self.port}"


def server_of(address: str) -> Server | None:
    """The server of an address such as smtp+starttls://user:password@mail.example:587; None where it is empty.

    >>> str(server_of("smtps://office:s%40fe@mail.example"))
    'smtps://mail.example:465'
    """
    if not address.strip():
        return None
    parts = urlsplit(address.strip())
    try:
        port = parts.port or SECURITIES.get(parts.scheme, 0)
    except ValueError:
        port = 0
    if parts.scheme not in SECURITIES or not parts.hostname or not port:
        raise BadInput(
            Message(gettext_noop("This is no address of a mail server. It begins with one of: {schemes}."),
                    {"schemes": ", ".join(f"{one}://" for one in SECURITIES)}),
            remedy=gettext_noop("Write it as smtp+starttls://user:password@mail.example:587."),
            place="QUARTERDECK_MAIL",
        )  # fmt: skip
    return Server(parts.hostname, port, parts.scheme, unquote(parts.username or ""), unquote(parts.password or ""))

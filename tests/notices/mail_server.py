"""A mail server of our own on a loopback port: it speaks SMTP over a real socket and keeps what it is given."""

import base64
import socketserver
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from typing import cast


@dataclass
class Mailbox:
    """What came in, and how the server behaves: whom it refuses, after how many mails it hangs up, who may sign in."""

    address: str = ""
    mails: list[EmailMessage] = field(default_factory=list)
    reached: list[str] = field(default_factory=list)
    refuses: set[str] = field(default_factory=set)
    hangs_up: int = 0
    user: str = ""
    password: str = ""
    signed_in: list[str] = field(default_factory=list)
    certificate: Path | None = None


class _Talk(socketserver.StreamRequestHandler):
    box: Mailbox

    def handle(self) -> None:
        self.secure, self.to = False, list[str]()
        self.say("220 localhost")
        while line := self.rfile.readline():
            verb = line.split(maxsplit=1)[0].upper().decode() if line.split() else ""
            if not getattr(self, f"on_{verb.lower()}", self.on_other)(line.decode("ascii").strip()):
                return

    def say(self, *lines: str) -> bool:
        for line in lines:
            self.wfile.write(f"{line}\r\n".encode())
        return True

    def on_other(self, line: str) -> bool:
        return self.say("502 unknown")

    def on_ehlo(self, line: str) -> bool:
        offers = ["8BITMIME", "AUTH PLAIN LOGIN", *(["STARTTLS"] if self.box.certificate and not self.secure else [])]
        return self.say("250-localhost", *(f"250-{one}" for one in offers), "250 SIZE 10000000")

    def on_starttls(self, line: str) -> bool:
        self.say("220 go ahead")
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(str(self.box.certificate))
        self.connection = context.wrap_socket(self.connection, server_side=True)
        self.rfile, self.wfile = self.connection.makefile("rb"), self.connection.makefile("wb", 0)
        self.secure = True
        return True

    def on_auth(self, line: str) -> bool:
        _none, user, password = base64.b64decode(line.split()[2]).decode().split("\0")
        if (user, password) != (self.box.user, self.box.password):
            return self.say("535 not you")
        self.box.signed_in.append(f"{user} {'over TLS' if self.secure else 'in the open'}")
        return self.say("235 welcome")

    def on_mail(self, line: str) -> bool:
        if self.box.hangs_up and len(self.box.mails) >= self.box.hangs_up:
            self.box.hangs_up = 0
            return False
        return self.say("250 ok")

    def on_rcpt(self, line: str) -> bool:
        address = line.partition("<")[2].partition(">")[0]
        if address in self.box.refuses:
            return self.say("550 no such mailbox here")
        self.to.append(address)
        return self.say("250 ok")

    def on_rset(self, line: str) -> bool:
        self.to.clear()
        return self.say("250 ok")

    def on_data(self, line: str) -> bool:
        self.say("354 go on")
        lines = []
        while (one := self.rfile.readline()) not in (b".\r\n", b""):
            lines.append(one[1:] if one.startswith(b"..") else one)
        self.box.mails.append(cast(EmailMessage, message_from_bytes(b"".join(lines), policy=policy.default)))
        self.box.reached.extend(self.to)
        self.to.clear()
        return self.say("250 kept")

    def on_quit(self, line: str) -> bool:
        self.say("221 bye")
        return False


class _Server(socketserver.ThreadingTCPServer):
    allow_reuse_address = True
    daemon_threads = True


@contextmanager
def serving(**behaviour: object) -> Iterator[Mailbox]:
    """A mailbox with a server before it, on a free port."""
    box = Mailbox(**behaviour)  # type: ignore[arg-type]
    handler = type("Talk", (_Talk,), {"box": box})
    with _Server(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        box.address = f"127.0.0.1:{server.server_address[1]}"
        try:
            yield box
        finally:
            server.shutdown()

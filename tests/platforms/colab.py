"""Play what surrounds a notebook in Colab: the runtime's list of sessions, and GitHub.

The set-up cell and pip run as they are: the environment names a proxy, as in many schools. It
answers as github.com for one copy of the collection, refuses every other host, and keeps what it
was asked for.
"""

import io
import json
import ssl
import subprocess
import threading
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import quote

from tests.unit.test_tidy import REPOSITORY, files_of_the_tree

HOSTS = ("github.com", "codeload.github.com")
COPY, REF = "a-teacher/psoas-copy", "autumn/2026"  # a fork, at a branch with a slash
ARCHIVE = f"https://github.com/{COPY}/archive/{REF}.zip"
ASKED = [ARCHIVE, f"https://codeload.github.com/{COPY}/zip/{REF}"]  # GitHub sends one there


def archive() -> bytes:
    """Pack the tree as GitHub does, under one folder."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as file:
        for path in files_of_the_tree():
            name = path.relative_to(REPOSITORY).as_posix()
            file.write(path, f"psoas-copy-autumn-2026/{name}")
    return packed.getvalue()


@dataclass
class StandIn:
    """Hold the stand-in's port, the certificate that it shows, and what it was asked for."""

    certificate: Path
    packed: bytes = field(default_factory=archive)
    notebook: str = ""
    asked: list[str] = field(default_factory=list)
    port: int = 0

    def environment(self, wheels: Path) -> dict[str, str]:
        """Return the variables that put a kernel into this Colab."""
        proxy = f"http://127.0.0.1:{self.port}"
        return {
            "COLAB_JUPYTER_IP": "127.0.0.1",
            "KMP_TARGET_PORT": str(self.port),
            "HTTPS_PROXY": proxy,
            "HTTP_PROXY": proxy,
            "NO_PROXY": "127.0.0.1",
            "PIP_CERT": str(self.certificate),
            "SSL_CERT_FILE": str(self.certificate),
            # Of the package index only hatchling is asked, which is at hand here.
            "PIP_NO_INDEX": "1",
            "PIP_FIND_LINKS": wheels.as_uri(),
            "PIP_CONFIG_FILE": "/dev/null",
        }


class Answers(BaseHTTPRequestHandler):
    """Answer for the runtime, as a proxy, and for GitHub within the proxy's connections."""

    def do_CONNECT(self) -> None:
        host = self.path.partition(":")[0]
        if host not in HOSTS:
            self.server.stand_in.asked.append(self.path)
            self.send_error(403)
            return
        self.send_response(200)
        self.end_headers()
        with self.server.tls.wrap_socket(self.connection, server_side=True) as inner:
            type(self)(inner, self.client_address, self.server)
        self.close_connection = True

    def do_GET(self) -> None:
        stand_in = self.server.stand_in
        if self.path.startswith("/api/sessions"):
            source = f"https://github.com/{COPY}/blob/{REF}/notebooks/{stand_in.notebook}"
            self.answer(json.dumps([{"path": f"fileId={quote(source, safe='')}"}]).encode())
            return
        address = f"https://{self.headers['Host']}{self.path}"
        stand_in.asked.append(address)
        if address == ASKED[0]:
            self.send_response(302)
            self.send_header("Location", ASKED[1])
            self.end_headers()
        elif address == ASKED[1]:
            self.answer(stand_in.packed, "application/zip")
        else:
            self.send_error(404)

    def answer(self, body: bytes, kind: str = "application/json") -> None:
        self.send_response(200)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_) -> None:
        """Say nothing."""


@contextmanager
def stand_in(folder: Path) -> Iterator[StandIn]:
    """Run the stand-in, with a certificate for GitHub's names that only this folder holds."""
    key, certificate = folder / "key.pem", folder / "certificate.pem"
    names = ",".join(f"DNS:{host}" for host in HOSTS)
    made = "openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=github.com".split()
    options = ["-addext", f"subjectAltName={names}", "-keyout", key, "-out", certificate]
    subprocess.run([*made, *options], check=True, capture_output=True)
    server = ThreadingHTTPServer(("127.0.0.1", 0), Answers)
    server.tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    server.tls.load_cert_chain(certificate, key)
    server.stand_in = StandIn(certificate, port=server.server_port)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield server.stand_in
    finally:
        server.shutdown()
        server.server_close()

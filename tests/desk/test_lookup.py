"""The State's search, stood in for by a server of the test's own."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from desktop.desk import lookup
from desktop.desk.lookup import Found, look_up

SIREN = "732829320"
ANSWER = {
    "results": [
        {
            "siren": SIREN,
            "nom_raison_sociale": "SOCIETE D'ESSAI\n",
            "siege": {"commune": "42187", "libelle_commune": "ROANNE"},
            "matching_etablissements": [
                {"siret": SIREN + "00074", "commune": "63178", "libelle_commune": "ISSOIRE"}
            ],
        }
    ]
}


@contextmanager
def service(answer: Callable[[BaseHTTPRequestHandler], None]) -> Iterator[str]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            answer(self)

        def log_request(self, code: object = "-", size: object = "-") -> None:
            """Say nothing on the terminal."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, args=(0.02,))
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}/search"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def saying(body: bytes, status: int = 200) -> Callable[[BaseHTTPRequestHandler], None]:
    def answer(request: BaseHTTPRequestHandler) -> None:
        request.send_response(status)
        request.end_headers()
        request.wfile.write(body)

    return answer


def test_a_siren_gives_name_and_seat() -> None:
    with service(saying(json.dumps(ANSWER).encode())) as address:
        assert look_up(SIREN, address) == Found("SOCIETE D'ESSAI", "42187", "ROANNE")


def test_a_siret_gives_its_own_place() -> None:
    with service(saying(json.dumps(ANSWER).encode())) as address:
        found = look_up(SIREN + "00074", address)
    assert found is not None
    assert found.place == "ISSOIRE"


def test_only_the_number_leaves_the_machine() -> None:
    asked: list[str] = []

    def answer(request: BaseHTTPRequestHandler) -> None:
        asked.append(request.path)
        saying(b"{}")(request)

    with service(answer) as address:
        look_up(SIREN, address)
    assert asked == [f"/search?q={SIREN}&page=1&per_page=1"]


def test_another_company_is_not_taken_for_it() -> None:
    other = json.dumps(ANSWER).replace(SIREN, "552100554").encode()
    with service(saying(other)) as address:
        assert look_up(SIREN, address) is None


def test_nonsense_and_refusals_find_nothing() -> None:
    for body, status in ((b"<html>", 200), (b"[]", 200), (b'{"results": [3]}', 200), (b"", 500)):
        with service(saying(body, status)) as address:
            assert look_up(SIREN, address) is None


def test_a_service_that_is_not_there_finds_nothing() -> None:
    assert look_up(SIREN, "http://127.0.0.1:9/search") is None


def test_an_answer_that_drips_is_left_when_the_time_is_over() -> None:
    is_over = threading.Event()

    def drip(request: BaseHTTPRequestHandler) -> None:
        request.send_response(200)
        request.end_headers()
        while not is_over.wait(0.05):
            try:
                request.wfile.write(b" ")
                request.wfile.flush()
            except OSError:
                return

    with service(drip) as address:
        begun = time.monotonic()
        assert look_up(SIREN, address, seconds=0.4) is None
        assert time.monotonic() - begun < 2
        is_over.set()


def test_a_network_that_hangs_is_left_when_the_time_is_over(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    is_over = threading.Event()

    def hang(*_: object) -> bytes:
        is_over.wait(10)
        raise TimeoutError

    monkeypatch.setattr(lookup, "_fetch", hang)
    begun = time.monotonic()
    assert look_up(SIREN, "http://127.0.0.1:9/", seconds=0.2) is None
    assert time.monotonic() - begun < 2
    is_over.set()

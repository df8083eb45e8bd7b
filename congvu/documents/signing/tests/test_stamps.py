"""Time stamps from a service on the network, here one on this machine."""

import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
from asn1crypto import tsp

from congvu.documents.signing import (
    ServiceStamper,
    SignerMark,
    SigningPolicy,
    SigningRefused,
    Verdict,
    sign_paper,
    stamper_at,
)
from congvu.documents.signing.judging import judge

from . import papers
from .papers import LINE, NOW


@pytest.fixture
def service():
    """Starts a time stamp service that gives `answer(request)`; returns its address."""
    servers = []

    def start(answer):
        class Handler(BaseHTTPRequestHandler):
            def do_POST(self):
                asked = self.rfile.read(int(self.headers["Content-Length"]))
                assert self.headers["Content-Type"] == "application/timestamp-query"
                content = answer(asked)
                self.send_response(200 if content else 503)
                self.end_headers()
                self.wfile.write(content)

            def log_message(self, *_words):
                pass

        server = HTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        servers.append(server)
        return f"http://127.0.0.1:{server.server_port}/tsa"

    yield start
    for server in servers:
        server.shutdown()
        server.server_close()


def sign_with(url):
    return sign_paper(
        papers.paper(),
        papers.signer().file_key(),
        SignerMark(LINE),
        policy=SigningPolicy(papers.authority().trust(NOW), ServiceStamper(url, seconds=5)),
        now=NOW,
        printed_here=True,
    )


def true_answer(asked):
    request = tsp.TimeStampReq.load(asked)
    return papers.authority().stamper(NOW).request_tsa_response(request).dump()


def refused_answer(asked):
    status = {"status": "rejection", "status_string": ["không"], "fail_info": {"bad_request"}}
    return tsp.TimeStampResp({"status": status}).dump()


def answer_to_another(asked):
    request = tsp.TimeStampReq.load(asked)
    request["nonce"] = 7
    return papers.authority().stamper(NOW).request_tsa_response(request).dump()


def stamp_of_another_paper(asked):
    request = tsp.TimeStampReq.load(asked)
    request["message_imprint"]["hashed_message"] = bytes(32)
    return papers.authority().stamper(NOW).request_tsa_response(request).dump()


def test_a_paper_is_stamped_by_the_service(service):
    report = judge(sign_with(service(true_answer)), papers.authority().trust(NOW), NOW)
    assert report.verdict is Verdict.VALID
    assert report.signatures[0].stamped_at == NOW


@pytest.mark.parametrize(
    "answer",
    [
        lambda asked: b"",
        lambda asked: b"<html>",
        refused_answer,
        answer_to_another,
        stamp_of_another_paper,
    ],
)
def test_an_answer_that_is_no_stamp_stops_the_signing(service, answer):
    with pytest.raises(SigningRefused) as caught:
        sign_with(service(answer))
    assert caught.value.code == "no_stamp"


def test_a_service_that_does_not_answer_stops_the_signing():
    with pytest.raises(SigningRefused) as caught:
        sign_with("http://127.0.0.1:9/")
    assert caught.value.code == "no_stamp"
    assert "Connection refused" in caught.value.told(str)


def test_only_addresses_of_services_are_taken():
    assert stamper_at("") is None
    assert stamper_at("https://tsa.example/").url == "https://tsa.example/"
    with pytest.raises(ValueError, match="file:"):
        stamper_at("file:///etc/passwd")

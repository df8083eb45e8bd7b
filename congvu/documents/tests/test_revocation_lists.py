"""Revocation lists: noted from true certificates, fetched within bounds, used offline."""

import socket
import threading
import time
from contextlib import suppress
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from cryptography.hazmat.primitives.serialization import Encoding
from django.utils import timezone

from congvu.core.actors import Actor
from congvu.documents import commands, jobs
from congvu.documents.commands import keep_list, note_lists
from congvu.documents.models import RevocationList
from congvu.documents.selectors import list_contents, list_marks, lists_to_fetch, lists_told
from congvu.documents.signing import SigningRefused, Trust, Verdict, fetching
from congvu.documents.signing.demo_keys import DemoAuthority
from congvu.documents.signing.fetching import fetch_list
from congvu.documents.signing.judging import certificates_in, judge
from congvu.documents.signing.tests import papers
from congvu.documents.signing.tests.papers import NOW

SYSTEM = Actor.system("test")
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


class Site:
    """A web server on this machine that gives `content` (or does as it says) and counts."""

    def __init__(self):
        self.content, self.status, self.asked = b"", 200, 0
        site = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self):
                site.asked += 1
                self.send_response(site.status)
                if site.status == 302:
                    self.send_header("Location", f"http://{site.host}/other.crl")
                self.end_headers()
                for piece in site.content if isinstance(site.content, list) else [site.content]:
                    self.wfile.write(piece)

            def log_message(self, *_words):
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        self.host = f"127.0.0.1:{self.server.server_port}"
        self.address = f"http://{self.host}/ca.crl"


@pytest.fixture(scope="module")
def server():
    site = Site()
    yield site
    site.server.shutdown()
    site.server.server_close()


@pytest.fixture
def site(server, settings):
    server.content, server.status, server.asked = b"", 200, 0
    settings.LIST_HOSTS = [server.host]
    return server


@pytest.fixture
def authority(site):
    return DemoAuthority(NOW, lists_at=site.address)


def ders(*signers):
    return [one.certificate.public_bytes(Encoding.DER) for one in signers]


def noted(authority):
    note_lists(
        actor=SYSTEM,
        certificates=ders(authority.issue("Lê Thị Thử")),
        roots=ders(authority),
    )
    return RevocationList.objects.get()


def refusal(act, *args, **more):
    with pytest.raises(SigningRefused) as caught:
        act(*args, **more)
    return caught.value.code


# -- what is noted


@pytest.mark.django_db
def test_the_list_a_true_certificate_points_to_is_noted_once(authority, site):
    for _ in range(2):
        noted(authority)
    row = RevocationList.objects.get()
    assert (row.address, row.issuer_name) == (site.address, "CA thử nghiệm")
    assert lists_to_fetch(actor=SYSTEM, now=NOW) == [(row.pk, site.address)]


@pytest.mark.django_db
def test_an_authority_with_a_very_long_name_is_noted_too(authority, monkeypatch):
    monkeypatch.setattr(commands, "name_of", lambda _issuer: "CA " * 70)
    assert len(noted(authority).issuer_name) == 200


@pytest.mark.django_db
def test_an_address_in_a_certificate_of_a_stranger_counts_for_nothing(authority):
    stranger = DemoAuthority(NOW, lists_at="http://gia.example/x.crl").issue("Kẻ Lạ")
    assert note_lists(actor=SYSTEM, certificates=ders(stranger), roots=ders(authority)) == 0


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["file:///etc/passwd", "ldap://ca.example/crl"])
def test_addresses_that_are_no_web_address_are_passed_over(address):
    other = DemoAuthority(NOW, lists_at=address)
    assert note_lists(actor=SYSTEM, certificates=ders(other.issue("A")), roots=ders(other)) == 0


# -- what is fetched


@pytest.mark.parametrize(
    "address",
    ["http://127.0.0.1/a.crl", "http://10.1.2.3/a.crl", "http://[::1]/a.crl",
     "http://169.254.169.254/latest", "http://8.8.8.8:8080/a.crl", "http://localhost/a.crl"],
)  # fmt: skip
def test_nothing_is_fetched_from_this_machine_or_a_private_network(address):
    assert refusal(fetch_list, address) == "list_private"


def test_an_answer_that_points_elsewhere_is_not_followed(site):
    site.status = 302
    inside = frozenset([site.host])
    assert refusal(fetch_list, site.address, inside=inside) == "list_unreachable"
    assert site.asked == 1


def test_size_and_time_are_bounded(site, monkeypatch):
    inside = frozenset([site.host])
    site.content = b"x" * 2_001
    assert refusal(fetch_list, site.address, inside=inside, most_mb=0.002) == "list_too_large"
    assert fetch_list(site.address, inside=inside, most_mb=0.003) == site.content
    monkeypatch.setattr(fetching, "monotonic", iter([0, 29, 31]).__next__)
    site.content = b"x" * 70_000  # two pieces: the second comes too late
    assert refusal(fetch_list, site.address, inside=inside) == "list_unreachable"


def test_a_server_that_never_ends_its_answer_is_cut_off():
    def drip(server):
        line, _from = server.accept()
        with suppress(OSError), line:
            line.sendall(b"HTTP/1.1 200 OK\r\n")
            while not over.wait(0.05):
                line.sendall(b"X: y\r\n")

    over = threading.Event()
    with socket.create_server(("127.0.0.1", 0)) as server:
        threading.Thread(target=drip, args=[server], daemon=True).start()
        host = f"127.0.0.1:{server.getsockname()[1]}"
        began = time.monotonic()
        code = refusal(fetch_list, f"http://{host}/a", inside=frozenset([host]), seconds=0.5)
        over.set()
    assert code == "list_unreachable"
    assert time.monotonic() - began < 2


# -- what is kept


@pytest.mark.django_db
def test_only_a_list_of_that_authority_is_kept_and_never_an_older_one(authority):
    row = noted(authority)
    keep = {"actor": SYSTEM, "list_id": row.pk, "now": NOW}
    forged = DemoAuthority(NOW).revocation_list(NOW)
    assert refusal(keep_list, content=forged, **keep) == "list_forged"
    assert refusal(keep_list, content=b"<html>", **keep) == "list_unreadable"
    keep_list(content=authority.revocation_list(NOW), **keep)
    assert refusal(keep_list, content=authority.revocation_list(NOW - DAY), **keep) == "list_older"
    assert RevocationList.objects.get().made_at == NOW.replace(microsecond=0)


@pytest.mark.django_db
def test_a_fresh_list_is_not_asked_for_again_until_it_ages_or_runs_out(authority):
    row = noted(authority)
    keep_list(actor=SYSTEM, list_id=row.pk, content=authority.revocation_list(NOW), now=NOW)
    asked = [bool(lists_to_fetch(actor=SYSTEM, now=NOW + ahead)) for ahead in (HOUR, 7 * HOUR)]
    assert asked == [False, True]


@pytest.mark.django_db
def test_the_job_keeps_what_it_fetched_and_says_what_failed(authority, site):
    now = timezone.now()  # noqa: TID251 - the job's own clock
    row = noted(authority)
    site.status = 503
    jobs.fetch_lists()
    (told,) = lists_told(actor=SYSTEM, now=now)
    assert ("503" in told.trouble, told.is_in_force) == (True, False)
    RevocationList.objects.update(tried_at=now - HOUR)
    site.status, site.content = 200, authority.revocation_list(now)
    jobs.fetch_lists()
    (told,) = lists_told(actor=SYSTEM, now=now)
    assert (told.trouble, told.is_in_force) == ("", True)
    assert list_contents(actor=SYSTEM, marks=list_marks(actor=SYSTEM)) == (site.content,)
    row.refresh_from_db()
    assert row.fetched_at >= now


@pytest.mark.django_db
def test_the_job_looks_after_the_lists_of_the_administrators_folder(
    authority, site, settings, tmp_path
):
    office = DemoAuthority(NOW, above=authority, name="CA cơ quan thử nghiệm")
    (tmp_path / "goc.crt").write_bytes(ders(authority)[0])
    (tmp_path / "giua.crt").write_bytes(ders(office)[0])
    settings.TRUST_ROOTS = str(tmp_path)
    site.content = authority.revocation_list(NOW)
    jobs.fetch_lists()
    assert RevocationList.objects.get().issuer_name == "CA thử nghiệm"


# -- what they are good for


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("revoked", "verdict", "reason"),
    [(-DAY, Verdict.UNTRUSTED, "revoked"), (DAY, Verdict.VALID, "valid")],
)
def test_revoked_the_day_before_or_after_signing_is_known_from_the_fetched_list(
    authority, site, revoked, verdict, reason
):
    signer = authority.issue("Lê Thị Thử")
    pdf = papers.signed_by(authority, signer)
    note_lists(actor=SYSTEM, certificates=certificates_in(pdf), roots=ders(authority))
    authority.revoke(signer, NOW + revoked)
    later = NOW + 40 * DAY  # the list stored in the paper has run out meanwhile
    site.content = authority.revocation_list(later)
    jobs.fetch_lists()
    lists = list_contents(actor=SYSTEM, marks=list_marks(actor=SYSTEM))
    report = judge(pdf, Trust(tuple(ders(authority)), (), lists), later)
    assert (report.verdict, report.signatures[0].reason) == (verdict, reason)


def test_without_a_list_a_paper_is_neither_valid_nor_broken_but_unknown(authority):
    pdf = papers.signed_by(authority, authority.issue("Lê Thị Thử"), trust=Trust(ders(authority)))
    report = judge(pdf, Trust(tuple(ders(authority))), NOW)
    assert (report.verdict, report.signatures[0].reason) == (Verdict.UNTRUSTED, "revocation")
    assert "not known" in report.told(str)[1]

"""Where the mail of a domain goes, as a name server on loopback says it."""

from __future__ import annotations

import pytest
from name_server import serving

from unlist.errors import OutOfReach
from unlist.servers import names
from unlist.servers.names import mail_domain, resolver_at

ZONE = {
    ("broker.example", "MX"): ["20 mx2.host.example.", "10 MX1.host.example."],
    ("quiet.example", "MX"): ["0 ."],
    ("bare.example", "A"): ["192.0.2.7"],
    ("six.example", "AAAA"): ["2001:db8::7"],
    ("nothing.example", "TXT"): ['"x"'],
    ("broken.example", "MX"): "SERVFAIL",
    ("silent.example", "MX"): "SILENT",
    ("xn--mller-kva.example", "MX"): ["10 mx.host.example."],
}


@pytest.fixture(autouse=True)
def impatient(monkeypatch):
    monkeypatch.setattr(names, "LIFETIME", 0.5)


def ask(domain, **more):
    with serving(ZONE, **more) as port:
        return mail_domain(domain, resolver_at(["127.0.0.1"], port))


@pytest.mark.parametrize(
    ("domain", "exists", "hosts", "takes"),
    [
        ("broker.example", True, ("mx1.host.example", "mx2.host.example"), True),
        ("quiet.example", True, (), False),
        ("bare.example", True, ("bare.example",), True),
        ("six.example", True, ("six.example",), True),
        ("nothing.example", True, (), False),
        ("gone.example", False, (), False),
        ("müller.example", True, ("mx.host.example",), True),
    ],
)
def test_what_a_name_server_says(domain, exists, hosts, takes):
    found = ask(domain)
    assert (found.exists, found.hosts, found.takes_mail) == (exists, hosts, takes)
    assert found.refuses_mail == (domain == "quiet.example")


def test_a_long_answer_comes_over_tcp():
    assert ask("broker.example", truncated=True).takes_mail


@pytest.mark.parametrize("domain", ["broken.example", "silent.example", "a" * 64 + ".example"])
def test_no_answer_says_nothing_of_the_domain(domain):
    with pytest.raises(OutOfReach, match="Nobody says"):
        ask(domain)

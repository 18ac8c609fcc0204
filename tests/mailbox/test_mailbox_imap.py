"""The connection is encrypted and verified before a password leaves, and what fails is said in a sentence."""

from __future__ import annotations

import ssl
from dataclasses import replace

import dovecot
import pytest
from certificates import make_certificate
from imap_server import PASSWORD, Script, serving

from unlist import config
from unlist.errors import BadInput, OutOfReach, Refused
from unlist.mailbox.imap import Mailbox
from unlist.servers.account import Account, account_of

USER = "maya@example.org"


@pytest.fixture(scope="module")
def certificate(tmp_path_factory):
    """A certificate for 127.0.0.1 that nobody vouches for, and its key."""
    return make_certificate(tmp_path_factory.mktemp("tls"))


@pytest.fixture
def context(certificate):
    made = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    made.load_cert_chain(*certificate)
    return made


def trusted(monkeypatch, certificate):
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate[0]))


def log_in(port, security, password=PASSWORD, user=USER):
    with Mailbox(Account("127.0.0.1", port, user, security), password) as mailbox:
        return mailbox.folders()[0]


def secrets_sent(script):
    return [line for line in script.lines if "LOGIN" in line or "AUTHENTICATE" in line]


@pytest.mark.parametrize("security", ["tls", "starttls"])
def test_a_certificate_that_is_trusted(context, certificate, monkeypatch, security):
    trusted(monkeypatch, certificate)
    script = Script(tls=context) if security == "tls" else Script(starttls=context)
    script.capabilities += "" if security == "tls" else " STARTTLS"
    with serving(script) as port:
        assert log_in(port, security) == ["INBOX", "Junk"]


@pytest.mark.parametrize("security", ["tls", "starttls"])
def test_a_certificate_that_nobody_vouches_for(context, security):
    script = Script(tls=context) if security == "tls" else Script(starttls=context)
    script.capabilities += " STARTTLS"
    with serving(script) as port, pytest.raises(Refused, match=r"certificate of .* is not good"):
        log_in(port, security)
    assert secrets_sent(script) == []


def test_a_certificate_of_another_name(context, certificate, monkeypatch):
    trusted(monkeypatch, certificate)
    with serving(Script(tls=context)) as port, pytest.raises(Refused, match="not good"):
        Mailbox(Account("localhost", port, USER, "tls"), PASSWORD)


@pytest.mark.parametrize(
    "script", [Script(), Script(greeting="PREAUTH logged in already", capabilities="IMAP4rev1 STARTTLS")]
)
def test_encryption_that_somebody_took_away(script):
    with serving(script) as port, pytest.raises(Refused, match="no encryption"):
        log_in(port, "starttls")
    assert secrets_sent(script) == []


def test_a_server_that_refuses_to_begin_encryption():
    script = Script(capabilities="IMAP4rev1 STARTTLS")
    with serving(script) as port, pytest.raises(OutOfReach):
        log_in(port, "starttls")
    assert secrets_sent(script) == []


def test_a_plain_server_where_tls_is_expected():
    script = Script()
    with serving(script) as port, pytest.raises(OutOfReach, match="does not speak TLS"):
        log_in(port, "tls")
    assert secrets_sent(script) == []


@pytest.mark.parametrize("capabilities", ["IMAP4rev1 AUTH=PLAIN", "IMAP4rev1"])
def test_a_wrong_password_is_told_and_never_shown(capabilities):
    with serving(Script(capabilities=capabilities)) as port, pytest.raises(Refused, match="refuses the name") as caught:
        log_in(port, "none", "wr0ng-secret")
    assert "app password" in caught.value.hint
    assert "wr0ng-secret" not in f"{caught.value.message}{caught.value.hint}{caught.value.__cause__}"
    assert caught.value.__suppress_context__


def test_a_server_that_takes_no_password_and_one_without_plain():
    with serving(Script(capabilities="IMAP4rev1 LOGINDISABLED")) as port, pytest.raises(Refused, match="no password"):
        log_in(port, "none")
    with serving(Script(capabilities="IMAP4rev1")) as port:
        assert log_in(port, "none") == ["INBOX", "Junk"]


def test_nobody_listens():
    with serving(Script()) as port:
        pass
    with pytest.raises(OutOfReach, match="failed or was lost"):
        log_in(port, "tls")


def account(**more):
    return replace(config.load(), **{"imap_host": "mail.example.org", "imap_user": USER, **more})


def test_in_clear_only_on_this_machine_by_its_number():
    for host in ("127.0.0.1", "127.9.9.9", "::1"):
        assert account_of(account(imap_host=host, imap_security="none")).host == host
    for host in ("localhost", "mail.example.org", "192.0.2.1", "127.0.0.1.example.org", "0.0.0.0"):
        with pytest.raises(BadInput, match="not this machine"):
            account_of(account(imap_host=host, imap_security="none"))
    for missing in ("imap_host", "imap_user"):
        with pytest.raises(BadInput, match=missing):
            account_of(account(**{missing: ""}))


@dovecot.needs_dovecot
def test_starttls_with_a_real_server(certificate, monkeypatch):
    with dovecot.running(certificate=certificate) as server:
        with pytest.raises(Refused, match="not good"):
            log_in(server.port, "starttls", dovecot.PASSWORD)
        trusted(monkeypatch, certificate)
        assert log_in(server.port, "starttls", dovecot.PASSWORD) == ["INBOX", "Junk"]
        with pytest.raises(Refused, match="refuses the name"):
            log_in(server.port, "starttls", "Pässwort")

"""`unlist doctor mail` tries the account and says what to do; presets fill in what a person left empty."""

from __future__ import annotations

import ssl
from dataclasses import replace

import imap_server
import pytest
import smtp_server
from certificates import make_certificate
from program import unlist

from unlist import config
from unlist.errors import BadInput, Refused
from unlist.servers import smtp
from unlist.servers.account import account_of
from unlist.servers.providers import PROVIDERS, filled


@pytest.fixture
def settings(maya):
    file = config.config_dir() / "config.toml"
    before = file.read_text(encoding="utf-8")

    def write(**values):
        lines = [
            f'{name} = "{value}"' if isinstance(value, str) else f"{name} = {value}" for name, value in values.items()
        ]
        file.write_text(before + "\n".join(lines) + "\n", encoding="utf-8")

    return write


def test_each_line_is_ok_or_says_what_to_do(settings):
    box = imap_server.Script()
    box.folders["Sent"] = imap_server.Folder(flags="\\Sent")
    with imap_server.serving(box) as imap, smtp_server.serving(smtp_server.Script()) as port:
        settings(imap_host="127.0.0.1", imap_port=imap, imap_user="maya", imap_security="none", transport="drafts",
                 smtp_host="127.0.0.1", smtp_port=port, smtp_user="maya", smtp_security="none")  # fmt: skip
        for service, word in (("imap", imap_server.PASSWORD), ("smtp", "wrong")):
            assert unlist("config", "password", service, "--password-stdin", typed=f"{word}\n").code == 0
        done = unlist("doctor", "mail")
        assert done.code == 4
        assert "ok     imap      127.0.0.1 lets maya in" in done.out
        assert "not ok drafts    No folder of drafts is known as such.\n" in done.out
        assert 'Make a folder named "Drafts"' in done.out
        assert "ok     sent      The folder of sent is Sent." in done.out
        assert "not ok smtp      The mail server refuses the name or the password." in done.out
        assert "wrong" not in done.out
        assert "usually opens all mail" in done.out
        box.folders["Drafts"] = imap_server.Folder(flags="\\Drafts")
        assert unlist("config", "password", "smtp", "--password-stdin", typed=f"{smtp_server.PASSWORD}\n").code == 0
        checks = {check["name"]: check for check in unlist("--json", "doctor", "mail").json["checks"]}
    assert checks["smtp"]["ok"]
    assert checks["drafts"]["ok"]
    assert "DSN" in checks["reports"]["sentence"]
    assert box.changes == []


def test_nothing_set_is_no_fault_but_a_server_that_is_missing_is(settings):
    assert unlist("doctor", "mail").code == 0
    settings(transport="smtp")
    done = unlist("doctor", "mail")
    assert (done.code, "Set smtp_host and smtp_user." in done.out) == (4, True)


def test_what_a_provider_wants_is_told(settings):
    settings(provider="gmail", letters_a_day=500)
    # No name is set: nothing is connected to.
    done = unlist("doctor", "mail")
    assert "app password" in done.out
    assert "imap_user is empty" in done.out
    settings(provider="outlook")
    done = unlist("doctor", "mail")
    assert (done.code, "by OAuth only" in done.out) == (0, True)
    settings(provider="nobody")
    assert (unlist("config").code, "must be one of gmail" in unlist("config").err) == (2, True)


def test_a_preset_fills_in_what_is_empty_and_nothing_else():
    gmail = filled(replace(config.load(), provider="gmail", imap_host="mail.example.org", imap_port=143))
    assert (gmail.imap_host, gmail.imap_port) == ("mail.example.org", 143)
    assert (gmail.smtp_host, gmail.smtp_port, gmail.smtp_security) == ("smtp.gmail.com", 465, "tls")
    assert filled(config.load()) == config.load()
    assert set(PROVIDERS) == set(config.PROVIDER_NAMES)
    assert all(one.source.startswith("https://") for one in PROVIDERS.values())


def test_a_certificate_of_ones_own_is_trusted_and_no_other(tmp_path):
    (tmp_path / "other").mkdir()
    certificate, other = make_certificate(tmp_path), make_certificate(tmp_path / "other")
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(*certificate)
    script = smtp_server.Script(extensions=("STARTTLS", "AUTH PLAIN"), tls=context)
    with smtp_server.serving(script) as port:
        base = replace(config.load(), smtp_host="127.0.0.1", smtp_port=port, smtp_user="maya", smtp_security="starttls")
        trusting = account_of(replace(base, certificate=str(certificate[0])), "smtp")
        smtp.connected(trusting, smtp_server.PASSWORD).close()
        for wrong in ("", str(other[0])):
            with pytest.raises(Refused, match="certificate"):
                smtp.connected(account_of(replace(base, certificate=wrong), "smtp"), smtp_server.PASSWORD)
        with pytest.raises(BadInput, match="holds no certificate"):
            smtp.connected(account_of(replace(base, certificate=str(certificate[1])), "smtp"), "x")

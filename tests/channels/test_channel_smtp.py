"""A letter counts as gone from our own write of the last byte: at each step where a server can fail, one right word."""

from __future__ import annotations

import os
import re
import shutil
import ssl
import subprocess
import tempfile
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest
from certificates import make_certificate
from smtp_server import DROP, HANG, PASSWORD, Script, serving
from test_channel_contract import PARCEL

from unlist import clock
from unlist.channels import Accepted, Deferred, Failed, Uncertain
from unlist.channels.smtp import SmtpChannel
from unlist.errors import BadInput, OutOfReach, Refused
from unlist.servers import smtp
from unlist.servers.account import Account

USER = "maya@example.org"
HANDED = b"From: a@example.org\r\nTo: privacy@broker.example\r\nSubject: x\r\n\r\n.\r\nbody \xff\r\n"


@pytest.fixture(autouse=True)
def impatient(monkeypatch):
    monkeypatch.setattr(smtp, "TIMEOUT", 0.4)


def account(port, security="none"):
    return Account("127.0.0.1", port, USER, security, "smtp")


def deliver(script, *, parcel=PARCEL, security="none", password=PASSWORD, letters=1):
    """Return what became of the last of some letters, and how often its last byte was announced."""
    with serving(script) as port, SmtpChannel(account(port, security), password) as channel:
        for number in range(letters):
            dots: list[int] = []
            result = channel.deliver(parcel, before_dot=partial(dots.append, number))
    return result, len(dots)


def test_a_good_server_takes_it_byte_for_byte():
    script = Script()
    result, dots = deliver(script)
    assert isinstance(result, Accepted)
    assert (result.queue_id, dots) == ("4XyZ12", 1)
    assert script.accepted == [HANDED]
    assert script.heard[0] == "ehlo [127.0.0.1]"
    mail = next(line for line in script.heard if line.startswith("mail"))
    assert mail.startswith("mail FROM:<a@example.org>")
    assert {"BODY=8BITMIME", "RET=HDRS", "ENVID=UL-0000000000P-1"} <= set(mail.split())
    rcpt = next(line for line in script.heard if line.startswith("rcpt"))
    assert "NOTIFY=SUCCESS,DELAY,FAILURE" in rcpt
    assert "ORCPT=rfc822;privacy@broker.example" in rcpt


def test_a_server_without_extensions_is_asked_for_none():
    script = Script(extensions=("AUTH PLAIN",))
    assert isinstance(deliver(script)[0], Accepted)
    assert "mail FROM:<a@example.org>" in script.heard
    assert "rcpt TO:<privacy@broker.example>" in script.heard


@pytest.mark.parametrize("step", ["banner", "EHLO", "AUTH"])
@pytest.mark.parametrize("what", [DROP, HANG, "421 4.3.2 busy", "nonsense", "250-x\n" * 60])
def test_before_a_letter_is_named_there_is_no_connection(step, what):
    script = Script({step: what})
    with pytest.raises(OutOfReach), serving(script) as port, SmtpChannel(account(port), PASSWORD) as channel:
        channel.deliver(PARCEL, before_dot=lambda: pytest.fail("nothing leaves"))
    assert script.accepted == []


@pytest.mark.parametrize("step", ["MAIL", "RCPT", "DATA"])
@pytest.mark.parametrize(
    "what", [DROP, HANG, "421 4.3.2 closing", "451 4.7.1 greylisted", "452 4.5.3 quota", "nonsense"]
)
def test_what_fails_before_the_text_is_put_off(step, what):
    script = Script({step: what})
    result, dots = deliver(script)
    assert isinstance(result, Deferred)
    assert (dots, script.accepted) == (0, [])


@pytest.mark.parametrize(
    ("step", "answer", "dead"),
    [
        ("RCPT", "550 5.1.1 no such user", True),
        ("RCPT", "550 5.1.10 null MX", True),
        ("RCPT", "550 No such user here", True),
        ("RCPT", "553 mailbox name not allowed", False),
        ("RCPT", "550 5.7.1 relaying denied", False),
        ("RCPT", "554 5.7.1 blocked, user unknown to our list", False),
        ("RCPT", "552 5.2.2 mailbox full", False),
        ("RCPT", "550 5.2.1 mailbox disabled", False),
        ("MAIL", "550 5.1.8 bad sender", False),
        ("MAIL", "552 5.3.4 too big", False),
        ("MAIL", "550 5.1.1 no such user", False),
        ("DATA", "554 5.6.0 no", False),
    ],
)
def test_a_refusal_for_good_gives_up_the_address_only_where_nobody_is_there(step, answer, dead):
    result, dots = deliver(Script({step: answer}))
    assert isinstance(result, Failed)
    assert (result.address_dead, dots) == (dead, 0)
    assert answer[4:] in result.reason


@pytest.mark.parametrize("what", [DROP, "421 4.3.2 closing", "552 5.3.4 too big"])
def test_an_end_in_mid_letter_leaves_nothing(what):
    script = Script({"body": what})
    result, dots = deliver(script)
    assert isinstance(result, Failed if what.startswith("5") else Deferred)
    assert (dots, script.accepted) == (0, [])


@pytest.mark.parametrize("what", [DROP, HANG, "nonsense"])
def test_after_the_last_byte_nobody_knows(what):
    result, dots = deliver(Script({"dot": what}))
    assert isinstance(result, Uncertain)
    assert dots == 1


@pytest.mark.parametrize(
    ("answer", "kind"),
    [
        ("451 4.3.0 try again", Deferred),
        ("552 5.2.3 too large", Failed),
        ("554 5.7.1 spam", Failed),
        ("550 5.1.1 no", Failed),
    ],
)
def test_a_definite_answer_after_the_last_byte_is_believed(answer, kind):
    script = Script({"dot": answer})
    result, dots = deliver(script)
    assert isinstance(result, kind)
    assert (dots, script.accepted) == (1, [])
    assert not getattr(result, "address_dead", False)


def test_a_server_that_hangs_up_after_its_word_has_taken_it():
    script = Script({"after": DROP}, times=1)
    result, _ = deliver(script, letters=2)
    assert isinstance(result, Accepted)
    assert (script.connections, len(script.accepted)) == (2, 2)


def test_one_connection_carries_many_letters_and_a_refused_one_spoils_it_for_none():
    script = Script({"RCPT": "550 5.1.1 no such user"}, times=1)
    result, _ = deliver(script, letters=3)
    assert isinstance(result, Accepted)
    assert (script.connections, len(script.accepted)) == (1, 2)


def test_greylisting_gives_way():
    script = Script({"RCPT": "451 4.7.1 come back"}, times=1)
    assert isinstance(deliver(script, letters=2)[0], Accepted)


def test_a_wrong_password_ends_it_and_is_not_repeated():
    with pytest.raises(Refused, match="refuses the name") as caught:
        deliver(Script(), password="Pässwort")
    assert "Pässwort" not in str(caught.value)


def test_no_password_leaves_without_encryption(tmp_path):
    script = Script(extensions=("AUTH PLAIN",))
    with pytest.raises(Refused, match="no encryption"):
        deliver(script, security="starttls")
    assert "AUTH" not in script.heard


def context(certificate):
    made = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    made.load_cert_chain(*certificate)
    return made


@pytest.mark.parametrize("days", [-1, 1])
@pytest.mark.parametrize("implicit", [False, True])
def test_a_certificate_that_expired_or_that_nobody_vouches_for_is_refused(tmp_path, days, implicit):
    extensions = ("AUTH PLAIN", "STARTTLS")
    script = Script(extensions=extensions, tls=context(make_certificate(tmp_path, days=days)), implicit=implicit)
    with pytest.raises(Refused, match="certificate"):
        deliver(script, security="tls" if implicit else "starttls")
    assert "AUTH" not in script.heard


@pytest.mark.parametrize("implicit", [False, True])
def test_a_good_certificate_lets_the_letter_through(tmp_path, monkeypatch, implicit):
    certificate = make_certificate(tmp_path)
    real = ssl.create_default_context
    monkeypatch.setattr(ssl, "create_default_context", lambda: real(cafile=str(certificate[0])))
    script = Script(
        extensions=("STARTTLS", "AUTH PLAIN", "DSN", "8BITMIME"), tls=context(certificate), implicit=implicit
    )
    result, dots = deliver(script, security="tls" if implicit else "starttls", letters=2)
    assert isinstance(result, Accepted)
    assert (dots, script.accepted) == (1, [HANDED, HANDED])


def test_an_expired_certificate_is_refused_even_where_somebody_vouches_for_it(tmp_path, monkeypatch):
    certificate = make_certificate(tmp_path, days=-1)
    real = ssl.create_default_context
    monkeypatch.setattr(ssl, "create_default_context", lambda: real(cafile=str(certificate[0])))
    with pytest.raises(Refused, match="expired"):
        deliver(Script(tls=context(certificate), implicit=True), security="tls")


@pytest.mark.parametrize("step", ["STARTTLS"])
@pytest.mark.parametrize("what", [DROP, "454 4.7.0 not now", "nonsense"])
def test_where_encryption_fails_there_is_no_connection(tmp_path, step, what):
    script = Script({step: what}, extensions=("STARTTLS", "AUTH PLAIN"), tls=context(make_certificate(tmp_path)))
    with pytest.raises(OutOfReach):
        deliver(script, security="starttls")
    assert "AUTH" not in script.heard


def test_a_domain_with_other_letters_is_written_as_dns_has_it():
    script = Script()
    assert isinstance(deliver(script, parcel=replace(PARCEL, recipient="datenschutz@müller.example"))[0], Accepted)
    assert any("datenschutz@xn--mller-kva.example" in line for line in script.heard)


def test_other_letters_before_the_at_sign_need_a_server_that_can():
    parcel = replace(PARCEL, recipient="müller@broker.example")
    assert isinstance(deliver(Script(), parcel=parcel)[0], Failed)
    script = Script(extensions=("AUTH PLAIN", "SMTPUTF8", "8BITMIME"))
    assert isinstance(deliver(script, parcel=parcel)[0], Accepted)


@pytest.mark.parametrize(
    "changed",
    [
        {"content": b"From: a\n\nbare line feed\r\n"},
        {"content": b"Subject: x\r\n\r\n" + b"y" * 999 + b"\r\n"},
        {"recipient": "a@b.example>\r\nRCPT TO:<c@d.example"},
        {"sender": "nobody"},
    ],
)
def test_bytes_that_are_no_message_never_reach_a_server(changed):
    script = Script()
    with pytest.raises(BadInput):
        deliver(script, parcel=replace(PARCEL, **changed))
    assert script.connections == 0


def test_the_tricks_of_smuggling_are_stuffed():
    body = b"Subject: x\r\n\r\n.\r\n..\r\n.\r\nMAIL FROM:<evil@example.net>\r\n"
    script = Script()
    deliver(script, parcel=replace(PARCEL, content=body))
    assert script.accepted == [body]


@pytest.mark.skipif(not shutil.which("smtp-sink", path="/usr/sbin:/usr/bin"), reason="smtp-sink (Postfix) is not here")
def test_fifty_letters_into_the_sink_of_postfix():
    with serving(Script()) as free:
        pass
    with tempfile.TemporaryDirectory(prefix="unlist-sink-") as made:
        # It gives up being root, and then may write here only.
        Path(made).chmod(0o777)
        sink = subprocess.Popen(
            ["/usr/sbin/smtp-sink", *(["-u", "nobody"] if os.getuid() == 0 else []), "-d", f"{made}/%M.",
             f"127.0.0.1:{free}", "100"],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        try:
            channel = SmtpChannel(account(free), "")
            for _ in range(100):
                if _connects(channel):
                    break
                clock.sleep(0.05)
            with channel:
                results = [
                    channel.deliver(replace(PARCEL, ordinal=number), before_dot=lambda: None) for number in range(50)
                ]
            kept = b"".join(path.read_bytes() for path in Path(made).iterdir())
        finally:
            sink.kill()
            sink.wait()
    assert all(isinstance(result, Accepted) for result in results)
    assert len(re.findall(rb"^Subject: x", kept, re.MULTILINE)) == 50


def _connects(channel):
    try:
        channel._connected()
    except OutOfReach:
        return False
    return True

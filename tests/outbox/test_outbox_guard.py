"""Nothing personal leaves for an address that is not on record, or whose domain is gone or somebody else's."""

from __future__ import annotations

from datetime import timedelta

import pytest
from invented import AT

from unlist.channels import Deferred, Failed
from unlist.errors import OutOfReach
from unlist.outbox.guard import Held, guard
from unlist.servers.names import MailDomain

ADDRESS, DOMAIN = "privacy@harbor-people.example", "harbor-people.example"
FINE = MailDomain(DOMAIN, exists=True, hosts=("mx1.mailhost.example", "mx2.mailhost.example"))


def told(answer):
    """Return a look-up that gives one answer, and how often it was asked."""
    asked = []

    def look_up(domain):
        asked.append(domain)
        if isinstance(answer, BaseException):
            raise answer
        return answer

    return look_up, asked


def test_an_address_that_is_not_in_the_record_is_never_written_to(store):
    look_up, asked = told(FINE)
    for slug, address in (("harbor-people", "privacy@harbor-people.example.net"), ("no-such", ADDRESS)):
        held = guard(store, slug, address, look_up, at=AT)
        assert isinstance(held, Held)
        assert "does not stand in the record" in held.reason
    assert asked == []


def test_a_good_domain_is_asked_about_once_a_day(store):
    look_up, asked = told(FINE)
    for hours in (0, 1, 23):
        assert guard(store, "harbor-people", ADDRESS, look_up, at=AT + timedelta(hours=hours)) is None
    assert asked == [DOMAIN]
    assert guard(store, "harbor-people", ADDRESS, look_up, at=AT + timedelta(hours=24)) is None
    assert asked == [DOMAIN] * 2


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (MailDomain(DOMAIN, exists=False), "does not exist"),
        (MailDomain(DOMAIN, exists=True, refuses_mail=True), "takes no mail"),
        (MailDomain(DOMAIN, exists=True), "takes no mail"),
    ],
)
def test_a_domain_that_takes_no_mail_gives_up_the_address(store, answer, words):
    found = guard(store, "harbor-people", ADDRESS, told(answer)[0], at=AT)
    assert isinstance(found, Failed)
    assert found.address_dead
    assert words in found.reason
    assert store.mail_hosts(DOMAIN) is None


def test_no_answer_puts_the_letter_off(store):
    found = guard(store, "harbor-people", ADDRESS, told(OutOfReach("Nobody says."))[0], at=AT)
    assert found == Deferred("Nobody says.")


def test_new_hosts_of_somebody_else_are_shown_to_the_person_first(store):
    guard(store, "harbor-people", ADDRESS, told(FINE)[0], at=AT)
    later = AT + timedelta(days=40)
    same = MailDomain(DOMAIN, exists=True, hosts=("in.mailhost.example", "mx.other.example"))
    assert guard(store, "harbor-people", ADDRESS, told(same)[0], at=later) is None
    parked = MailDomain(DOMAIN, exists=True, hosts=("mx.parking.test",))
    for _ in range(2):
        held = guard(store, "harbor-people", ADDRESS, told(parked)[0], at=later + timedelta(days=2))
        assert isinstance(held, Held)
        assert "parking.test" in held.reason
        assert f"unlist send --trust {DOMAIN}" in held.reason
    assert store.trust_hosts(DOMAIN)
    assert guard(store, "harbor-people", ADDRESS, told(parked)[0], at=later + timedelta(days=2)) is None

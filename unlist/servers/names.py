"""Where the mail of a domain goes, by DNS: asked before anything personal leaves for it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from unlist.errors import OutOfReach

if TYPE_CHECKING:
    from dns.resolver import Resolver

LIFETIME = 5.0
"""Seconds in which a name is to be found."""
_MOST_HOSTS = 20


@dataclass(frozen=True)
class MailDomain:
    """What DNS says of a domain: the hosts that take its mail, best first.

    Without any MX the domain itself takes it, if it has an address (RFC 5321 5.1).
    """

    domain: str
    exists: bool
    hosts: tuple[str, ...] = ()
    refuses_mail: bool = False
    """A null MX (RFC 7505): it says that it takes none."""

    @property
    def takes_mail(self) -> bool:
        """Whether there is a host to hand mail for it to."""
        return self.exists and bool(self.hosts) and not self.refuses_mail


def mail_domain(domain: str, resolver: Resolver | None = None) -> MailDomain:
    """Ask where the mail of a domain goes. Raises OutOfReach when nobody answers, which says nothing of the domain."""
    import dns.exception  # noqa: PLC0415 - loaded only where letters are sent
    import dns.resolver  # noqa: PLC0415 - as above

    asked = resolver or dns.resolver.Resolver()
    name = domain.rstrip(".") + "."
    try:
        try:
            answer = asked.resolve(name, "MX", lifetime=LIFETIME)
        except dns.resolver.NoAnswer:
            return _by_address(domain, name, asked)
    except dns.resolver.NXDOMAIN:
        return MailDomain(domain, exists=False)
    except dns.exception.DNSException as problem:
        raise OutOfReach(
            f"Nobody says where the mail of {domain} goes ({type(problem).__name__}).", hint="Check your network."
        ) from None
    rows = sorted((row.preference, str(row.exchange).lower().rstrip(".")) for row in answer)
    # RFC 7505 3: one MX whose host is the root, which as text is empty once its dot is cut.
    hosts = tuple(host for _, host in rows[:_MOST_HOSTS] if host)
    return MailDomain(domain, exists=True, hosts=hosts, refuses_mail=not hosts)


def _by_address(domain: str, name: str, asked: Resolver) -> MailDomain:
    import dns.resolver  # noqa: PLC0415 - as above

    for kind in ("A", "AAAA"):
        try:
            asked.resolve(name, kind, lifetime=LIFETIME)
        except (dns.resolver.NoAnswer, dns.resolver.NXDOMAIN):
            continue
        return MailDomain(domain, exists=True, hosts=(domain,))
    return MailDomain(domain, exists=True)


def resolver_at(addresses: Sequence[str], port: int) -> Resolver:
    """Return a resolver that asks the servers at some addresses, and the machine's settings nothing."""
    import dns.resolver  # noqa: PLC0415 - as above

    made = dns.resolver.Resolver(configure=False)
    made.nameservers = list(addresses)
    made.port = port
    return made

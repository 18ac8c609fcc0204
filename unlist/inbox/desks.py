"""Domains that many share: desks that companies rent, and providers where anybody has a mailbox."""

from __future__ import annotations

from unlist.registry.domains import registrable

# Companies through whose systems brokers answer: privacy desks, then helpdesks. Their mail has a subject and a thread
# of its own, and what it answers stands in its text.
DESKS = frozenset(
    {
        "onetrust.com", "trustarc.com", "transcend.io", "securiti.ai", "saymine.com", "saymine.io", "mineos.ai",
        "datagrail.io", "ketch.com", "osano.com", "ethyca.com", "wirewheel.io", "privado.ai",
        "zendesk.com", "freshdesk.com", "freshservice.com", "freshworks.com", "atlassian.net", "atlassian.com",
        "jira.com", "helpscout.net", "helpscout.com", "intercom-mail.com", "intercom.io", "gorgias.com", "frontapp.com",
        "kayako.com", "zohodesk.com", "zohodesk.eu", "desk.com", "groovehq.com", "salesforce.com", "service-now.com",
    }
)  # fmt: skip

ANYBODYS = frozenset(
    (  # noqa: SIM905 - words read better as text
        "addy.io aol.com anonaddy.com anonaddy.me appleid.com duck.com fastmail.com firefox.com gmail.com gmx.de "
        "gmx.net googlemail.com hotmail.com icloud.com live.com mail.com me.com mozmail.com msn.com outlook.com "
        "passmail.net pm.me proton.me protonmail.com qq.com simplelogin.co simplelogin.com simplelogin.io t-online.de "
        "web.de yahoo.com yandex.com ymail.com zoho.com"
    ).split()
)
"""Mail and alias providers: a broker's person may write from there, but so may anybody."""


def owned(host: str) -> str:
    """Return the domain that belongs to who writes from a host: the registered one, or the host itself at a desk."""
    domain = registrable(host)
    return host.lower() if domain in DESKS else domain

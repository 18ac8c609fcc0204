"""Whether the sender's domain is proved, by the one server that is believed (RFC 8601)."""

from __future__ import annotations

import re
from email.message import Message
from typing import Literal

from unlist.registry.domains import registrable
from unlist.replies.parse import addresses, headers

Proof = Literal["pass", "fail", "none"]

_LONGEST = 8_000
_RESULT = re.compile(r"^\s*([\w.-]+)\s*(?:/\s*\d+\s*)?=\s*([\w-]+)", re.IGNORECASE)
_PROPERTY = re.compile(r"([a-z]+)\s*\.\s*([\w.-]+)\s*=\s*(\"[^\"]*\"|[^\s;]+)", re.IGNORECASE)
_REASON = re.compile(r"\breason\s*=\s*\"[^\"]*\"", re.IGNORECASE)
_FAILED = frozenset({"fail", "softfail", "hardfail", "permerror", "policy"})


def authentication(message: Message, authserv_id: str | None) -> Proof:
    """Return what the configured server found out about the sender's domain.

    Only the topmost Authentication-Results whose authserv-id is `authserv_id` counts: servers put theirs on top,
    whatever stands below may have come with the mail. `none` where no server is configured or it says nothing.
    """
    if not authserv_id:
        return "none"
    senders = addresses(message, "From")
    if len(senders) != 1:
        # RFC 7489 6.6.1: several From addresses prove none of them.
        return "none"
    domain = senders[0].rpartition("@")[2]
    for value in headers(message, "Authentication-Results"):
        server, *results = _statements(value[:_LONGEST])
        if server.split(" ")[0].lower().strip('"') == authserv_id.lower().strip().rstrip("."):
            return _proof(results, domain)
    return "none"


def _statements(value: str) -> list[str]:
    """Split a header at semicolons, leaving out comments; quoted strings hold neither."""
    out: list[str] = [""]
    depth, quoted, escaped = 0, False, False
    for character in value:
        if escaped:
            escaped = False
            character = " "  # noqa: PLW2901 - an escaped character ends nothing and names no domain
        elif character == "\\":
            escaped = True
            continue
        elif character == '"' and not depth:
            quoted = not quoted
        elif not quoted and character == "(":
            depth += 1
            continue
        elif not quoted and character == ")" and depth:
            depth -= 1
            out[-1] += " "
            continue
        elif character == ";" and not quoted and not depth:
            out.append("")
            continue
        if not depth:
            out[-1] += character
    return [" ".join(item.split()) for item in out]


def _proof(results: list[str], domain: str) -> Proof:
    aligned = failed = False
    for result in results:
        method = _RESULT.match(result)
        if method is None:
            continue
        name, verdict = method[1].lower(), method[2].lower()
        if name == "dmarc":
            # DMARC speaks of the From domain itself, and its verdict is the whole one.
            if verdict == "pass" and _speaks_of(result, {("header", "from")}, domain, or_none=True):
                return "pass"
            if verdict in _FAILED:
                return "fail"
        elif name in {"dkim", "spf"}:
            proves = {("header", "d"), ("header", "i")} if name == "dkim" else {("smtp", "mailfrom"), ("smtp", "from")}
            if verdict == "pass":
                aligned = aligned or _speaks_of(result, proves, domain)
            else:
                failed = failed or verdict in _FAILED
    return "pass" if aligned else "fail" if failed else "none"


def _speaks_of(result: str, proves: set[tuple[str, str]], domain: str, *, or_none: bool = False) -> bool:
    """Say whether a result names a domain that is aligned with the sender's (relaxed, RFC 7489 3.1)."""
    named = [
        found[3].strip('"').rpartition("@")[2].lower().rstrip(".")
        for found in _PROPERTY.finditer(_REASON.sub(" ", result))
        if (found[1].lower(), found[2].lower()) in proves
    ]
    if not named:
        return or_none
    own = registrable(domain)
    return any(registrable(item) == own for item in named)

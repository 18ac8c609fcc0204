"""What a failed delivery means for the address: dead, full or slow, refused by policy (RFC 3463, RFC 5248)."""

from __future__ import annotations

import re

from unlist.replies.model import BounceClass

STATUS = re.compile(r"(?<![\d.])([245]\.\d{1,3}\.\d{1,3})(?![\d.]*\d)")
CODE = re.compile(r"(?<![\d.])([45]\d\d)(?=[ \-:,#)]|$)")

_UNKNOWN = re.compile(
    r"user (?:is )?unknown|unknown (?:user|recipient|address|mailbox|local part)|no such (?:user|recipient|mailbox|"
    r"address|person)|"
    r"(?:user|recipient|mailbox|account|address|addressee)\b.{0,60}?\b(?:not found|unknown|does not exist|"
    r"doesn't exist|not exist|invalid|"
    r"disabled|inactive|discontinued|unavailable|expired|not listed|is not valid|not known|suspended|deactivated|"
    r"closed|no longer)|"
    r"(?:does not|doesn't) have (?:a|an) .{0,60}account|no mailbox here|no (?:user|account) (?:here|by that)|"
    r"invalid (?:recipient|mailbox|address)|"
    r"not (?:a (?:known|valid)|our customer)|not listed in|bad destination|address rejected|recipient rejected|"
    r"(?:host|domain|mx)\b.{0,60}?\b(?:not found|unknown|does not exist|non-?existent|couldn't be found|"
    r"could not be found)|"
    r"nxdomain|name service error|all relevant mx records point to|unrouteable|no route to host by that name|"
    r"empfänger unbekannt|okänd (?:användare|mottagare)|ukendt (?:bruger|modtager)|tuntematon|не (?:найден|"
    r"существует)|"
    r"見つかりません|存在しません|不存在|"
    r"introuvable|unbekannter empfänger|n'existe pas|no existe|desconocid|sconosciut|onbekend|nieznany|não existe",
    re.IGNORECASE,
)
_FULL = re.compile(
    r"over (?:its |the |their |his )?(?:disk )?quota|overquota|quota (?:exceeded|full|violation)|"
    r"exceed\w* (?!(?:the |our |its )?(?:max\w* )?(?:message )?size)(?!.{0,30}(?:message|mail) size).{0,30}(?:quota|"
    r"storage|space|local limit|mailbox limit)|"
    r"(?:mailbox|mail box|inbox|account|mail folder) (?:is |was )?(?:over )?(?:currently )?(?:full|quota)|"
    r"mailbox size limit|"
    r"mail quota|storage (?:space|full|limit)|insufficient (?:disk|system) (?:space|storage)|disk (?:quota|full)|"
    r"disk space (?:limit|exceeded)|too many (?:mails|messages) (?:on|in)|no space left|"
    r"boîte (?:aux lettres )?pleine|postfach .{0,10}voll|zuviele mails|buzón (?:está )?lleno|casella piena|"
    r"mailbox is vol|skrzynka .{0,20}pełna|caixa .{0,10}cheia|容量|переполнен",
    re.IGNORECASE,
)
_POLICY = re.compile(
    r"spam|policy|policies|blocked|block(?:ed)? ?list|blacklist|denied|not (?:authori[sz]ed|allowed|permitted|"
    r"accepted)|authenticat|"
    r"dmarc|spf\b|dkim|reputation|rejected (?:by|due|for)|content|virus|too (?:large|big)|size (?:limit|exceed)|relay|"
    r"prohibited|not accepting|"
    r"restricted|permission to post|access denied|banned|junk|bulk|suspicious",
    re.IGNORECASE,
)
_SLOW = re.compile(
    r"timed? ?out|time-?out|connection refused|try (?:again )?later|temporar|greylist|too long|expired|unreachable|"
    r"deferred|"
    r"exceeded .{0,20}attempts|maximum (?:number of )?(?:delivery )?attempts|"
    r"could not connect|no route|retry|queue|loop|too many hops|not responding",
    re.IGNORECASE,
)
# A code of policy on a mailbox that is said not to be there: the words know better. Senders and hosts are not meant.
_NOT_THERE = re.compile(
    r"(?:no such|unknown) (?:user|recipient|mailbox|person)(?! domain)|"
    r"(?<!sender )(?<!from )(?:user|recipient|mail-?\s?box|account) (?:is )?(?:unknown|not found|does(?:n't|"
    r" not) exist)|"
    r"no (?:mailbox|mail box|user|account) (?:found|here|by that name)|mail-box not found",
    re.IGNORECASE,
)
CLOSED_GROUP = re.compile(
    r"5\.7\.13[0-9]|not (?:authori[sz]ed|have permission|allowed) to (?:post|send)|permission to post|"
    r"group .{0,80}only accepts|"
    r"only accepts messages from|not open to posting|members? only|notauthenticatedforgroup",
    re.IGNORECASE,
)
_BY_STATUS: tuple[tuple[str, BounceClass], ...] = (
    ("4.", "soft"),
    ("5.1.8", "policy"),  # bad *sender's* address: ours, not theirs
    ("5.1.7", "policy"),
    ("5.1.", "hard"),
    ("5.2.1", "hard"),
    ("5.2.2", "soft"),
    ("5.2.3", "policy"),
    ("5.3.4", "policy"),
    ("5.3.2", "soft"),
    ("5.4.7", "soft"),  # delivery time expired
    ("5.4.5", "soft"),
    ("5.4.6", "soft"),
    ("5.4.4", "hard"),  # unable to route: no such host
    ("5.4.310", "hard"),
    ("5.4.1", "hard"),  # Exchange Online's "recipient address rejected: access denied"
    ("5.6.", "policy"),
    ("5.7.", "policy"),
)


def better_status(status: str, diagnostic: str) -> str | None:
    """Return the status; the enhanced code in the diagnostic wins over a vaguer one (x.0.0, x.y.0, or none)."""
    plain = STATUS.search(status)
    inside = STATUS.search(diagnostic)
    if inside and (plain is None or plain[1].endswith(".0")):
        return inside[1]
    return plain[1] if plain else None


def class_of(status: str | None, diagnostic: str) -> BounceClass:
    """Return what a failure means, by its enhanced status, else by the words and code of the diagnostic."""
    if CLOSED_GROUP.search(f"{status or ''} {diagnostic}"):
        return "policy"
    if status and status.startswith(("5.7.", "5.0.", "5.2.0", "5.3.0", "5.5.")):
        if _FULL.search(diagnostic):
            return "soft"
        if _NOT_THERE.search(diagnostic):
            return "hard"
    if status and not status.endswith(".0.0"):
        for start, kind in _BY_STATUS:
            if status == start or (start.endswith(".") and status.startswith(start)):
                return kind
    return _by_words(status, diagnostic)


def _by_words(status: str | None, diagnostic: str) -> BounceClass:
    code = CODE.search(diagnostic)
    if (code and code[1].startswith("4")) or (status and status.startswith("4")):
        return "soft"
    for pattern, kind in _WORDS:
        if pattern.search(diagnostic):
            return kind
    return "hard"


_WORDS: tuple[tuple[re.Pattern[str], BounceClass], ...] = (
    (_FULL, "soft"),
    (_UNKNOWN, "hard"),
    (_POLICY, "policy"),
    (_SLOW, "soft"),
)
_ORDER: tuple[BounceClass, ...] = ("hard", "policy", "soft", "delay")


def worst(kinds: list[BounceClass]) -> BounceClass:
    """Return the worst of several classes: a dead address is worse than a refusal, that worse than a full mailbox."""
    return min(kinds, key=_ORDER.index)


def gives_reason(text: str) -> bool:
    """Say whether a line names the cause of a failed delivery."""
    return bool(STATUS.search(text) or any(pattern.search(text) for pattern, _ in _WORDS))

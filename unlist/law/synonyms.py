"""Reading laws, rights and jurisdictions as people write them; what is given back are our own words."""

from __future__ import annotations

from unlist.errors import BadInput
from unlist.words import LawId, Right, nearest

_SHOWN = 80
"""Characters of what was typed that an error repeats."""
_RIGHTS = {
    "erasure": Right.DELETION,
    "delete": Right.DELETION,
    "know": Right.ACCESS,
    "dsar": Right.ACCESS,
    "correct": Right.RECTIFICATION,
    "correction": Right.RECTIFICATION,
    "dispute": Right.RECTIFICATION,
    "object": Right.OBJECTION,
    "optout": Right.OPT_OUT,
    "do_not_sell": Right.OPT_OUT,
    "restrict": Right.RESTRICTION,
}
_LAWS = {
    "eu-gdpr": LawId.GDPR,
    "dsgvo": LawId.GDPR,
    "rgpd": LawId.GDPR,
    "ukgdpr": LawId.UK_GDPR,
    "gdpr-uk": LawId.UK_GDPR,
    "cpra": LawId.CCPA,
    "drop": LawId.DELETE_ACT,
    "deleteact": LawId.DELETE_ACT,
    "voluntary": LawId.NONE,
    "fadp": LawId.CH_FADP,
    "dsg": LawId.CH_FADP,
    "revdsg": LawId.CH_FADP,
    "quebec": LawId.LAW25,
    "law-25": LawId.LAW25,
    "loi-25": LawId.LAW25,
    "daniels": LawId.DANIELS_LAW,
    "nevada": LawId.NRS_603A,
}


def law_id(text: str) -> LawId:
    """Return the law that `text` names. Raises BadInput with the nearest ones."""
    word = text.strip().lower().replace("_", "-")
    text = text[:_SHOWN]
    if word in _LAWS:
        return _LAWS[word]
    try:
        return LawId(word)
    except ValueError:
        close = nearest(word, [*LawId, *_LAWS]) or [law.value for law in LawId][:6]
        raise BadInput(
            f"There is no law {text!r}.", hint=f"Nearest: {', '.join(close)}. See: unlist law list"
        ) from None


def right_of(text: str) -> Right:
    """Return the right that `text` names. Raises BadInput with the nearest ones."""
    word = text.strip().lower().replace("-", "_").replace(" ", "_")
    text = text[:_SHOWN]
    if word in _RIGHTS:
        return _RIGHTS[word]
    try:
        return Right(word)
    except ValueError:
        close = nearest(word, [*Right, *_RIGHTS]) or list(Right)
        raise BadInput(f"There is no right {text!r}.", hint=f"Nearest: {', '.join(close)}.") from None

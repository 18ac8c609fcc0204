"""The words of this project, one each: used in code, documents, commands, tables and broker records."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches
from enum import StrEnum


class LawId(StrEnum):
    """A law, or `none` where no statute helps."""

    GDPR = "gdpr"
    UK_GDPR = "uk-gdpr"
    CH_FADP = "ch-fadp"
    CCPA = "ccpa"
    DELETE_ACT = "delete-act"
    BIPA = "bipa"
    CUBI = "cubi"
    FCRA = "fcra"
    NONE = "none"
    VCDPA = "vcdpa"
    CPA = "cpa"
    CTDPA = "ctdpa"
    UCPA = "ucpa"
    TDPSA = "tdpsa"
    OCPA = "ocpa"
    MCDPA = "mcdpa"
    ICDPA = "icdpa"
    DPDPA = "dpdpa"
    NDPA = "ndpa"
    NHPA = "nhpa"
    NJDPA = "njdpa"
    TIPA = "tipa"
    MCDPA_MN = "mcdpa-mn"
    MODPA = "modpa"
    INCDPA = "incdpa"
    KCDPA = "kcdpa"
    RIDTPPA = "ridtppa"
    FDBR = "fdbr"
    NRS_603A = "nrs-603a"
    MHMDA = "mhmda"
    DANIELS_LAW = "daniels-law"
    SAFE_AT_HOME = "safe-at-home"
    OCDPA = "ocdpa"
    LDPA = "ldpa"
    APDPA = "apdpa"
    VDPOSA = "vdposa"
    CT_DELETE_ACT = "ct-delete-act"
    LGPD = "lgpd"
    PIPEDA = "pipeda"
    LAW25 = "law25"


class Right(StrEnum):
    """What is asked. `appeal` and `complaint` have clocks only."""

    ACCESS = "access"
    DELETION = "deletion"
    OBJECTION = "objection"
    OPT_OUT = "opt_out"
    LIMIT = "limit"
    RECTIFICATION = "rectification"
    RESTRICTION = "restriction"
    DEMAND = "demand"
    VOLUNTARY = "voluntary"
    APPEAL = "appeal"
    COMPLAINT = "complaint"


class IdentifierKind(StrEnum):
    """What a broker may know a subject by."""

    FULL_NAME = "full_name"
    FORMER_NAMES = "former_names"
    EMAIL = "email"
    PHONE = "phone"
    POSTAL_ADDRESS = "postal_address"
    FORMER_ADDRESSES = "former_addresses"
    DOB = "dob"
    PROFILE_URL = "profile_url"
    FACE_PHOTO = "face_photo"
    DEVICE_ID = "device_id"
    IP = "ip"
    COOKIE_ID = "cookie_id"
    PLATE = "plate"
    VIN = "vin"
    SOCIAL_HANDLE = "social_handle"
    EMPLOYER = "employer"
    ACCOUNT_ID = "account_id"
    SSN_LAST4 = "ssn_last4"
    CASE_REF = "case_ref"
    STATE_RESIDENCE = "state_residence"


class Standing(StrEnum):
    """By what right the person at the keyboard acts for the subject."""

    SELF = "self"
    MINOR = "minor"
    WARD = "ward"
    DECEASED = "deceased"
    MANDATE = "mandate"


class Role(StrEnum):
    """What a broker is, legally; its source stands in the record's evidence."""

    DATA_BROKER = "data_broker"
    PEOPLE_SEARCH = "people_search"
    FACE_SEARCH = "face_search"
    FIRST_PARTY = "first_party"
    PROCESSOR = "processor"
    CONSUMER_REPORTING_AGENCY = "consumer_reporting_agency"
    PUBLIC_BODY = "public_body"


class ChannelKind(StrEnum):
    """A way to reach a broker."""

    EMAIL = "email"
    FORM = "form"
    POST = "post"
    PHONE = "phone"


class Purpose(StrEnum):
    """Which letter of a request this is: one first letter, one follow-up, one answer to each reply."""

    FIRST = "first"
    FOLLOW_UP = "follow_up"
    IDENTITY_REPLY = "identity_reply"


class ReplyKind(StrEnum):
    """What a message from a broker says. A message can have several kinds."""

    ACKNOWLEDGED = "acknowledged"
    INFORMATION_REQUESTED = "information_requested"
    IDENTITY_REQUESTED = "identity_requested"
    AUTHORIZATION_REQUESTED = "authorization_requested"
    FORM_REQUIRED = "form_required"
    CONFIRMATION_REQUIRED = "confirmation_required"
    EXTENDED = "extended"
    FULFILLED = "fulfilled"
    PARTLY_FULFILLED = "partly_fulfilled"
    OPTED_OUT = "opted_out"
    NO_MATCH = "no_match"
    DENIED = "denied"
    REDIRECTED = "redirected"
    BOUNCED = "bounced"
    AUTO_REPLY = "auto_reply"
    UNRELATED = "unrelated"
    QUESTION = "question"


def nearest(word: str, known: Iterable[str], count: int = 3) -> list[str]:
    """Return up to `count` of the `known` words that look most like `word`."""
    return get_close_matches(word.lower(), list(known), n=count, cutoff=0.5)


def counted(number: int, noun: str) -> str:
    """Return a number with its noun: `1 day`, `2 days`."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"

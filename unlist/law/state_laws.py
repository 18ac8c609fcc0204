"""The general privacy laws of the states: one shape for all, so that what differs stands in a row of its own."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from unlist.law.case import SIGNAL, Case, Findings
from unlist.law.model import Claim, Exclusion, Ground
from unlist.law.place_names import told
from unlist.law.rule import CalendarName, Confidence, Law, Rule
from unlist.words import LawId, Right, Role

SALE = "the sale of my personal data"
ADVERTISING = "targeted advertising"
UNREAD = "not read"
"""In place of a section whose number is not known."""
PROFILING = "profiling for decisions with legal or similarly significant effects"


@dataclass(frozen=True, kw_only=True)
class Dated:
    """A text that holds from a day on, with where it stands."""

    since: date
    text: str
    section: str


@dataclass(frozen=True, kw_only=True)
class StateLaw:
    """One state's law. Sections are given without the name of the code, which `cite` puts before them.

    An empty section means that the law gives no such right. Days are calendar days from receipt.
    """

    id: LawId
    state: str
    """ISO 3166-2, such as US-VA."""
    title: str
    code: str
    supervised_by: str
    since: date
    answer: str = ""
    """Where the days for an answer stand."""
    period: int = 45
    further: int = 45
    """Days that a notice of extension within the period can add."""
    access: str = ""
    access_to: str = "the personal data that you process about me"
    correction: str = ""
    correction_since: date | None = None
    deletion: str = ""
    provided_only: bool = False
    """Whether deletion reaches only what the person provided, so that it is nothing against a broker."""
    instead: str = ""
    """Where a broker is allowed to keep a suppression record, or to opt the person out, instead of deleting."""
    instead_confidence: Confidence = "V"
    deletion_grew: Dated | None = None
    opt_out: str = ""
    purposes: tuple[str, ...] = (SALE, ADVERTISING, PROFILING)
    unverified: str = ""
    """Where it stands that an opt-out needs no authentication."""
    agent: str = ""
    """Where an agent may opt out for the consumer; for nothing else."""
    agent_purposes: tuple[str, ...] = (SALE, ADVERTISING, PROFILING)
    recipients: Dated | None = None
    """What the consumer may learn of those who got the data."""
    appeal: str = ""
    appeal_period: int = 0
    appeal_further: int = 0
    appeal_confidence: Confidence = "V2"
    scope: str = ""
    any_size_for_faces: Dated | None = None
    """Where data that identifies a face binds whoever holds any of it."""
    signal: bool = False
    """Whether sites must take a browser's signal as an opt-out; [B] save for Colorado, Oregon and New Jersey."""
    free: str = ""
    calendar: CalendarName = "state"
    computation: str = ""
    """The statute by which a last day on a Saturday, Sunday or holiday moves; empty: no roll."""
    confidence: Confidence = "V2"
    bought_only: bool = False
    """Whether it reaches only data that the broker bought, and nothing that is publicly available."""
    claims: bool = True
    note: str = ""

    def cite(self, section: str) -> str:
        """Return a section with the name of its code."""
        return self.code if section == UNREAD else f"{self.code} {section}"

    def purposes_for(self, *, by_agent: bool) -> tuple[str, ...]:
        """Return what may be opted out of, by the consumer or by an agent."""
        return tuple(one for one in self.purposes if one in self.agent_purposes) if by_agent else self.purposes

    @property
    def law(self) -> Law:
        """Return it as the catalog lists it, with one clock a right."""
        return Law(
            id=self.id, title=self.title, supervised_by=self.supervised_by, rules=tuple(self._rules()), note=self.note
        )

    def _rules(self) -> Iterable[Rule]:
        free = f"An answer is free {self.free}." if self.free else ""
        rights = (
            (Right.ACCESS, self.access, self.since, free),
            (Right.RECTIFICATION, self.correction, self.correction_since or self.since, ""),
            (Right.DELETION, self.deletion, self.since, self._limits_of_deletion()),
            (Right.OPT_OUT, self.opt_out, self.since, ""),
        )
        for right, section, since, note in rights:
            if section:
                yield self._rule(right, section, since, self.period, self.further, self.answer, self.confidence, note)
        if self.appeal:
            yield self._rule(
                Right.APPEAL, self.appeal, self.since, self.appeal_period, self.appeal_further, "",
                self.appeal_confidence, "An appeal is against a refusal; silence is nothing to appeal.",
            )  # fmt: skip

    def _rule(
        self, right: Right, section: str, since: date, period: int, further: int, answer: str, confidence: Confidence,
        note: str,
    ) -> Rule:  # fmt: skip
        cited = (self.cite(answer) if answer else "", self.cite(section), self.computation)
        return Rule(
            id=f"{self.state.lower()}-{right.replace('_', '-')}",
            law=self.id,
            right=right,
            jurisdictions=(self.state,),
            valid_from=since,
            calendar=self.calendar,
            citations=tuple(dict.fromkeys(filter(None, cited))),
            confidence=confidence,
            period=period,
            extension=period + further if further else 0,
            roll=bool(self.computation),
            note=note,
        )

    def _limits_of_deletion(self) -> str:
        if self.provided_only:
            return "It reaches only what you provided yourself, which is nothing that a broker holds."
        if self.instead:
            return f"What came from elsewhere may be kept as a suppression record instead ({self.cite(self.instead)})."
        return ""


def find(law: StateLaw, case: Case) -> Findings:
    """Yield the claims of a resident of the state, or the reason why there are none."""
    if case.place != law.state:
        return
    reason = _barred(law, case)
    if reason:
        yield Exclusion(law.id, None, reason)
        return
    why = _why(law, case)
    if law.deletion and not case.first_party and not case.person.by_agent:
        if law.provided_only:
            reason = f"it reaches only what you provided yourself ({law.cite(law.deletion)})"
            yield Exclusion(law.id, Right.DELETION, reason, politely=True)
        else:
            yield _claim(law, case, Right.DELETION, "deletion of my data", why, *_deletion(law, case))
    if case.person.by_agent:
        for right in (Right.DELETION, Right.ACCESS):
            yield Exclusion(law.id, right, "an agent may only opt out; for this the subject's own letter is the way")
    yield _claim(
        law, case, Right.OPT_OUT, f"opt-out of {_listed(law, case)}", why, *_opt_out(law, case),
        variant="first_party" if case.first_party else "",
    )  # fmt: skip
    if law.signal:
        yield SIGNAL
    if case.first_party:
        yield "Restrict in the account who can see you: it is faster than any letter."
        return
    if law.access and not case.person.by_agent:
        yield _claim(law, case, Right.ACCESS, "to know what is held, and access to it", why, *_access(law, case))


def _barred(law: StateLaw, case: Case) -> str:
    """Return why the law gives this person nothing against this broker on this day; empty when it does."""
    name = case.broker.name
    if case.today < law.since:
        return f"the {law.title} holds from {law.since} on"
    if not law.claims:
        return law.note.rstrip(".")
    if case.broker.role is Role.CONSUMER_REPORTING_AGENCY:
        return f"what a consumer reporting agency reports is outside the {law.title}"
    if not case.registered(law.state.lower()) and not case.data_on_people_in("US"):
        return f"{name} is not known to have data on people in the United States"
    if law.bought_only and (case.broker.publishes or case.broker.keyed_by_face):
        return f"it reaches only what was bought from a website or online service ({law.cite(law.scope)})"
    if case.person.by_agent and not law.agent:
        return "it lets no agent ask; the subject's own letter is the way"
    return ""


def _why(law: StateLaw, case: Case) -> str:
    name = case.broker.name
    listed = case.registered(law.state.lower())
    if listed:
        known = f"You live in {told(law.state)}, whose register of data brokers listed {name} {listed}"
    else:
        known = f"By its record {name} has data on people in the United States, and you live in {told(law.state)}"
    faces = law.any_size_for_faces
    if faces and faces.since <= case.today and case.broker.keyed_by_face:
        bound = f"for data that identifies a face the law binds {faces.text} ({law.cite(faces.section)})"
    elif law.scope:
        bound = f"it is bound if it does as much business as {law.cite(law.scope)} asks for"
    else:
        bound = f"it is bound if the {law.title} is for businesses like it"
    return f"{known}; {bound}. What is publicly available lies outside it{_grown(law, case)}."


def _grown(law: StateLaw, case: Case) -> str:
    grew = law.deletion_grew
    return f", but not {grew.text} ({grew.section})" if grew and grew.since <= case.today else ""


def _listed(law: StateLaw, case: Case) -> str:
    short = {SALE: "sale", ADVERTISING: "targeted advertising", PROFILING: "profiling"}
    words = [short[one] for one in law.purposes_for(by_agent=case.person.by_agent)]
    return " and ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)


def _deletion(law: StateLaw, case: Case) -> Iterable[tuple[str, str]]:
    yield "What was obtained about you is to be deleted, whoever it came from", law.cite(law.deletion)
    if law.instead:
        doubt = ", by what is believed and was not read" if law.instead_confidence == "B" else ""
        sentence = f"Instead it may keep a suppression record, or opt you out where the law lets it{doubt}"
        yield sentence, law.cite(law.instead)
    grew = law.deletion_grew
    if grew and grew.since <= case.today:
        yield f"That includes {grew.text}", grew.section
    yield _answered(law)


def _opt_out(law: StateLaw, case: Case) -> Iterable[tuple[str, str]]:
    yield f"You may opt out of {_listed(law, case)}", law.cite(law.opt_out)
    if law.unverified and not case.person.by_agent:
        yield "No proof of who you are may be made a condition of it", law.cite(law.unverified)
    if case.person.by_agent:
        yield "An agent may opt out for the consumer", law.cite(law.agent)
    yield _answered(law)


def _access(law: StateLaw, case: Case) -> Iterable[tuple[str, str]]:
    yield "It must confirm whether it has data on you, and give access", law.cite(law.access)
    if law.recipients and law.recipients.since <= case.today:
        yield f"You may learn {law.recipients.text}", law.cite(law.recipients.section)
    yield _answered(law)


def _answered(law: StateLaw) -> tuple[str, str]:
    return f"It must answer within {law.period} days", law.cite(law.answer or law.opt_out)


def _claim(
    law: StateLaw, case: Case, right: Right, title: str, why: str, *grounds: tuple[str, str], variant: str = ""
) -> Claim:
    return Claim(
        law=law.id,
        right=right,
        title=title,
        why=why,
        variant=variant,
        grounds=tuple(Ground(*ground) for ground in grounds),
        citations=tuple(citation for _, citation in grounds),
        jurisdiction=case.place,
        confirm=("residence",),
    )

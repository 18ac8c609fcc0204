"""A request walked at random: whatever comes in whatever order, what must always hold holds."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from unlist.errors import BadInput, Refused
from unlist.tracker.facts import Facts
from unlist.tracker.fold import effective, fold, gather
from unlist.tracker.model import Event, EventKind, State, Status
from unlist.tracker.moves import take
from unlist.tracker.table import CLOSING, INBOUND, TRANSITIONS, WIRE, allowed
from unlist.tracker.today import next_step, standing

K = EventKind
BEGINNING = datetime(2026, 11, 23, 12, tzinfo=UTC)
CLAIMS = [
    {"law": "gdpr", "right": "deletion", "jurisdiction": "DE"},
    {"law": "uk-gdpr", "right": "access", "jurisdiction": "GB-SCT"},
    {"law": "ccpa", "right": "opt_out", "jurisdiction": "US-CA"},
    {"law": "none", "right": "voluntary", "jurisdiction": "US-IL", "asked_by": "2027-01-15"},
    {"law": "gdpr", "right": "deletion", "jurisdiction": "US-IL"},
]
ENDS = CLOSING | {K.CORRECTED, K.DENIED, K.FULFILLED, K.PARTLY_FULFILLED, K.OPTED_OUT, K.NOT_FOUND, K.REDIRECTED}
CHANNELS = [None, "form", "email", "post"]


class Walk(RuleBasedStateMachine):
    """One request; each step is an event, mostly one that the table allows, at times any."""

    log: list[Event]
    state: State
    now: datetime

    @initialize(claim=st.sampled_from(CLAIMS), channel=st.sampled_from(["email", "post", "form"]))
    def begin(self, claim, channel):
        self.now, self.log = BEGINNING, []
        self.claim = {**claim, "channel": channel}
        self.log.append(self._event(K.DRAFTED, {"purpose": "first", **self.claim}))
        self.state = fold(self.log)
        self.facts = gather(self.log)

    def _event(self, kind, payload, message=None):
        on = {"on": self.now.date().isoformat()}
        return Event(len(self.log) + 1, kind, self.now, self.now, "person", {**on, **payload}, message)

    def _payload(self, kind, data):
        if kind is K.DRAFTED:
            purpose = data.draw(st.sampled_from(["first", "follow_up", "identity_reply"]))
            return {"purpose": purpose, **(self.claim if purpose == "first" else {})}
        if kind in (K.SEND_FAILED, K.BOUNCED):
            bounce = data.draw(st.sampled_from(["hard", "soft", "policy", "delay"]))
            return {"class": bounce, "next_channel": data.draw(st.sampled_from(CHANNELS))}
        if kind in (K.EXTENDED, K.SNOOZED):
            until = self.now.date() + timedelta(days=data.draw(st.integers(-5, 120)))
            return {"until": data.draw(st.sampled_from([None, until.isoformat()]))}
        if kind is K.CLOSED:
            return {"reason": data.draw(st.sampled_from(["settled", "superseded", "duplicate", "given_up"]))}
        if kind is K.DELIVERED:
            return {"proof": "dsn", "purpose": data.draw(st.sampled_from(["first", "follow_up"]))}
        return {}

    @rule(data=st.data(), days=st.integers(0, 12))
    def something_allowed(self, data, days):
        # Ends come by the other rules: else most walks are over before a letter has left.
        kinds = [kind for kind in EventKind if kind not in ENDS and allowed(self.state.status, kind)]
        self._take(data.draw(st.sampled_from(kinds)), data, days)

    @precondition(lambda self: self.state.status in (Status.DRAFT, Status.QUEUED, Status.SENDING))
    @rule(data=st.data(), kind=st.sampled_from([K.SEND_ACCEPTED, K.SEND_UNCERTAIN, K.HANDED_OVER]))
    def a_letter_goes_its_way(self, data, kind):
        for one in (K.APPROVED, K.SEND_INTENDED, kind):
            self._take(one, data, 0)

    @precondition(lambda self: self.state.due_on is not None)
    @rule(data=st.data(), kind=st.sampled_from([K.DELIVERED, K.EXTENDED, K.ACKNOWLEDGED, K.BOUNCED]))
    def a_word_while_the_clock_runs(self, data, kind):
        self._take(kind, data, data.draw(st.integers(0, 6)))

    @rule(data=st.data(), kind=st.sampled_from([kind for kind in EventKind if kind is not K.CORRECTED]))
    def anything(self, data, kind):
        self._take(kind, data, 0)

    def _take(self, kind, data, days):
        self.now += timedelta(days=days)
        message = data.draw(st.sampled_from([None, "m1", "m2"])) if kind in INBOUND | {K.REPLY_DISMISSED} else None
        event = self._event(kind, self._payload(kind, data), message)
        try:
            after = fold([*self.log, event])
        except Refused:
            assert kind not in INBOUND, "mail that came in is always recordable"
            return
        self._compare(event, after)
        self._restores(event)
        take(self.facts, event)
        self.log.append(event)
        self.state = after

    def _compare(self, event, after):
        before = self.state
        assert after.status in TRANSITIONS[before.status, event.kind]
        if after.status is Status.CLOSED and before.status is not Status.CLOSED:
            assert event.kind in CLOSING
        if before.status is Status.CLOSED and after.status is not Status.CLOSED:
            assert event.kind is K.REOPENED
        if event.kind in INBOUND | {K.EXTENDED} and before.due_on and after.due_on:
            assert after.due_on >= before.due_on

    def _restores(self, event):
        if event.kind in WIRE:
            return
        correction = Event(event.seq + 1, K.CORRECTED, self.now, self.now, "person", {"seq": event.seq})
        restored = fold([*self.log, event, correction])
        alike = replace(restored, last_seq=self.state.last_seq, last_event_at=self.state.last_event_at)
        assert alike == self.state

    @precondition(lambda self: len(self.log) > 1)
    @rule(data=st.data())
    def a_correction(self, data):
        seq = data.draw(st.integers(1, len(self.log)))
        event = self._event(K.CORRECTED, {"seq": seq})
        target = self.log[seq - 1]
        gone = seq not in {one.seq for one in effective(self.log)}
        try:
            after = fold([*self.log, event])
        except (Refused, BadInput):
            return
        assert target.kind not in WIRE | {K.CORRECTED}
        assert not gone
        self.log.append(event)
        self.state, self.facts = after, Facts()
        for one in effective(self.log):
            take(self.facts, one)

    @invariant()
    def the_fold_of_all_is_the_sum_of_the_steps(self):
        if getattr(self, "log", None):
            assert gather(self.log) == self.facts
            assert fold(reversed(self.log)) == fold(self.log) == self.state

    @invariant()
    def every_day_has_a_next_step(self):
        if getattr(self, "log", None):
            for days in (0, 40, 200):
                today = self.now.date() + timedelta(days=days)
                step = next_step(self.state, today)
                assert step.sentence
                assert step.next_on is None or step.next_on > today
                assert not (standing(self.state, today).overdue and self.state.due_on is None)


TestWalk = Walk.TestCase
TestWalk.settings = settings(
    max_examples=60,
    stateful_step_count=30,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow],
)

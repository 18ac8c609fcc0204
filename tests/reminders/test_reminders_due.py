"""What is due, worked on a calendar.

A GDPR letter that left on Monday 23 November 2026 is due on Wednesday 23 December (art. 12(3): one month, from the same
day of the next month). Thursday the 24th is a working day in Germany, so one may write again then.
"""

from __future__ import annotations

import pytest
from reminder_cases import K, Ledger, Told, day, days_told

from unlist.reminders.due import MAX_TASKS, Counts, due_items
from unlist.reminders.items import command_of
from unlist.tracker.today import NextStep

SENT = "2026-11-23"


def waiting(number: int = 0, **claim) -> Told:
    return Told(number, **claim).sent(SENT)


@pytest.mark.parametrize(
    ("told", "days"),
    [
        (Told().draft("2026-11-24"), ["2026-11-24", "2026-11-27", "2026-12-01"]),
        (Told().handed_over("2026-11-24"), ["2026-11-24", "2026-11-27", "2026-12-01"]),
        (waiting().tell(K.IDENTITY_REQUESTED, "2026-11-25"), ["2026-11-25", "2026-11-28", "2026-12-02"]),
        (waiting().tell(K.FORM_REQUIRED, "2026-11-25"), ["2026-11-25", "2026-11-28", "2026-12-02"]),
        # A link may die within a day.
        (
            waiting().tell(K.CONFIRMATION_REQUESTED, "2026-11-25"),
            ["2026-11-25", "2026-11-26", "2026-11-28", "2026-12-02"],
        ),
        # Wanted by Monday the 30th: also three days, one day and no day before it; the 28th is the third day after.
        (
            waiting().tell(K.QUESTION_ASKED, "2026-11-25", reply_by="2026-11-30"),
            ["2026-11-25", "2026-11-27", "2026-11-28", "2026-11-29", "2026-11-30", "2026-12-02"],
        ),
        # A day that had passed before the demand was seen adds nothing.
        (
            waiting().tell(K.QUESTION_ASKED, "2026-11-25", reply_by="2026-11-24"),
            ["2026-11-25", "2026-11-28", "2026-12-02"],
        ),
        (
            waiting().tell(K.REPLY_RECEIVED, "2026-11-25", message="m"),
            ["2026-11-25", "2026-11-28", "2026-12-05", "2026-12-19"],
        ),
        (
            waiting().tell(K.REPLY_RECEIVED, "2026-11-25", message="m", reply_by="2026-12-02"),
            ["2026-11-25", "2026-11-28", "2026-11-29", "2026-12-01", "2026-12-02", "2026-12-05", "2026-12-19"],
        ),
        (Told().sent("2026-11-24").tell(K.BOUNCED, "2026-11-25", **{"class": "hard"}), ["2026-11-25", "2026-11-28", "2026-12-02"]),
    ],
)  # fmt: skip
def test_a_task_is_told_at_its_stages(told, days):
    assert days_told(told.case, SENT, "2026-12-20") == days


def test_a_late_broker_is_told_six_times_and_then_only_in_the_monthly_digest():
    # 23 December + 1, 14, 30, 60, 90, 120 days; 2027 is no leap year.
    assert days_told(waiting().case, SENT, "2028-01-31", kind="overdue") == [
        "2026-12-24",
        "2027-01-06",
        "2027-01-22",
        "2027-02-21",
        "2027-03-23",
        "2027-04-22",
    ]


def test_a_late_broker_is_told_when_one_may_write_again():
    # Sent on Wednesday 18 November: due on Friday 18 December; the first working day after it is Monday the 21st.
    assert days_told(Told().sent("2026-11-18").case, "2026-11-18", "2026-12-31", kind="overdue")[0] == "2026-12-21"


def test_a_follow_up_gives_the_broker_two_weeks_in_which_nothing_is_told():
    told = waiting()
    ledger = Ledger()
    assert ledger.run([told.case], "2026-12-24").overdue
    told.sent("2026-12-28", "follow_up")
    days = []
    for number in range(day("2026-12-28").toordinal(), day("2027-12-31").toordinal()):
        due = ledger.run([told.case], type(day(SENT)).fromordinal(number))
        days += [(due.entries[0][1], due.overdue[0].command) for _ in due.overdue if not due.monthly]
    # 14 days after 28 December is 11 January, when the stage of 6 January has passed. Six times in all.
    assert [stage for stage, _ in days] == ["after the follow-up", "day 30", "day 60", "day 90", "day 120"]
    assert {command for _, command in days} == {"unlist request why UL-00000000000"}


def test_nobody_is_late_while_a_demand_for_identity_may_hold_the_clock():
    # EDPB Guidelines 01/2022: a demand that came in time may suspend the month.
    told = waiting().tell(K.IDENTITY_REQUESTED, "2026-11-25")
    assert days_told(told.case, SENT, "2027-12-31", kind="overdue") == []
    assert due_items([told.case], day("2027-01-10"), set(), None).counts.late == 0
    told.tell(K.ANSWERED_BROKER, "2026-12-10")
    due_on = told.case.state.due_on
    assert due_on > day("2026-12-23")
    assert days_told(told.case, SENT, "2027-12-31", kind="overdue")[0] > due_on.isoformat()


def test_a_broker_is_not_late_while_its_answer_lies_unread():
    case = waiting().tell(K.REPLY_RECEIVED, "2026-12-27", message="m").case
    due = due_items([case], day("2026-12-28"), set(), None)
    assert due.overdue == ()
    assert [item.command for item in due.tasks] == ["unlist inbox review UL-00000000000"]


def test_a_day_of_ones_own_is_not_called_due():
    told = Told(law="none", right="voluntary", jurisdiction="US-IL", asked_by="2026-12-21").sent(SENT)
    (item,) = due_items([told.case], day("2026-12-30"), set(), None).overdue
    assert item.sentence == (
        "You asked for an answer by 2026-12-21; that was 9 days ago, and no law sets that day. Send the one follow-up."
    )
    assert "due" not in item.sentence


def test_what_counts_is_since_when_it_is_the_persons_move():
    told = waiting().tell(K.IDENTITY_REQUESTED, "2026-11-25")
    for later in ("2026-11-26", "2026-11-27", "2026-11-28"):
        told.tell(K.NOTED, later, text="called them").tell(K.AUTO_REPLIED, later)
    assert days_told(told.case, SENT, "2026-12-20") == ["2026-11-25", "2026-11-28", "2026-12-02"]


def test_a_demand_that_was_read_late_begins_when_it_was_read():
    told = waiting().tell(K.IDENTITY_REQUESTED, "2026-11-25", known="2027-01-10")
    assert days_told(told.case, "2027-01-10", "2027-02-01") == ["2027-01-10", "2027-01-13", "2027-01-17"]


def test_a_new_turn_is_told_anew():
    told, ledger = waiting().tell(K.QUESTION_ASKED, "2026-11-25"), Ledger()
    assert ledger.run([told.case], "2026-11-25").tasks
    told.tell(K.ANSWERED_BROKER, "2026-11-26").tell(K.QUESTION_ASKED, "2026-11-27")
    assert ledger.run([told.case], "2026-11-27").tasks


def test_after_thirty_missed_days_only_the_latest_stage_is_told_and_once():
    told = [waiting(), waiting(1).tell(K.IDENTITY_REQUESTED, "2026-11-24"), Told(2).handed_over("2026-11-24")]
    cases, ledger = [one.case for one in told], Ledger()
    assert len(ledger.run(cases, "2026-11-24").tasks) == 2
    # 24 January: the first is 32 days late (stage 30), the other two have been the person's for 61 days (stage 7).
    assert sorted(stage for _, stage in ledger.run(cases, "2027-01-24").entries) == ["day 30", "day 7", "day 7"]
    assert ledger.run(cases, "2027-01-25").entries == ()


def test_one_digest_a_day_and_what_came_later_comes_tomorrow():
    first, second, ledger = Told().handed_over("2026-11-24"), Told(1).handed_over("2026-11-24"), Ledger()
    assert ledger.run([first.case], "2026-11-24").tasks
    assert ledger.run([first.case, second.case], "2026-11-24").entries == ()
    (item,) = ledger.run([first.case, second.case], "2026-11-25").tasks
    assert (item.reference, item.stage) == (second.reference, "day 0")


def test_five_tasks_a_day_and_nobody_starves():
    cases = [Told(number).handed_over("2026-11-24").case for number in range(12)]
    ledger, seen = Ledger(), []
    for on, shown, more in (("2026-11-24", 5, 7), ("2026-11-25", 5, 7), ("2026-11-26", 2, 10)):
        due = ledger.run(cases, on)
        assert (len(due.tasks), due.more_tasks) == (shown, more)
        seen += [item.reference for item in due.tasks]
    assert len(set(seen)) == 12
    # Friday the 27th is the third day for all.
    assert {item.stage for item in ledger.run(cases, "2026-11-27").tasks} == {"day 3"}


def test_what_may_soon_be_too_late_stands_on_top_then_the_oldest():
    told = [
        Told(0).handed_over("2026-11-20"),
        Told(1).draft("2026-11-19"),
        waiting(2).tell(K.CONFIRMATION_REQUESTED, "2026-11-24"),  # may be gone on the 25th
        waiting(3).tell(K.QUESTION_ASKED, "2026-11-23", reply_by="2026-11-24"),
        waiting(4).tell(K.QUESTION_ASKED, "2026-11-23", reply_by="2026-12-31"),  # far away
        Told(5).handed_over("2026-11-24"),
    ]
    due = due_items([one.case for one in told], day("2026-11-24"), set(), None)
    assert [item.reference[-1] for item in due.tasks] == ["3", "2", "1", "0", "4"]
    assert len(due.tasks) == MAX_TASKS
    assert due.more_tasks == 1


def test_a_request_that_was_set_aside_stays_out_until_its_day_and_is_told_on_it():
    told = Told().handed_over("2026-11-20").tell(K.SNOOZED, "2026-11-24", until="2026-12-10")
    assert days_told(told.case, "2026-11-24", "2026-12-31") == ["2026-12-10", "2026-12-13", "2026-12-17"]
    late = waiting().tell(K.SNOOZED, "2026-12-20", until="2027-01-10")
    # The stages of 24 December and 6 January passed meanwhile.
    assert days_told(late.case, "2026-12-20", "2027-01-31", kind="overdue") == ["2027-01-10", "2027-01-22"]


def test_a_told_request_that_was_set_aside_is_told_again_on_its_day():
    told, ledger = waiting(), Ledger()
    for on in ("2026-12-24", "2027-01-06"):
        assert ledger.run([told.case], on).overdue
    told.tell(K.SNOOZED, "2027-01-06", until="2027-01-15")
    assert ledger.run([told.case], "2027-01-14").entries == ()
    assert ledger.run([told.case], "2027-01-15").overdue


def test_nothing_is_told_when_nothing_is_due():
    assert due_items([], day("2027-06-01"), set(), None).entries == ()
    over = waiting().tell(K.WITHDRAWN, "2026-11-25")
    assert days_told(over.case, SENT, "2027-06-01") == []
    assert due_items([over.case], day("2027-06-01"), set(), None).entries == ()
    assert days_told(waiting().case, SENT, "2026-12-23") == []


def test_one_digest_a_month_while_something_is_open():
    # A paper letter whose arrival nothing proves: no clock runs, so nothing is ever due.
    case = Told(channel="post").sent(SENT).case
    ledger = Ledger()
    for number in range(day(SENT).toordinal(), day("2027-03-01").toordinal()):
        ledger.run([case], type(day(SENT)).fromordinal(number))
    # 23 November + 30 days, then 30 days each.
    assert [on.isoformat() for on in ledger.digests] == ["2026-12-23", "2027-01-22", "2027-02-21"]
    assert all(due.monthly and due.counts.open == 1 for due in ledger.digests.values())
    assert due_items([], day("2027-06-01"), ledger.told, ledger.last).entries == ()


def test_the_monthly_digest_lists_what_was_told_before_and_is_still_open():
    told, ledger = (
        [Told().handed_over(SENT), Told(1).handed_over(SENT).tell(K.SNOOZED, SENT, until="2027-12-31")],
        Ledger(),
    )
    cases = [one.case for one in told]
    for on in ("2026-11-23", "2026-11-26", "2026-11-30", "2026-12-29"):
        ledger.run(cases, on)
    assert list(ledger.digests) == [day("2026-11-23"), day("2026-11-26"), day("2026-11-30")]
    due = ledger.run(cases, "2026-12-30")  # 30 days after 30 November
    assert due.monthly
    assert [item.reference for item in due.tasks] == [told[0].reference]
    assert due.entries == (("monthly", "2026-12-30"),)


def test_only_set_aside_means_no_monthly_digest():
    case = Told().handed_over(SENT).tell(K.SNOOZED, SENT, until="2027-12-31").case
    assert due_items([case], day("2027-06-01"), set(), None).entries == ()


@pytest.mark.parametrize(
    ("kind", "more", "sentence", "command"),
    [
        (
            K.FULFILLED,
            {},
            "it said that it did what you asked. Nobody has looked yet; you are reminded to on 2026-12-29.",
            "",
        ),
        (
            K.NOT_FOUND,
            {},
            "it said that it found nothing. It was given: date of birth, full name. It may hold more under anything else.",
            "",
        ),
        (
            K.DENIED,
            {"reason": "We  are\nexempt.\u202e"},
            "it refused. It wrote: “We are exempt.\ufffd” You can complain; see to whom.",
            "unlist request why UL-00000000000",
        ),
        (K.REDIRECTED, {}, "it said that another one is responsible.", ""),
    ],
)
def test_an_answer_is_told_once(kind, more, sentence, command):
    given = [{"kind": "full_name", "value": "Lena Brückmann"}, {"kind": "dob", "value": "1990-02-03"}]
    told = Told(disclosed=given).sent(SENT).tell(kind, "2026-12-01", **more)
    ledger = Ledger()
    (item,) = ledger.run([told.case], "2026-12-01").changes
    assert (item.sentence, item.command) == (f"On 2026-12-01 {sentence}", command)
    assert "Brückmann" not in item.sentence
    assert ledger.run([told.case], "2026-12-02").entries == ()


def test_what_the_person_did_goes_with_a_digest_and_makes_none():
    closed = waiting().tell(K.CLOSED, "2026-12-02", reason="given_up")
    extended = waiting(1).tell(K.EXTENDED, "2026-12-02", until="2027-02-23")
    ledger = Ledger()
    assert ledger.run([closed.case, extended.case], "2026-12-03").entries == ()
    draft = Told(2).draft("2026-12-04")
    due = ledger.run([closed.case, extended.case, draft.case], "2026-12-04")
    # Art. 12(3): two further months, 23 February 2027.
    assert [item.sentence for item in due.changes] == [
        "You gave it up on 2026-12-02.",
        "It took more time, and said so in time: the answer is now due on 2027-02-23.",
    ]
    assert ledger.run([closed.case, extended.case, draft.case], "2026-12-05").entries == ()


def test_an_extension_that_does_not_hold_is_called_that():
    late = waiting().tell(K.EXTENDED, "2026-12-24", until="2027-02-23").tell(K.NOTED, "2026-12-24").case
    (item,) = due_items([late], day("2026-12-24"), set(), None).changes
    assert item.sentence == "It took more time, but said so too late: the answer stays due on 2026-12-23."


def test_news_beyond_ten_is_counted_and_counts_as_told():
    cases = [waiting(number).tell(K.OPTED_OUT, "2026-12-01").case for number in range(13)]
    ledger = Ledger()
    due = ledger.run(cases, "2026-12-01")
    assert (len(due.changes), due.more_changes) == (10, 3)
    assert ledger.run(cases, "2026-12-02").entries == ()


def test_late_brokers_beyond_ten_come_with_the_next_digest():
    cases = [waiting(number).case for number in range(13)]
    ledger = Ledger()
    assert [len(ledger.run(cases, on).overdue) for on in ("2026-12-24", "2026-12-25", "2026-12-26")] == [10, 3, 0]


def test_a_second_look_is_asked_for_after_four_weeks():
    told = waiting().tell(K.FULFILLED, "2026-12-01")  # + 28 days: 29 December
    assert days_told(told.case, "2026-12-02", "2027-02-01", kind="recheck") == [
        "2026-12-29",
        "2027-01-01",
        "2027-01-05",
    ]


def test_a_message_is_read_even_when_the_request_is_closed():
    case = waiting().tell(K.WITHDRAWN, "2026-11-25").tell(K.REPLY_RECEIVED, "2026-11-26", message="m").case
    (item,) = due_items([case], day("2026-11-26"), set(), None).tasks
    assert item.command == "unlist inbox review UL-00000000000"


def test_two_messages_are_one_task():
    told = (
        waiting().tell(K.REPLY_RECEIVED, "2026-11-25", message="m1").tell(K.REPLY_RECEIVED, "2026-11-27", message="m2")
    )
    (item,) = due_items([told.case], day("2026-11-27"), set(), None).tasks
    assert (item.sentence, item.minutes, item.since) == (
        "2 messages came in, the last on 2026-11-27. Read them and decide what they mean.", 4, day("2026-11-25"),
    )  # fmt: skip


def test_a_demand_whose_day_has_passed_says_so():
    case = waiting().tell(K.QUESTION_ASKED, "2026-11-25", reply_by="2026-11-30").case
    (item,) = due_items([case], day("2026-12-01"), set(), None).tasks
    assert item.by is None
    assert item.sentence.endswith(" It wanted an answer by 2026-11-30. That day has passed; an answer may still count.")


def test_a_letter_that_came_back_says_why_it_is_yours_again():
    bounced = waiting().tell(K.BOUNCED, "2026-11-24", next_channel="post", **{"class": "hard"}).case
    (item,) = due_items([bounced], day("2026-11-24"), set(), None).tasks
    assert item.sentence.startswith("The letter came back. ")
    assert item.command == "unlist send acxiom"


def test_commands_take_the_slug_and_sentences_the_name():
    told = Told(name="Harbor People", broker="harbor-people").draft("2026-11-24")
    (item,) = due_items([told.case], day("2026-11-24"), set(), None).tasks
    assert (item.broker, item.command) == ("Harbor People", "unlist send harbor-people")
    (item,) = due_items([told.case], day("2026-11-24"), set(), None, program="unlist --subject=mika").tasks
    assert item.command == "unlist --subject=mika send harbor-people"


def test_a_command_does_not_bear_a_day_that_may_be_wrong_when_it_is_pasted():
    case = Told().sent("2026-11-24").case
    step = NextStep("unlist request event {reference} sent --on {today}", "Record it.", 2, "you")
    assert command_of(case, step) == (
        "unlist request event UL-00000000000 sent",
        " Run this on that day, or add `--on YYYY-MM-DD`.",
    )


def test_names_come_without_hidden_characters():
    told = Told(name="Harbor\u202e\r\n People\x1b[31m").draft("2026-11-24")
    (item,) = due_items([told.case], day("2026-11-24"), set(), None).tasks
    assert item.broker == "Harbor\ufffd\ufffd People\ufffd[31m"


def test_each_open_request_is_counted_once():
    cases = [
        waiting(0).case,
        waiting(1).tell(K.REPLY_RECEIVED, "2026-12-01", message="m").case,
        Told(2).sent("2026-10-01").case,
        Told(3).draft("2026-11-30").case,
        Told(4).draft("2026-11-30").tell(K.APPROVED, "2026-11-30").case,
        waiting(5).tell(K.SNOOZED, "2026-11-24", until="2027-01-01").case,
        waiting(6).tell(K.FULFILLED, "2026-11-30").case,
        waiting(7).tell(K.WITHDRAWN, "2026-11-30").case,
    ]
    assert due_items(cases, day("2026-12-01"), set(), None).counts == Counts(
        open=6, yours=2, late=1, waiting=1, leaving=1, aside=1, next_due_on=day("2026-12-23")
    )


def test_a_limit_of_the_persons_own_is_told_sixty_fourteen_and_three_days_ahead():
    # DSG § 24(4): a year from the refusal of 1 December 2026. 60 days before 1 December 2027 is 2 October.
    refused = Told(jurisdiction="AT").sent(SENT).tell(K.DENIED, "2026-12-01", reason="exempt")
    assert days_told(refused.case, "2027-09-01", "2027-12-31", kind="limit:") == [
        "2027-10-02",
        "2027-11-17",
        "2027-11-28",
    ]
    ledger = Ledger()
    (item,) = ledger.run([refused.case], "2027-11-28").tasks
    assert item.sentence == (
        "2027-12-01 is the last day for you to complain to the Austrian data protection authority (three years "
        "after it happened at the latest) (DSG § 24(4))."
    )
    assert item.hurry == day("2027-12-01")


def test_where_no_limit_is_known_none_is_told():
    refused = Told(jurisdiction="DE").sent(SENT).tell(K.DENIED, "2026-12-01", reason="exempt")
    assert days_told(refused.case, "2027-01-01", "2028-02-01", kind="limit:") == []

"""Each rule of the lint can fail: the letter without what it must say, or with what it must not, is refused.

The words taken out and put in here are written by hand; they are not made from the patterns.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import letters_planted
import pytest
from letters_people import CA, PEOPLE, ccpa, order
from letters_story import ALL, FIRST, FOLLOW_UPS

from unlist.errors import Refused
from unlist.letters.compose import blank_of, compose
from unlist.letters.lint import RULES, lint
from unlist.letters.model import Disclosed, Order
from unlist.words import IdentifierKind, Right

# What is taken out: rule, letter, the words, and what stands there instead.
WITHOUT = [
    ("only-for-this", "voluntary", "only to handle this request", "to handle this request"),
    ("then-delete", "ccpa_know", "Delete it afterwards", "Keep it afterwards"),
    ("by-e-mail", "identity_fcra", "Please answer by e-mail to", "Please answer"),
    ("which-data", "gdpr_deletion", "which data you held", "what happened"),
    ("from-whom", "voluntary", "where it came from", "when"),
    ("to-whom", "fcra_dispute", "to whom it went", "when"),
    ("month", "gdpr_deletion", "one month from receipt", "some time"),
    ("month-article", "gdpr_access", "Article 12(3) gives you", "The law gives you"),
    ("month-article-uk-before", "gdpr_deletion-uk-before-12A", "Article 12(3) gives", "Article 12A gives"),
    ("month-article-uk", "gdpr_deletion-uk", "Article 12A gives", "Article 12(3) gives"),
    ("reasons-and-remedies", "gdpr_objection_marketing", "and how I can complain or go to court", ""),
    ("residence-gdpr", "gdpr_deletion", " I live in Germany.", ""),
    ("erasure-17(1)", "gdpr_deletion", "Article 17(1)", "Article 17"),
    ("ground-a", "gdpr_deletion", "(point a)", ""),
    ("ground-b", "gdpr_deletion", "(point b)", ""),
    ("ground-d", "gdpr_deletion", "(point d)", ""),
    ("grounds-conditional", "gdpr_deletion", " as far as it applies", ""),
    ("erasure-17(3)", "gdpr_deletion", "Article 17(3)", "the law"),
    ("erasure-19", "gdpr_objection_marketing", " (Article 19)", ""),
    ("recipients", "gdpr_objection_face", ", and tell me who they are", ""),
    ("suppression", "gdpr_deletion", ", so that my data is not collected again", ""),
    ("others-told", "gdpr_deletion-people-search", "the steps of Article 17(2)", "steps"),
    ("face-9(1)", "gdpr_objection_face", "(Article 9(1)) ", ""),
    ("face-9(2)", "gdpr_objection_face", "of Article 9(2) is", "is"),
    ("face-9(2)(e)", "gdpr_objection_face", " (Article 9(2)(e))", ""),
    ("face-6", "gdpr_objection_face", " in Article 6", ""),
    ("face-21(1)", "gdpr_objection_face", "Article 21(1)", "Article 21"),
    ("face-17(1)(c) and (d)", "gdpr_objection_face", "Article 17(1)(c) and (d)", "Article 17(1)(c)"),
    ("face-18(1)(d)", "gdpr_objection_face", "Article 18(1)(d)", "Article 18"),
    ("face-condition-unmet", "gdpr_objection_face", "and I know of none", "or not"),
    ("face-not-made-public", "gdpr_objection_face", "is not thereby data", "is data"),
    ("face-restriction", "gdpr_objection_face", "until you have shown", "although you may have"),
    ("face-template", "gdpr_objection_face", "template or vector", "picture"),
    ("face-addresses", "gdpr_objection_face", "the addresses of the pages they came from", "so on"),
    ("face-pictures", "gdpr_objection_face", "the pictures of me, ", ""),
    ("face-demonstrate", "gdpr_objection_face", "please demonstrate that", "tell me"),
    ("face-identifier", "gdpr_objection_face", "I can then offer a cropped picture", "I have a picture"),
    ("representative", "gdpr_objection_face", "(Article 27)", ""),
    ("marketing-21(2)", "gdpr_objection_marketing", "Article 21(2)", "Article 21"),
    ("marketing-21(3)", "gdpr_objection_marketing", "Article 21(3)", "Article 21"),
    ("marketing-17(1)(c)", "gdpr_objection_marketing", "Article 17(1)(c)", "Article 17"),
    ("account-21(1)", "gdpr_objection_first_party", "Article 21(1)", "Article 21"),
    ("account-15(1)(c)", "gdpr_objection_first_party", "Article 15(1)(c)", "Article 15"),
    ("keep-account", "gdpr_objection_first_party", "I do not ask you to close or empty any account of mine. ", ""),
    ("access-15(1)(a) and (b)", "gdpr_access", "Article 15(1)(a) and (b)", "Article 15(1)(a)"),
    ("access-15(1)(c)", "gdpr_access", "(Article 15(1)(c))", ""),
    ("access-15(1)(d)", "gdpr_access", "(Article 15(1)(d))", ""),
    ("access-15(1)(e) and (f)", "gdpr_access", "(e) and (f)", "(e)"),
    ("access-15(1)(g)", "gdpr_access", "(Article 15(1)(g))", ""),
    ("access-15(1)(h)", "gdpr_access", "(Article 15(1)(h))", ""),
    ("access-15(2)", "gdpr_access", "(Article 15(2))", ""),
    ("access-15(3)", "gdpr_access", "(Article 15(3))", ""),
    ("actual-recipients", "gdpr_access", "the actual recipients", "the categories of recipients"),
    ("no-reasons", "gdpr_access", "C-307/22", "a judgment"),
    ("first-copy", "gdpr_access-uk", "The first copy is free", "The copy is cheap"),
    ("identity-12-6", "identity_gdpr", '"reasonable doubts"', "doubts"),
    ("identity-11", "identity_gdpr-uk", "(Article 11(2))", ""),
    ("residence-ca", "ccpa_opt_out", " I live in California.", ""),
    ("opt-out-120", "ccpa_opt_out", "1798.120 and ", ""),
    ("opt-out-135", "ccpa_first_party", "1798.120 and 1798.135", "1798.120"),
    ("opt-out-clock", "ccpa_opt_out", "no later than 15 business days", "no later than in a while"),
    ("opt-out-unverified", "ccpa_limit", "You may not require me to verify my identity for this", "Thank you"),
    ("opt-out-third-parties", "ccpa_opt_out", "tell every third party", "think of those"),
    ("opt-out-confirm", "ccpa_opt_out", "confirm that my opt-out was processed", "be so kind"),
    ("opt-out-12-months", "ccpa_opt_out", "for at least 12 months", ""),
    ("limit-121", "ccpa_limit", "1798.121", "1798"),
    ("limit-what", "ccpa_limit", "biometric information and precise geolocation", "much"),
    ("account-kept-ca", "ccpa_first_party", " I do not ask you to close or empty any account of mine.", ""),
    ("acknowledge", "ccpa_know", "within 10 business days", "soon"),
    ("answer-45", "ccpa_deletion_2026", "within 45 calendar days", "soon"),
    ("no-account-needed", "ccpa_know", "No account may be required for this", "Thank you"),
    ("delete-105", "ccpa_deletion_2027", "1798.105", "1798"),
    ("delete-notice", "ccpa_deletion_2026", "your service providers, your contractors and ", ""),
    ("delete-drop", "ccpa_deletion_2026", "DROP", "that system"),
    ("delete-denial", "ccpa_deletion_2027", "please explain why, ", ""),
    ("delete-collected-from", "ccpa_deletion_2026", "that you collected from me,", "that you hold,"),
    ("delete-voluntarily", "ccpa_deletion_2026", ", voluntarily,", ""),
    ("delete-from-or-about", "ccpa_deletion_2027", "from or about me", "from me"),
    ("delete-minimum", "ccpa_deletion_2027", " You may keep the minimum that you need to honor this request.", ""),
    ("know-110", "ccpa_know", "1798.110 and ", ""),
    ("know-115", "ccpa_know", " and 1798.115", ""),
    ("know-130", "ccpa_know", "1798.130", "1798"),
    ("know-categories", "ccpa_know", "I ask for categories, not for specific pieces.", ""),
    ("know-beyond", "ccpa_know", "beyond the last 12 months, ", ""),
    ("know-sources", "ccpa_know", "the categories of sources", "the origins"),
    ("know-third-parties", "ccpa_know", "the categories of third parties", "those"),
    ("identity-7060-b", "identity_ccpa-opt-out", "7060(b)", "7060"),
    ("identity-7060-d", "identity_ccpa-deletion", "7060(d)", "7060"),
    ("identity-7060-e", "identity_ccpa-deletion", "7060(e)", "7060"),
    ("identity-130", "identity_ccpa-deletion", ", or require an account (Civil Code 1798.130(a)(2)(A))", ""),
    ("residence-il", "bipa_preserve", " I live in Illinois.", ""),
    ("bipa-a", "bipa_preserve", "(section 15(a))", ""),
    ("bipa-b", "bipa_preserve", "(section 15(b))", ""),
    ("bipa-c", "bipa_destroy", "(section 15(c))", ""),
    ("bipa-d", "bipa_destroy", "section 15(d)", "there"),
    ("bipa-policy", "bipa_preserve", "your public policy and retention schedule", "your papers"),
    ("bipa-release", "bipa_preserve", ", and under which written release", ""),
    ("bipa-own-day", "bipa_destroy", "; the statute names none", ""),
    ("bipa-preserve", "bipa_preserve", ", and preserve the records of how it was collected, used and disclosed", ""),
    ("bipa-destroy", "bipa_destroy", "I therefore ask you to destroy it", "I ask you to think of it"),
    ("fcra-prescreen", "fcra_opt_out", " (15 USC 1681b(e))", ""),
    ("fcra-own-form", "fcra_opt_out", "on your own form or through your own system", "in another way"),
    ("fcra-file", "fcra_access", " (15 USC 1681g(a))", ""),
    ("fcra-dispute", "fcra_dispute", " (15 USC 1681i(a))", ""),
    ("fcra-30-days", "fcra_dispute", "within 30 days of receipt", "soon"),
    ("own-policy", "voluntary", "under your own policy on such requests, ", ""),
    ("polite", "voluntary", "I would be glad of an answer", "Send an answer"),
    ("form-place", "photo_form", "residents of Illinois", "others"),
    ("form-photo", "photo_form", "use it for this alone, and erase it", "take care of it"),
    ("own-day", "follow_up_statutory-gdpr", " I set that day myself.", ""),
    ("photo-choice", "bipa_preserve", "whether to send one, and which, is for me to decide", "I will think of it"),
    ("photo-erased", "ccpa_opt_out-face", " and to confirm that", ""),
    ("sent-on", "follow_up_statutory-gdpr", "On 24 November 2026 I made", "I made"),
    ("was-due", "follow_up_statutory-ccpa-opt-out", "You had until December 16, 2026", "You were"),
    ("was-asked", "follow_up_own-bipa", ", and asked for an answer by December 24, 2026", ""),
    ("still-missing", "follow_up_statutory-uk", "Still missing:", "Thank you for"),
    ("may-complain", "follow_up_statutory-fcra", "I may complain to", "I may think of"),
    ("complain-gdpr", "follow_up_statutory-gdpr", "to a data protection authority", "to you"),
    ("complain-uk-gdpr", "follow_up_statutory-uk", "of the Data Protection Act 2018", ""),
    ("complain-ccpa", "follow_up_statutory-ccpa-opt-out", "California Privacy Protection Agency", "agency"),
    ("complain-fcra", "follow_up_statutory-fcra", "Consumer Financial Protection Bureau", "bureau"),
    ("complain-164A", "follow_up_statutory-uk", "section 164A", "section 165"),
    ("no-bounce", "follow_up_own-voluntary", " No bounce came back.", ""),
    ("receipt-on-record", "follow_up_statutory-gdpr-post", " Its receipt is on record.", ""),
    ("which-item", "identity_gdpr", "you ask for", "you want"),
    ("why-not", "identity_plain-bipa", ", and it would give you more", ""),
    ("offer-address", "identity_fcra", "to answer a message", "to hear of a message"),
    ("offer-details", "identity_gdpr", "to confirm two details", "to hear of details"),
    ("offer-code", "identity_ccpa-opt-out", "to enter a code", "to hear of a code"),
    ("proof-deleted", "identity_plain-voluntary", " Please delete it afterwards.", ""),
]

# What is put in: rule, letter, the sentence.
WITH = [
    ("no-ssn", "fcra_access", "The last four digits of my SSN follow."),
    ("no-id-offer", "identity_fcra", "I enclose a copy of my driver's license."),
    ("no-id-offer", "gdpr_access", "You will find my ID attached; I am sending my ID."),
    ("no-birth-date", "voluntary", "My date of birth is known to you."),
    ("no-photo-enclosed", "gdpr_objection_face", "Attached is a recent photo of me."),
    ("no-account", "ccpa_know", "I have created an account with you for this."),
    ("no-fee", "gdpr_access", "I will gladly pay for the copy."),
    ("no-immediately", "gdpr_deletion", "Immediately confirm this."),
    ("no-immediately", "bipa_preserve", "Do so at once."),
    ("no-everything", "ccpa_deletion_2026", "Delete any and all data."),
    ("no-everything", "gdpr_deletion", "This concerns all data worldwide."),
    ("no-sums", "bipa_preserve", "The statute provides for $5,000."),
    ("no-sums", "gdpr_deletion", "Fines of 20 million euros are possible, as are damages."),
    ("no-sums", "ccpa_opt_out", "You owe 200 dollars a day."),
    ("no-accusation", "ccpa_opt_out", "You have sold my data."),
    ("no-accusation", "bipa_destroy", "You are in violation of the statute."),
    ("no-received", "follow_up_statutory-gdpr", "You received my letter in November."),
    ("no-suit", "ccpa_deletion_2026", "Otherwise I shall sue."),
    ("no-suit", "bipa_preserve", "My attorney will consider legal action."),
    ("no-settlement", "bipa_preserve", "I am a class member under the settlement."),
    ("no-settlement", "gdpr_objection_face", "The authority banned you."),
    ("no-link", "gdpr_deletion", "See https://example.org/open?id=1."),
    ("no-link", "gdpr_deletion", "<img src=x>"),
    ("only-gdpr", "gdpr_deletion", "Civil Code 1798.105 says the same."),
    ("only-gdpr", "gdpr_deletion", "The UK GDPR says the same."),
    ("only-uk-gdpr", "gdpr_access-uk", "The GDPR says the same."),
    ("only-uk-gdpr", "gdpr_access-uk", "See the Court of Justice, C-154/21."),
    ("only-ccpa", "ccpa_opt_out", "The GDPR says the same."),
    ("only-bipa", "bipa_preserve", "So does 15 USC 1681."),
    ("only-fcra", "fcra_access", "So does the CCPA."),
    ("no-article", "ccpa_opt_out", "See Article 17."),
    ("no-thirty-days", "gdpr_deletion", "I expect that within 30 days."),
    ("no-thirty-days", "gdpr_access-uk", "You have thirty days."),
    ("no-art-77", "gdpr_objection_face-uk", "I may complain under Article 77."),
    ("no-164A-yet", "follow_up_statutory-uk-before-164A", "See section 164A."),
    ("clock-may-stop", "gdpr_deletion-uk", "The month does not stop for your questions."),
    ("no-citizenship", "gdpr_deletion", "I am a citizen of Austria."),
    ("others-untold", "gdpr_deletion", "Take the steps of Article 17(2)."),
    ("no-exception-claim", "gdpr_deletion", "No exception applies."),
    ("no-representative", "gdpr_objection_face-established", "Name your representative (Article 27)."),
    ("account-stays", "gdpr_objection_first_party", "Please erase my account."),
    ("access-alone", "gdpr_access", "I also request erasure of the data."),
    ("no-45-days", "ccpa_opt_out", "You have 45 days."),
    ("no-45-days", "ccpa_limit", "Confirm receipt within 10 business days."),
    ("account-stays-ca", "ccpa_first_party", "Please delete my profile (1798.105)."),
    ("no-full-deletion", "ccpa_deletion_2026", "Delete everything you hold."),
    ("no-full-deletion", "ccpa_deletion_2026", "Delete what you collected from or about me, and tell others."),
    ("no-verifiable", "ccpa_deletion_2027", "This is a verifiable consumer request."),
    ("know-no-pieces", "ccpa_know", "Send me the specific pieces of information."),
    ("identity-fast-only-b", "identity_ccpa-opt-out", "See 11 CCR 7060(d)."),
    ("bipa-no-destroy", "bipa_preserve", "Please destroy the scans."),
    ("no-bipa-right", "bipa_destroy", "I have a right to deletion."),
    ("no-bipa-right", "bipa_preserve", "You must answer; the deadline is set by law."),
    ("no-bipa-charge", "bipa_preserve", "Your conduct was intentional."),
    ("no-bipa-charge", "bipa_preserve", "The Attorney General enforces this."),
    ("fcra-no-5-days", "fcra_opt_out", "It works within 5 business days."),
    ("no-citation", "voluntary", "The GDPR gives me this right."),
    ("no-citation", "photo_form", "The law obliges you."),
    ("no-citation", "follow_up_own-voluntary", "This is my legal claim."),
    ("no-authority", "follow_up_own-bipa", "I may complain to the regulator."),
    ("no-complaint-yet", "follow_up_own-fcra", "I may complain."),
    ("bounce-only-for-mail", "follow_up_statutory-gdpr-form", "No bounce came back."),
    ("bounce-only-for-mail", "follow_up_statutory-gdpr-post", "No bounce came back."),
    ("receipt-unproved", "follow_up_statutory-gdpr", "Its receipt is on record."),
    ("no-new-claims", "follow_up_statutory-gdpr", "I also ask you for the data."),
    ("no-new-claims", "follow_up_statutory-gdpr", "Erase it under Article 17(1)."),
    ("no-lawyers-tone", "follow_up_statutory-gdpr", "You are hereby put on notice, pursuant to the law."),
    ("no-promise", "identity_gdpr", "I will send a redacted copy."),
    ("no-clock-claim", "identity_gdpr-uk", "Your month keeps running meanwhile."),
]


WITHOUT += letters_planted.WITHOUT
WITH += letters_planted.WITH


def findings(name: str, body: str | None = None, subject: str | None = None) -> list[str]:
    blank = blank_of(ALL[name])
    changed = replace(blank, body=blank.body if body is None else body, subject_line=subject or blank.subject_line)
    return [found.rule for found in lint(changed, ALL[name])]


@pytest.mark.parametrize("name", ALL)
def test_no_letter_breaks_a_rule(name: str) -> None:
    assert findings(name) == []


@pytest.mark.parametrize(("rule", "name", "words", "instead"), WITHOUT)
def test_a_letter_without_what_it_must_say_is_refused(rule: str, name: str, words: str, instead: str) -> None:
    body = blank_of(ALL[name]).body
    assert words in body
    assert rule in findings(name, body.replace(words, instead))


@pytest.mark.parametrize(("rule", "name", "sentence"), WITH)
def test_a_letter_with_what_it_must_not_say_is_refused(rule: str, name: str, sentence: str) -> None:
    blank = blank_of(ALL[name])
    assert rule in findings(name, f"{blank.body}\n{sentence}\n")
    assert rule in findings(name, subject=f"{sentence} {blank.subject_line}"), "the subject is read too"


@pytest.mark.parametrize(("rule", "what", "words", "instead"), letters_planted.STATES_WITHOUT)
def test_a_letter_without_what_its_state_wants_is_refused(rule: str, what: Order, words: str, instead: str) -> None:
    blank = blank_of(what)
    assert lint(blank, what) == []
    assert words in blank.body
    changed = replace(blank, body=blank.body.replace(words, instead))
    assert rule in {found.rule for found in lint(changed, what)}


@pytest.mark.parametrize(("rule", "what", "sentence"), letters_planted.STATES_WITH)
def test_a_letter_with_another_states_law_or_days_is_refused(rule: str, what: Order, sentence: str) -> None:
    blank = blank_of(what)
    changed = replace(blank, body=f"{blank.body}\n{sentence}\n")
    assert rule in {found.rule for found in lint(changed, what)}


def test_each_rule_is_seen_to_fail() -> None:
    without, planted = letters_planted.STATES_WITHOUT, letters_planted.STATES_WITH
    assert {rule.id for rule in RULES if rule.must} == {row[0] for row in (*WITHOUT, *without)}
    assert {rule.id for rule in RULES if not rule.must} == {row[0] for row in (*WITH, *planted)}


def test_each_rule_has_an_id_of_its_own_a_sentence_and_a_source() -> None:
    assert len({rule.id for rule in RULES}) == len(RULES)
    assert all(rule.sentence and not rule.sentence.endswith(".") and rule.source for rule in RULES)


def test_words_across_a_line_end_are_seen() -> None:
    blank = blank_of(ALL["gdpr_deletion"])
    assert "no-thirty-days" in findings("gdpr_deletion", f"{blank.body}\nwithin 30\ndays\n")


# -- validity dates: the same words on the day before and the day after -----------------------------------------------


def test_full_deletion_is_refused_on_the_last_day_of_2026_and_owed_the_day_after() -> None:
    what = order(ccpa(Right.DELETION, "full"), PEOPLE, CA, written_on=date(2027, 1, 1))
    blank = blank_of(what)
    eve = replace(what, written_on=date(2026, 12, 31))
    assert lint(blank, what) == []
    assert {"no-full-deletion", "delete-voluntarily"} <= {found.rule for found in lint(blank, eve)}
    earlier = order(ccpa(Right.DELETION, "collected_from_me"), PEOPLE, CA, written_on=date(2026, 12, 31))
    assert lint(blank_of(earlier), earlier) == []
    late = {found.rule for found in lint(blank_of(earlier), replace(earlier, written_on=date(2027, 1, 1)))}
    assert {"delete-from-or-about", "delete-minimum"} <= late


def test_article_77_may_be_named_in_the_uk_until_18_june_2026() -> None:
    what = FOLLOW_UPS["follow_up_statutory-uk-before-164A"]
    blank = blank_of(what)
    named = replace(blank, body=f"{blank.body}\nI may complain under Article 77.\n")
    assert "no-art-77" not in {found.rule for found in lint(named, what)}
    next_day = replace(what, written_on=date(2026, 6, 19))
    assert "no-art-77" in {found.rule for found in lint(named, next_day)}
    assert "complain-164A" in {found.rule for found in lint(named, next_day)}


def test_article_12a_is_named_from_5_february_2026() -> None:
    what = FIRST["gdpr_deletion-uk-before-12A"]
    assert "Article 12(3) gives you" in compose(what).body
    assert "Article 12A gives you" in compose(replace(what, written_on=date(2026, 2, 5))).body


# -- facts of the one letter -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("rule", "name", "words", "instead"),
    [
        ("reference", "gdpr_deletion", "UL-7Q2M4K9XT09", "UL-0000000000P"),
        ("date", "gdpr_deletion", "24 November 2026", "24/11/2026"),
        ("date", "voluntary", "November 24, 2026", "11/24/2026"),
    ],
)
def test_a_letter_without_its_own_facts_is_refused(rule: str, name: str, words: str, instead: str) -> None:
    assert rule in findings(name, blank_of(ALL[name]).body.replace(words, instead))


def test_a_letter_without_its_reference_in_the_subject_is_refused() -> None:
    assert "reference" in findings("gdpr_deletion", subject="GDPR: request for erasure")


@pytest.mark.parametrize(
    ("rule", "slot", "name"),
    [
        ("name", "subject", "gdpr_deletion"),
        ("reply-channel", "reply_to", "gdpr_deletion"),
        ("situation", "situation", "gdpr_objection_face"),
        ("disputed", "disputed", "fcra_dispute"),
    ],
)
def test_a_letter_without_what_the_person_says_is_refused(rule: str, slot: str, name: str) -> None:
    blank = blank_of(ALL[name])
    assert rule in findings(name, blank.body.replace(blank.own[slot], "somebody"))


def test_article_21_1_is_never_cited_without_a_situation() -> None:
    body = blank_of(ALL["gdpr_deletion"]).body
    assert "situation" in findings("gdpr_deletion", f"{body}\nI object under Article 21(1).\n")


@pytest.mark.parametrize("kind", [IdentifierKind.SSN_LAST4, IdentifierKind.FACE_PHOTO, IdentifierKind.DOB])
def test_a_letter_never_gives_away_what_no_letter_gives(kind: IdentifierKind) -> None:
    sender = replace(CA, disclosed=(Disclosed(kind, "1990-02-03", "you agreed"),))
    with pytest.raises(Refused, match="gives away") as refused:
        compose(order(ccpa(Right.OPT_OUT), PEOPLE, sender))
    assert refused.value.exit_code == 7


def test_a_letter_longer_than_a_page_is_refused() -> None:
    body = blank_of(ALL["voluntary"]).body
    assert "length" in findings("voluntary", body + "so " * 400)


def test_a_refusal_names_the_letter_the_rule_and_its_source() -> None:
    sender = replace(CA, disclosed=(Disclosed(IdentifierKind.DOB, "1990-02-03", "you agreed"),))
    with pytest.raises(Refused) as refused:
        compose(order(ccpa(Right.OPT_OUT), PEOPLE, sender))
    assert refused.value.message == "The letter ccpa_opt_out was not written: it gives away dob, which no letter gives."
    assert refused.value.hint == "See the rule disclosure (a rule of Unlist's own)."

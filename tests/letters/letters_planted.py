"""What is taken out of letters, and put into them, so that a rule is seen to fail: states, Switzerland, single laws.

Written by hand; nothing here is made from the patterns of the rules.
"""

from __future__ import annotations

from collections.abc import Iterator

from letters_states import STATES, late, rights_of, state

from unlist.letters.model import Order

# What is taken out: rule, letter, the words, and what stands there instead.
WITHOUT = [
    ("opts-out-of-sale", "state_opt_out-ia", "the sale of my personal data", "it all"),
    ("opts-out-of-advertising", "state_opt_out-tx-agent", "of targeted advertising", "of more"),
    ("opts-out-of-profiling", "state_opt_out-co", "of profiling for decisions", "of decisions"),
    ("state-reasons", "state_opt_out-ut", "please tell me your reasons", "so be it"),
    ("state-appeal", "state_deletion-va", " and how I can appeal", ""),
    ("state-instead", "state_deletion-co", ", as far as the law allows that,", ""),
    ("state-instead", "state_deletion-nj", "which of the two you did", "so"),
    ("state-wherever", "state_deletion-or", ", wherever you obtained it", ""),
    ("state-left-out", "state_access-va", "leave anything out as publicly available", "leave anything out"),
    ("state-grew", "state_deletion-ct", " (P.A. 26-64)", ""),
    ("state-recipients", "state_access-or", "Please tell me as well the specific third parties", "Thank you"),
    ("state-recipients", "state_deletion-nj", "I may learn of all disclosures", "think of the disclosures"),
    ("state-unverified", "state_opt_out-or", "No authentication may be required for this opt-out", "Thank you"),
    ("state-agent", "state_opt_out-tx-agent", " (Tex. Bus. & Com. Code 541.055(e))", ""),
    ("state-any-size", "state_deletion-co-face", "no minimum amount", "much"),
    ("state-face", "state_deletion-tx-face", "As far as the law covers them, that", "That"),
    ("state-account", "state_opt_out-va-account", " I do not ask you to close or empty any account of mine.", ""),
    ("state-not-waiting", "state_opt_out-nv", " My opt-out does not wait for that answer.", ""),
    ("state-categories", "state_access-mn", "access to the categories of personal data", "access to the personal data"),
    ("nevada-covered", "state_opt_out-nv", "the covered information about me", "what you know of me"),
    ("residence-ch", "fadp_deletion", " I live in Switzerland.", ""),
    ("fadp-prohibition", "fadp_deletion", "I expressly prohibit you from", "Please refrain from"),
    ("fadp-prohibition", "fadp_first_party", " (FADP art. 30(2)(b))", ""),
    ("fadp-public", "fadp_deletion", " (FADP art. 30(3))", ""),
    ("fadp-delete", "fadp_deletion-face", " (FADP art. 32(2)(c))", ""),
    ("fadp-disclosure", "fadp_deletion", ", and from disclosing it to third parties", ""),
    ("fadp-justified", "fadp_deletion", " (FADP art. 31)", ""),
    ("fadp-sensitive", "fadp_deletion-face", "is sensitive personal data", "is data"),
    ("fadp-template", "fadp_deletion-face", "every template or vector of my face, ", ""),
    ("fadp-suppression", "fadp_deletion", ", so that my data is not collected again", ""),
    ("fadp-suppression", "fadp_deletion-face", "keep me out of future collection", "keep well"),
    ("fadp-representative", "fadp_deletion", ", if you have named one", ""),
    ("fadp-own-day", "fadp_first_party", "; the law names none", ""),
    ("fadp-account", "fadp_first_party", "I do not ask you to close or empty any account of mine. ", ""),
    *((f"fadp-25-{point}", "fadp_access", f" (point {point})", "") for point in "abcdefg"),
    ("fadp-25", "fadp_access", "under FADP art. 25(2),", "now"),
    ("fadp-30-days", "fadp_access", "within 30 days of receipt", "soon"),
    ("fadp-free", "fadp_access", "free of charge", "cheap"),
    ("fadp-why-not", "fadp_access", ", and why (DPO", " (DPO"),
    ("fadp-cooperates", "identity_plain-ch-access", " (DPO art. 16(5))", ""),
    ("residence-tx", "cubi_demand", " I live in Texas.", ""),
    ("cubi-b", "cubi_demand", "only after notice and with consent", "only with care"),
    ("cubi-none-given", "cubi_demand", ", and I gave no consent", ""),
    ("cubi-b-1", "cubi_demand", ", unless the person shown made it public", ""),
    ("cubi-purpose", "cubi_demand", ", and whether that purpose has ended", ""),
    ("cubi-c-1", "cubi_demand", ", except as 503.001(c)(1) allows", ""),
    ("cubi-c-3", "cubi_demand", "destroy it as 503.001(c)(3) provides", "destroy it"),
    ("cubi-own-day", "cubi_demand", "; the statute names none", ""),
    ("residence-wa", "mhmda_access", " I live in Washington.", ""),
    ("mhmda-as-far", "mhmda_deletion", "To the extent that you hold biometric data", "As you hold biometric data"),
    ("mhmda-consent", "mhmda_access", "I gave you no consent to collect it, and b", "B"),
    ("mhmda-45", "mhmda_deletion", "within 45 days of receipt", "soon"),
    ("mhmda-method", "mhmda_access", "If you name another method for such requests, please tell me which. ", ""),
    ("mhmda-appeal", "mhmda_deletion", ", and how I can appeal", ""),
    ("mhmda-delete", "mhmda_deletion", ", archives and backups included", ""),
    ("mhmda-notify", "mhmda_deletion", "affiliate, processor, contractor and ", ""),
    ("mhmda-access", "mhmda_access", ", and give me access to it", ""),
    ("mhmda-list", "mhmda_access", ", with an e-mail address or other contact for each", ""),
    ("daniels-covered", "daniels_demand", " and authorized to give this notice", ""),
    ("daniels-what", "daniels_demand", ", as far as it is unpublished and listed above", ""),
    ("daniels-10-days", "daniels_demand", "within 10 business days of receipt", "soon"),
    ("safe-participant", "safe_at_home_demand", "I take part in Safe at Home, California's", "There is a"),
    ("safe-demand", "safe_at_home_demand", "I demand that you do not", "Please do not"),
    ("safe-own-day", "safe_at_home_demand", " I set that day myself.", ""),
    ("address-not-waiting", "daniels_demand", " The removal does not wait for that answer.", ""),
    ("complain-ch-fadp", "follow_up_statutory-ch", "Federal Data Protection and Information Commissioner", "police"),
    ("complain-mhmda", "follow_up_statutory-wa", "Attorney General of Washington", "Attorney General"),
]

# What is put in: rule, letter, the sentence.
WITH = [
    ("no-advertising-opt-out", "state_opt_out-ia", "I opt out of targeted advertising as well."),
    ("no-profiling-opt-out", "state_opt_out-ut", "I opt out of profiling as well."),
    ("no-profiling-opt-out", "state_opt_out-tx-agent", "I opt out of profiling as well."),
    ("state-no-appeal", "state_access-ut", "Tell me how I can appeal."),
    ("state-no-appeal", "state_opt_out-nv", "Tell me how I can appeal."),
    ("state-public", "state_deletion-va", "Delete public records, too."),
    ("state-public", "state_deletion-ct-before-collated", "Deletion reaches what was collated."),
    ("state-public-all", "state_deletion-ct", "Please delete what is publicly available."),
    ("state-public-all", "state_deletion-tx", "What is publicly available is to be deleted."),
    ("state-nothing-kept", "state_deletion-va", "You may not keep a suppression record."),
    ("state-nothing-kept", "state_deletion-nj", "No exemption applies."),
    ("state-no-recipients", "state_access-va", "Give me a list of the buyers."),
    ("state-no-recipients", "state_deletion-ct-before-recipients", "I may learn the buyers."),
    ("state-verified", "state_opt_out-va", "No authentication may be required for this opt-out."),
    ("state-verified", "state_opt_out-or-agent", "You may not verify who I am."),
    ("state-verified", "identity_plain-tx-opt-out", "No authentication may be required for this opt-out."),
    ("state-some-size", "state_deletion-tx-face", "The law asks for no minimum amount."),
    ("state-account-stays", "state_opt_out-va-account", "Please delete my profile."),
    ("state-no-copy", "state_access-va", "Please send a copy of the record."),
    ("state-access-alone", "state_access-or", "I also opt out of sale."),
    ("nevada-sale-only", "state_opt_out-nv", "Stop the processing of my personal data."),
    ("state-demand", "state_deletion-va", "You must do so; you are obliged to."),
    ("state-demand", "follow_up_statutory-va", "This violates the act."),
    ("fadp-no-representative", "fadp_deletion-seated", "Name your representative (FADP art. 14)."),
    ("fadp-no-duty", "fadp_deletion", "You should have named a representative."),
    ("fadp-no-day", "fadp_deletion", "You have 30 days."),
    ("fadp-account-stays", "fadp_first_party", "Please delete my account."),
    ("fadp-access-alone", "fadp_access", "I prohibit any further processing."),
    ("fadp-no-offense", "fadp_access", "See FADP art. 60."),
    ("fadp-no-offense", "follow_up_own-ch", "A court can order it."),
    ("cubi-no-b-1-yet", "cubi_demand-before-b-1", "An image on the Internet is no consent (503.001(b-1))."),
    ("cubi-publisher", "cubi_demand", "I did not publish any picture."),
    ("cubi-no-right", "cubi_demand", "I have a right to deletion."),
    ("cubi-no-right", "follow_up_own-tx-face", "The Attorney General enforces this."),
    ("mhmda-not-19-375", "mhmda_deletion", "RCW 19.375 says the same."),
    ("mhmda-no-charge", "mhmda_access", "You knowingly collected it."),
    ("daniels-no-category", "daniels_demand", "I am a judge."),
    ("daniels-no-category", "follow_up_statutory-nj-daniels", "My family is in danger."),
    ("safe-no-clock", "safe_at_home_demand", "Do so within 48 hours."),
    ("safe-no-reason", "safe_at_home_demand", "I am a victim of stalking."),
    ("no-authority", "follow_up_statutory-nj-daniels", "I may complain to the regulator."),
    ("no-sums", "daniels_demand", "Each disclosure costs $1,000."),
    ("no-article", "state_deletion-va", "See Article 17."),
    ("no-article", "fadp_access", "See Article 25."),
    ("only-ch-fadp", "fadp_deletion", "The GDPR says the same."),
    ("only-gdpr", "gdpr_deletion", "So does the FADP."),
    ("only-uk-gdpr", "gdpr_deletion-uk", "See FADP art. 30."),
    ("only-cubi", "cubi_demand", "See Tex. Bus. & Com. Code 541.051."),
    ("only-cubi", "cubi_demand", "740 ILCS 14/15 says the same."),
    ("only-mhmda", "mhmda_deletion", "So does the CCPA."),
    ("only-daniels-law", "daniels_demand", "See N.J.S.A. 56:8-166.10(a)(3)."),
    ("only-safe-at-home", "safe_at_home_demand", "See Civil Code 1798.105."),
    ("only-ccpa", "ccpa_opt_out", "See Cal. Gov. Code 6208.1."),
    ("only-tdpsa", "state_deletion-tx", "See 503.001(c)(3)."),
    ("only-njdpa", "state_deletion-nj", "See N.J.S.A. 56:8-166.1."),
    ("only-kcdpa", "state_deletion-ky", "See NRS 603A.345."),
    ("only-nrs-603a", "state_opt_out-nv", "See KRS 367.3615."),
    ("only-cpa", "state_deletion-co", "See ORS 646A.574."),
    ("only-vcdpa", "state_deletion-va", "See the Data Protection Act 2018."),
    ("only-vcdpa", "state_deletion-va", "See the Kentucky Consumer Data Protection Act."),
    ("only-ndpa", "state_deletion-ne", "See Minn. Stat. 325M.14."),
    ("only-mcdpa", "state_deletion-mt", "See the Minnesota Consumer Data Privacy Act."),
]


def _without_of_states() -> Iterator[tuple[str, Order, str, str]]:
    for law, one in STATES.items():
        first = state(law, rights_of(law)[0])
        yield f"residence-{law}", first, f" I live in {one.name}.", ""
        yield f"{law}-days", first, f"within {one.days} days of receipt ({one.answer})", "soon"
        yield f"complain-{law}", late(law, rights_of(law)[0]), one.complaint, "whom I like"
        for right in rights_of(law):
            yield f"{law}-{right}", state(law, right), f" ({one.cites(right)})", ""


def _with_of_states() -> Iterator[tuple[str, Order, str]]:
    laws = [*STATES]
    for law, other in zip(laws, [*laws[1:], laws[0]], strict=True):
        first = state(law, rights_of(law)[0])
        yield f"{law}-other-days", first, "You have 30 days."
        yield f"only-{law}", first, f"See {STATES[other].opt_out}."


STATES_WITHOUT, STATES_WITH = [*_without_of_states()], [*_with_of_states()]
"""The same for each state: rule, order, the words or the sentence."""

"""What mail systems write when they could not deliver, in the languages that are met; what people write is no part.

Facts about formats: sendmail, qmail, Exim, Postfix, Exchange, Notes, Courier, gateways, portals and carriers. Only ever
read where the sender is a mail system (unlist/replies/bounce_sender.py): people quote these sentences.
"""

from __future__ import annotations

import re

_WRAPPED = re.compile(r"[ \t]*\n[ \t]*(?=\S)")


def flat(text: str) -> str:
    """Return a text with the lines of a paragraph joined: mail systems break sentences anywhere."""
    return _WRAPPED.sub(" ", text)


FAILED = re.compile(
    r"(?:\bnot|n't|n\u2019t|\bnever) (?:yet )?(?:been |be )?(?:able to (?:be )?)?deliver(?:ed|able)?\b|"
    r"\bun(?:able to (?:be )?(?:deliver|send your)|deliver(?:able|ed)\b)|not able to (?:be )?deliver|"
    r"non-?deliver(?:y|able)|"
    r"(?:could|can|did|couldn't|couldn\u2019t|can't|cannot|could not|did not)(?: not)?\s(?:be )?(?:deliver\w*|"
    r"reach(?:ed)?|sent|relayed|accepted)|"
    r"deliver(?:y|ing)\b[^.\n]{0,60}\bfail|fail(?:ed|ure)\b[^.\n]{0,40}\b(?:deliver|recipient)|"
    r"(?:trouble|error|problem|problems|errors) (?:while )?delivering|"
    r"delivery (?:error|problem|incomplete|attempt)|"
    r"following (?:address(?:es|\(es\))?|recipients?|user(?:s|\(s\))?) (?:failed|had|have|has|were|was|is|are)|"
    r"the following address(?:es)? fail|permanent (?:fatal )?error|transient non-fatal|"
    r"returned (?:mail|to (?:the )?sender|to you)|(?:mail|message|letter) (?:below |message )?(?:was|has been|"
    r"is being) "
    r"(?:returned|discarded|undeliverable)|"
    r"returning (?:your )?(?:mail|message) to (?:the )?sender|"
    r"not listed in|address(?:es)? (?:was |were )?(?:not found|unknown)|user unknown|unknown user|no such user|"
    r"(?:user|account|mailbox|recipient)(?:\(s\))?(?:'s)? (?:account )?(?:is |was )?(?:not found|unknown|disabled|"
    r"temporarily over quota|over quota)|"
    r"mailbox (?:is )?full|exceeded the local limit|did not (?:receive|match)|did not exactly match|"
    r"no (?:longer )?(?:a )?valid recipients?|"
    r"group you tried to contact|message (?:to )?(?:<?\S{1,100}>? )?(?:was |has been )?(?:automatically )?(?:blocked|"
    r"rejected|refused|bounced)|rejected (?:your message|recipient)|mail (?:was |has been )?(?:blocked|rejected|"
    r"refused)|"
    # German, French, Spanish, Italian, Dutch, Polish, Portuguese
    r"nicht (?:zugestellt|ausgeliefert|übermittelt)|unzustellbar|zustellung .{0,40}(?:fehlgeschlagen|nicht möglich)|"
    r"n'a (?:pas )?(?:pu|été)(?: pas)?(?: [êe]tre)? (?:remise?|livr[ée]e?|d[ée]livr[ée]e?|distribu[ée]e?|"
    r"achemin[ée]e?)|"
    r"échec de la (?:remise|distribution)|non remis|impossible de (?:remettre|distribuer)|"
    r"no se (?:ha podido|pudo|puede) (?:entregar|enviar)|no (?:ha|pudo) (?:sido|ser) entregad[oa]|"
    r"error (?:al entregar|en la entrega)|"
    r"non (?:è stato|è|può essere) (?:possibile )?(?:stato )?(?:consegna|recapita)|mancat[ao] (?:recapito|consegna)|"
    r"niet (?:worden )?(?:bezorgd|afgeleverd)|onbestelbaar|nie (?:można|udało się|został[ao]?) (?:było )?dostarcz|"
    r"niedostarczon|"
    r"não (?:pôde|foi|pode) (?:ser )?(?:possível )?entreg|falha na entrega|"
    # Swedish, Danish, Norwegian, Finnish, Czech, Hungarian, Turkish, Romanian
    r"kunde inte (?:levereras|skickas)|(?:kunne|kan) ikke (?:leveres|afleveres)|ei voitu toimittaa|"
    r"nelze doručit|nedoručiteln|nem (?:kézbesíthető|sikerült kézbesíteni)|teslim edile(?:me|mi)|nu a putut fi livrat|"
    # Russian, Ukrainian, Greek, Japanese, Chinese, Korean
    r"не (?:может|могло|было|удалось) (?:быть )?(?:доставлен|доставить)|недоставлен|не доставлен|"
    r"δεν (?:ήταν δυνατή η παράδοση|παραδόθηκε)|"
    r"配信(?:でき|不能|に失敗|エラー)|送信できま|届けることができ|送達でき|无法(?:投递|送达|传递)|退(?:信|回)|"
    r"無法(?:投遞|送達|傳遞)|"
    r"전달(?:되지|할 수)|배달되지|반송",
    re.IGNORECASE,
)
SUBJECT = re.compile(
    r"undeliver|message (?:you sent )?(?:was )?(?:blocked|rejected|refused)|non-?deliver(?:y|able|ed)|"
    r"delivery (?:status|failure|has failed|report|notification|error|"
    r"failed|problem)|"
    r"return(?:ed|ing) (?:mail|message|e-?mail)|mail (?:was )?returned|mail (?:system error|delivery (?:failed|"
    r"failure|"
    r"problem|error))|mail (?:failed|failure)|failed mail|"
    r"failure (?:notice|delivery)|delivery (?:incomplete|delayed)|(?:could|can|was|is)(?: ?not|"
    r"n't) (?:be )?delivere?d?|"
    r"error (?:during delivery|delivering)|unzustellbar|non remis|"
    r"message (?:returned|undeliverable|not delivered|delivery (?:failure|has failed))|user unknown|unknown user|"
    r"no entregado|no se puede entregar|onbestelbaar|niet-?bezorg|bounce|"
    r"warning: (?:message|could)|"
    r"zustell|nicht zugestellt|kunde inte levereras|olevererbart|ikke (?:leveres|leveret|levert)|toimittaminen|"
    r"nedoručiteln|kézbesíthet|teslim edile|nelivrat|недоставлен|не доставлен|配信(?:不能|エラー|でき)|"
    r"メールエラー|送信エラー|退信|전달|반송|"
    r"mancat[ao] (?:recapito|consegna)|niedostarcz|não entregue|falha na entrega|échec de (?:la )?(?:remise|"
    r"distribution)",
    re.IGNORECASE,
)
DELAY = re.compile(
    r"not (?:yet )?been (?:able to be )?delivered (?:to|after|yet)|has not yet been|(?<!max )(?<!too )delayed|"
    r"still (?:being )?(?:retried|trying|undelivered|queued)|"
    r"(?:will|we'll|i'll) (?:keep (?:on )?trying|continue (?:to (?:be )?(?:retried|try|attempt)|trying)|"
    r"be retried|retry|"
    r"try again)|"
    r"attempts? (?:to deliver .{0,60})?will (?:continue|be made)|delivery (?:will be (?:attempted|retried)|"
    r"is delayed)|"
    r"could not send message for past|warning (?:message )?only|(?:this is )?only a (?:temporary failure|warning)|"
    r"(?:do not|don't) need to (?:resend|take any action)|temporarily deferred|"
    r"noch nicht zugestellt|verzögert|weiter(?:hin)? versucht|retardé|pas encore été|retrasad|aún no se ha|in ritardo|"
    r"non è ancora stat|vertraagd|opóźni|atrasad|fördröj|forsink|viivästy|zpožděn|задерж|отложен|遅延|遅れて|"
    r"延迟|延遲|지연",
    re.IGNORECASE,
)
FINAL = re.compile(
    r"permanent|giv(?:en|ing) up|has failed|final (?:failure|attempt)|(?<![\d.])5\d\d[ \-]\d?\.?|"
    r"(?<![\d.])5\.\d{1,3}\.\d{1,3}|returned to|undeliverable|gave up|no further (?:attempts|delivery)",
    re.IGNORECASE,
)
CONDITIONAL = re.compile(
    r"\b(?:will|we'll|i'll|if|until|unless|before|after (?:that|\d)|would|wird|werden|falls|wenn|sera|si|hasta|tot)\b",
    re.IGNORECASE,
)
"""A sentence about what is still to come: "we will keep trying for five days before giving up"."""

ORIGINAL = re.compile(
    r"^[^\w\n]{0,20}(?:(?:below|above) this line is a copy|below is (?:a|the) (?:copy|headers)|(?:this is |"
    r"here is |included is )?a copy of (?:the|your) (?:original )?message|copy of (?:the|your) message|(?:unsent |"
    r"original |returned )?(?:message|mail) follows|"
    r"(?:original )?message (?:header|text|body|contents?)s? (?:follows?|as follows)|"
    r"(?:the )?headers? of the original message|(?:a )?summary of the undelivered message)\b[^\n]{0,120}$|"
    r"^(?:old|original|returned|undelivered) (?:message|mail)(?: details| headers?)?:[ \t]*$|"
    # Other headings count between rules only: Exchange begins with "Your message".
    r"^[^\w\n]{3,60}(?:(?:the |your |this )?(?:original|returned|unsent|undelivered|rejected|old) (?:message|"
    r"mail|e-?mail|"
    r"headers?)|(?:the )?headers? of the original|begin message|forwarded message|"
    r"message d'origine|ursprüngliche nachricht|mensaje original|messaggio originale)\b[^\n]{0,120}$|"
    r"^(?:received|return-path|x-[\w-]+|message-id|mime-version|dkim-signature):[ \t]?\S",
    re.IGNORECASE | re.MULTILINE,
)
SUCCEEDED = re.compile(
    r"(?:has|have|had|was|were) (?:been )?(?:successfully )?(?:delivered|relayed|displayed|read|received)\b|"
    r"successfully (?:delivered|relayed|sent)|(?:wurde|a été|ha sido|è stato) (?:erfolgreich )?(?:zugestellt|remis|"
    r"livré|entregado|consegnato)\b",
    re.IGNORECASE,
)
INTRODUCES = re.compile(
    r"(?:following|these|intended) (?:recipient|address|user)|not (?:be )?delivered to:?$|did not reach|"
    r"addresse?s? (?:failed|had)|failed recipients?|recipients? (?:were|was) affected",
    re.IGNORECASE,
)
ABSENT = re.compile(
    r"out of (?:the )?office|(?:on|from) (?:vacation|holidays?|annual leave|leave|parental leave|maternity leave)|"
    r"(?:have|has) left|no longer (?:work|with|employed|at)|retired|away (?:from|until|on)|"
    r"im urlaub|abwesend|nicht im büro|en congé|absente? (?:du|jusqu)|vacaciones|fuera de la oficina|in ferie|"
    r"fuori ufficio|op vakantie|afwezig|na urlopie|poza biurem|de férias|fora do escritório",
    re.IGNORECASE,
)
GREETING = re.compile(
    r"^\W{0,3}(?:hi|hello|dear|hey|good (?:morning|day|afternoon|evening)|hallo|guten (?:tag|morgen)|sehr geehrte\w?|"
    r"liebe[r]?|bonjour|madame|hola|estimad[oa]|buenos d[ií]as|ciao|gentile|buongiorno|beste|geachte|dzień dobry|"
    r"szanown[ya]|olá|prezad[oa])\b[^\n.@]{0,40}(?:[,!:]|$)",
    re.IGNORECASE | re.MULTILINE,
)
SIGNED = re.compile(
    r"^\W{0,3}(?:(?:best|kind|warm)?\s?(?:regards|wishes)|sincerely|yours|cheers|many thanks|mit freundlichen|"
    r"viele grüße|cordialement|atentamente|saludos|cordiali saluti|met vriendelijke|z poważaniem|atenciosamente)\b",
    re.IGNORECASE | re.MULTILINE,
)
FIRST_PERSON = re.compile(r"\b(?:I|I'm|I've|my|our|us|ich|mein\w*|unser\w*|je|notre|nuestr[oa])\b|https?://", re.ASCII)
CHALLENGE = re.compile(
    r"sender not (?:pre-?)?approved|not (?:yet )?(?:on|in) (?:my|the|your) (?:guest|allow|white)\s?list|"
    r"follow (?:the )?instructions in (?:the )?above|challenge[- ]response|confirm that you (?:sent|are)",
    re.IGNORECASE,
)

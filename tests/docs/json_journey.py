"""A journey through every command that gives JSON, in which each field that may be absent occurs at least once."""

from __future__ import annotations

import json
from collections import defaultdict
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from imap_server import PASSWORD, Script, serving
from program import unlist

from unlist import clock, config
from unlist.testing.postbox import Postbox

BEGINS_AT = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)
"""A Tuesday."""


class Journey:
    """Runs commands with `--json` and keeps what they gave, by command."""

    def __init__(self, folder: Path, commands: set[str]) -> None:
        self.folder = folder
        self.commands = commands
        self.documents: dict[str, list[dict[str, Any]]] = defaultdict(list)

    def run(self, *words: str, typed: str = "", code: int = 0) -> Any:
        """Run a command and keep its documents; return the first."""
        done = unlist("--json", *words, typed=typed)
        assert done.code == code, f"{words}: {done.code} {done.err}"
        names = [" ".join(("unlist", *words[:length])) for length in (2, 1, 0)]
        command = next(name for name in names if name in self.commands)
        lines = done.out.splitlines() if command == "unlist inbox classify" else [done.out]
        documents = [json.loads(line) for line in lines]
        for document in documents if command != "unlist inbox classify" else ():
            assert document.pop("schema") == 1
        self.documents[command] += documents
        return documents[0]

    def live(self) -> None:
        """Go through it all, on days that are set: the clock of this process is moved."""
        clock.set_now(BEGINS_AT)
        self.enter()
        reference = self.write()
        self.take_in(reference)
        self.learn(reference)
        clock.set_now(BEGINS_AT + timedelta(days=60))
        self.look_back(reference)
        self.send_from_here()
        self.read_up()

    def enter(self) -> None:
        self.run("config")
        self.run("init", "--residence", "US-CA", typed="Maya Okonjo\nmaya@example.org\n")
        self.run("config")
        for kind, value in (("phone", "+1 555 0100"), ("dob", "1990-01-01")):
            unlist("subject", "add-identifier", kind, "--seen-at", "harbor-people", typed=f"{value}\n")
        paper = self.folder / "mandate.pdf"
        paper.write_bytes(b"%PDF-1.4 signed")
        unlist("mandate", "add", str(paper), "--signed-on", "2026-11-01")
        self.run("mandate", "show")
        self.run("subject", "list")

    def write(self) -> str:
        self.run("plan", "harbor-people", "quay-faces", "nordlicht-auskunft")
        self.run("send", "harbor-people", "--dry-run")
        sent = self.run("send", "harbor-people", "--yes")
        reference = str(sent["handed_over"][0]["reference"])
        # By its plan and without --yes: what the letter states of the person is confirmed by nobody.
        plan = self.run("plan", "quay-faces", "--law", "ccpa", "--right", "deletion")
        self.run("send", "quay-faces", "--law", "ccpa", "--right", "deletion", "--plan", plan["id"], code=4)
        self.run("remind", "--dry-run")
        self.run("letter", "harbor-people", "--sample", "US-CA")
        self.run("letter", "harbor-people", "--format", "eml")
        self.run("letter", "harbor-people", "--out", str(self.folder / "letters"))
        self.run("request", "sent", reference)
        self.run("request", "event", reference, "delivered")
        self.run("request", "note", reference, "asked again by telephone")
        self.run("subject", "show")
        return reference

    def take_in(self, reference: str) -> None:
        ready = self.message("ready", reference, "We received your request and will answer within 45 days.")
        gone = self.message("gone", reference, "We have deleted your personal data from our systems.")
        self.run("inbox", "import", ready)
        self.fetch()
        self.run("inbox", "import", gone)
        self.run("inbox", "review", "--list")
        self.run("remind", "--dry-run")
        self.run("run", code=3)
        self.answer(reference)
        self.run()
        box = self.folder / "box.mbox"
        lines = (
            b"From a@example.net Tue Nov 24 10:00:00 2026",
            b"From: a@example.net",
            b"Subject: one",
            b"",
            b"Hello.",
        )
        box.write_bytes(b"\n".join(lines) + b"\n\n")
        missing = str(self.folder / "missing.eml")
        self.run("inbox", "classify", gone, self.bounce(), str(box), missing, "--explain", code=4)
        self.review(reference)

    def review(self, reference: str) -> None:
        """Decide on what waits, take it back, look at it again, and set it aside."""
        rich = self.rich(reference)
        self.run("inbox", "import", rich)
        self.run("inbox", "review", "--list")
        waiting = self.run("inbox", "review", "--list")["pending"]
        name = next(one["message"][-12:] for one in waiting if one["attachments"])
        self.run("inbox", "review", name, "--as", "denied")
        self.run("inbox", "review", name, "--undo")
        self.run("inbox", "show", name, "--full", "--headers", "--save", str(self.folder / "files"))
        for waiting in self.run("inbox", "review", "--list")["pending"]:
            self.run("inbox", "review", waiting["message"][-12:], "--dismiss")

    def ask_whose(self) -> None:
        """Take in a late word on requests that have ended, and say that it is none of theirs."""
        path = Path(self.message("whose", "Your letter", "We have deleted your personal data from our systems."))
        path.write_bytes(path.read_bytes().replace(b"24 Nov 2026 09:00", b"25 Nov 2026 09:00"))
        self.run("inbox", "import", str(path))
        (whose,) = self.run("inbox", "review", "--list")["pending"]
        self.run("inbox", "review", whose["message"][-12:], "--dismiss")

    def rich(self, reference: str) -> str:
        """Write a message that asks for much, names other companies and holds files; return its path."""
        path = self.folder / "rich.eml"
        lines = (
            "From: privacy@harbor-people.example", "To: maya@example.org", f"Subject: Re: {reference}",
            "Message-ID: <rich@desk-harbor.example>", "Date: Tue, 24 Nov 2026 09:10:00 +0000", "MIME-Version: 1.0",
            'Content-Type: multipart/mixed; boundary="x"', "", "--x", "Content-Type: text/plain", "",
            "To verify your identity, please send us a copy of your passport and your date of birth by 2026-12-20.",
            "You can upload it here: https://harbor-people.example/upload and your ticket number is 4455667.",
            "We need more time and extend the period until 2027-02-01.",
            "--x", "Content-Type: application/pdf", 'Content-Disposition: attachment; filename="form.pdf"', "",
            "%PDF-1.4", "--x--", "",
        )  # fmt: skip
        path.write_bytes("\r\n".join(lines).encode())
        return str(path)

    def answer(self, reference: str) -> None:
        """Answer the digest that lies there, as somebody whose mail server proves nothing, and agree to it."""
        (digest,) = (self.folder / "Unlist" / "digests").glob("*.eml")
        code = next(line for line in digest.read_text().splitlines() if line.startswith("Message-ID:")).split()[1]
        path = self.folder / "answer.eml"
        head = ("From: maya@example.org", "To: maya@example.org", f"In-Reply-To: {code}", "Message-ID: <a@example.org>")
        said = (f"note {reference} They called back.", "thank you")
        path.write_bytes("\r\n".join((*head, "Date: Tue, 24 Nov 2026 09:40:00 +0000", "", *said, "")).encode())
        clock.set_now(BEGINS_AT + timedelta(minutes=20))
        took = self.run("inbox", "import", str(path))
        assert took["unconfirmed"] == 1
        self.run("inbox", "answers")
        self.run("inbox", "answers", reference, "--accept")
        self.run("request", "mute", reference)
        self.run("request", "unmute", reference)

    def learn(self, reference: str) -> None:
        """Take over what an answer by telephone taught, and type what no answer teaches by itself."""
        unlist("request", "event", reference, "form_required")
        self.run("form", "--next", "25m")
        self.run("form", "--done", reference, "--confirmation", "number 7")
        self.run("broker", "lessons", "harbor-people")
        self.run("broker", "learn", "harbor-people", "rejects_email")
        self.run("broker", "exclude", "quay-faces")
        (config.config_dir() / "overrides" / "nordlicht-auskunft.toml").write_text("?", encoding="utf-8")
        self.run("broker", "lessons")
        self.run("broker", "show", "harbor-people")
        self.run("broker", "show", "quay-faces")
        self.run("broker", "include", "quay-faces")
        self.run("broker", "forget", "harbor-people", "rejects_email")
        (config.config_dir() / "overrides" / "nordlicht-auskunft.toml").unlink()
        for domain in ("quay-desk.example", "maya.quay-desk.example"):
            self.run("broker", "learn", "clearview-ai", "--reply-domain", domain)
        self.run("broker", "export", "--patch")

    def fetch(self) -> None:
        """Fetch from a mailbox on loopback."""
        script = Script()
        script.add("INBOX", b"From: friend@example.net\r\nSubject: Lunch?\r\n\r\nShall we?\r\n")
        file = config.config_dir() / "config.toml"
        before = file.read_text(encoding="utf-8")
        with serving(script) as port:
            mailbox = f'imap_host = "127.0.0.1"\nimap_port = {port}\nimap_user = "maya"\nimap_security = "none"\n'
            file.write_text(before + mailbox, encoding="utf-8")
            unlist("config", "password", "imap", "--password-stdin", typed=f"{PASSWORD}\n")
            self.run("inbox", "fetch")
        file.write_text(before, encoding="utf-8")

    def message(self, name: str, reference: str, words: str) -> str:
        """Write a message of the broker's, and return its path."""
        path = self.folder / f"{name}.eml"
        head = ("From: privacy@harbor-people.example", "To: maya@example.org", f"Subject: Re: {reference}")
        more = (f"Message-ID: <{name}@desk-harbor.example>", "Date: Tue, 24 Nov 2026 09:00:00 +0000", "", words, "")
        path.write_bytes("\r\n".join((*head, *more)).encode())
        return str(path)

    def bounce(self) -> str:
        """Write a delivery status notification (RFC 3464), and return its path."""
        path = self.folder / "bounce.eml"
        lines = (
            "From: MAILER-DAEMON@example.net", "Subject: Undelivered Mail Returned to Sender", "MIME-Version: 1.0",
            'Content-Type: multipart/report; report-type=delivery-status; boundary="x"', "",
            "--x", "Content-Type: text/plain", "", "It could not be delivered.",
            "--x", "Content-Type: message/delivery-status", "", "Reporting-MTA: dns; example.net", "",
            "Final-Recipient: rfc822; privacy@harbor-people.example", "Action: failed", "Status: 5.1.1",
            "Diagnostic-Code: smtp; 550 5.1.1 no such user", "--x--", "",
        )  # fmt: skip
        path.write_bytes("\r\n".join(lines).encode())
        return str(path)

    def look_back(self, reference: str) -> None:
        self.run("remind")
        self.run()
        self.run("follow-up", reference)
        self.run("request", "list")
        self.run("request", "show", reference)
        self.run("request", "why", reference)
        self.run("request", "sent", reference)
        self.run("request", "event", reference, "denied", "--reason", "We are exempt.")
        clock.set_now(BEGINS_AT + timedelta(days=61))
        self.run("remind", "--dry-run")
        self.run("plan", "harbor-people")
        self.run("request", "reopen", reference)
        self.run("request", "snooze", reference, "--until", "2027-03-01")
        self.run("request", "close", reference)
        self.run("request", "reopen", reference)
        self.run("request", "withdraw", reference)
        self.run("request", "list", "--all")
        self.ask_whose()
        self.run("request", "verify")
        self.run("subject", "add", "lena", "--residence", "DE", typed="Lena B\nlena@example.org\n")

    def send_from_here(self) -> None:
        """Let letters leave through a server, and one wait until it can no longer be taken back."""
        with Postbox() as box:
            file = config.config_dir() / "config.toml"
            before = file.read_text(encoding="utf-8") if file.exists() else ""
            lines = ('transport = "smtp"', 'smtp_host = "127.0.0.1"', f"smtp_port = {box.port}",
                     'smtp_user = "maya@example.org"', 'smtp_security = "none"')  # fmt: skip
            file.write_text("\n".join((before, *lines)), encoding="utf-8")
            unlist("--subject", "me", "config", "password", "smtp", "--password-stdin", typed="x\n")
            self.run("doctor", "mail")
            self.run("send", "harbor-people", "--subject", "me", "--again", "--yes", "--now")
            self.run("send", "harbor-people", "--subject", "me", "--again", "--yes")
            file.write_text(before, encoding="utf-8")

    def read_up(self) -> None:
        self.run("law", "list")
        for law in ("gdpr", "ccpa", "delete-act"):
            self.run("law", "show", law)
        asked = ("--law", "gdpr", "--right", "access", "--received", "2026-11-24", "--jurisdiction", "DE")
        self.run("law", "deadline", *asked, "--pause", "2026-12-01..2026-12-05", "--extended-on", "2026-12-10")
        for law, residence in (("gdpr", "AT"), ("uk-gdpr", "GB-SCT"), ("ccpa", "US-CA")):
            self.run("law", "authority", "--law", law, "--residence", residence)
        refused = ("--right", "access", "--jurisdiction", "CA-QC", "--event", "refused", "--on", "2026-11-24")
        self.run("law", "act-by", "--law", "law25", *refused)
        self.run("broker", "list")
        self.run("broker", "show", "harbor-people")
        self.run("broker", "search", "harbor")
        record = self.folder / "no-such-role.toml"
        record.write_text('name = "Quay"\nrole = "pirate"\n', encoding="utf-8")
        self.run("broker", "check")
        self.run("broker", "check", str(record), code=1)
        site = ("--domain", "tide-data.example", "--role", "data_broker", "--category", "marketing")
        way = ("--email", "privacy@tide-data.example", "--evidence-url", "https://tide-data.example/privacy")
        basis = ("--legal-name", "Tide Data, Inc.", "--basis", "own_policy")
        self.run("broker", "add", "--name", "Tide Data", *basis, *site, *way, "--out", str(self.folder / "records"))
        self.run("demo", "--out", str(self.folder / "demo"))

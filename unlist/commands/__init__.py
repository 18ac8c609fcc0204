"""The command line: one module a noun; each parses, calls a workflow and hands the result to unlist.output."""

from __future__ import annotations

from unlist.commands import broker, config_show, doctor, inbox_review, law, mandate, request, subject
from unlist.commands.config_password import password
from unlist.commands.demo import demo
from unlist.commands.form import form
from unlist.commands.inbox_answers import answers
from unlist.commands.inbox_classify import classify
from unlist.commands.inbox_fetch import fetch, watch
from unlist.commands.inbox_show import show
from unlist.commands.init import init
from unlist.commands.law_act_by import act_by
from unlist.commands.law_authority import authority
from unlist.commands.letter import letter
from unlist.commands.plan import plan
from unlist.commands.remind import follow_up, remind
from unlist.commands.root import app
from unlist.commands.run import run
from unlist.commands.send import send

__all__ = ["app"]

app.command("init")(init)
app.command("plan")(plan)
app.command("send")(send)
app.add_typer(request.app, name="request")
inbox_review.app.command("fetch")(fetch)
inbox_review.app.command("watch")(watch)
inbox_review.app.command("classify")(classify)
inbox_review.app.command("answers")(answers)
inbox_review.app.command("show")(show)
app.add_typer(inbox_review.app, name="inbox")
app.command("remind")(remind)
app.command("follow-up")(follow_up)
app.command("run")(run)
app.command("form")(form)
app.command("letter")(letter)
app.command("demo")(demo)
config_show.app.command("password")(password)
app.add_typer(config_show.app, name="config")
app.add_typer(doctor.app, name="doctor")
app.add_typer(broker.app, name="broker")
app.add_typer(subject.app, name="subject")
app.add_typer(mandate.app, name="mandate")
law.app.command("authority")(authority)
law.app.command("act-by")(act_by)
app.add_typer(law.app, name="law")

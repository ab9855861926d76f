"""An outcome as workflow commands of GitHub Actions: annotations on the inputs' lines."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

import tiltak_audit
from tiltak_audit.findings.severity import Severity
from tiltak_audit.i18n import _
from tiltak_audit.render.json.document import options_line
from tiltak_audit.render.words.closing import closing_words
from tiltak_audit.render.words.first import first_words
from tiltak_audit.render.words.places import cell, position
from tiltak_audit.render.words.plain import visible
from tiltak_audit.render.words.proof import proof_of
from tiltak_audit.render.words.verdicts import verdict_lines
from tiltak_audit.run.inputs import Accepted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tiltak_audit.findings.finding import Finding
    from tiltak_audit.model.origin import Origin
    from tiltak_audit.run.outcome import Outcome

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}

# A step shows ten annotations of each kind; the tenth says how many more there are.
# https://docs.github.com/en/rest/checks/runs
_MOST = 10


def github_of(outcome: Outcome) -> str:
    """Give the commands, a line each, then as plain text the trail and the verdicts."""
    trail = [
        f"tiltak-audit {tiltak_audit.__version__} {options_line(outcome)}",
        *(f"{one.sha256}  {visible(one.path)}" for one in outcome.inputs if one.sha256),
    ]
    verdicts = [f"{name}: {said}" for name, said in verdict_lines(outcome)]
    verdicts.append(f"{_('First')}: {first_words(outcome)}")
    return "\n".join([*_annotations(outcome), *trail, *verdicts, closing_words(outcome)]) + "\n"


def _annotations(outcome: Outcome) -> Iterator[str]:
    unread = [one for one in outcome.inputs if not isinstance(one, Accepted)]
    for severity in reversed(Severity):
        commands = [
            _command(finding, outcome.origin(finding.place.path))
            for finding in outcome.findings
            if finding.severity is severity and not finding.waived
        ]
        if severity is Severity.ERROR:
            commands = [
                _line("error", {"file": one.path, "title": _("unread input")}, one.reason)
                for one in unread
            ] + commands
        if len(commands) <= _MOST:
            yield from commands
            continue
        yield from islice(commands, _MOST - 1)
        more = len(commands) - _MOST + 1
        said = _("{n} more; the other formats list all of them").format(n=more)
        yield _line(_COMMANDS[severity], {"title": "tiltak-audit"}, said)


def _command(finding: Finding, origin: Origin) -> str:
    place = finding.place
    facts: dict[str, str] = {"file": place.path}
    if place.line and origin.as_printed:
        facts["line"] = str(place.line)
        if place.column and origin.has_columns(place.line):
            facts |= {"col": str(place.column), "endColumn": str(place.end_column - 1)}
    facts["title"] = f"{finding.code} {finding.name}"
    about = [cell(place)]
    if not origin.as_printed:
        about.insert(0, position(place.path, origin, place.line))
    words, named = finding.words, " · ".join(filter(None, about))
    said = [words.message, named, *proof_of(finding), words.remedy]
    return _line(_COMMANDS[finding.severity], facts, "\n".join(filter(None, said)))


def _line(command: str, facts: dict[str, str], message: str) -> str:
    """Write a command; what would end it or a property is escaped."""
    listed = ",".join(f"{name}={_property(value)}" for name, value in facts.items())
    return f"::{command} {listed}::{_data(message)}"


def _data(text: str) -> str:
    text = "\n".join(map(visible, text.split("\n")))
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")

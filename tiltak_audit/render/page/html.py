"""An outcome as one HTML page; the same input and options give the same bytes."""

from __future__ import annotations

from base64 import b64encode
from collections import Counter
from hashlib import sha256
from typing import TYPE_CHECKING

from markupsafe import Markup

import tiltak_audit
from tiltak_audit.findings.severity import Severity
from tiltak_audit.i18n import _, language, number
from tiltak_audit.render.page.cells import cells_of, judged_in
from tiltak_audit.render.page.data import data_of
from tiltak_audit.render.page.editions import tab_of
from tiltak_audit.render.page.findings import names_of, shown_of
from tiltak_audit.render.page.guide import rules_of, words_of
from tiltak_audit.render.page.heat import measures_of, most_telling
from tiltak_audit.render.page.overview import (
    answers_of,
    exposed_of,
    gaps_of,
    inputs_of,
    options_of,
    stars_of,
    titles_of,
)
from tiltak_audit.render.page.template import source_of, template_of
from tiltak_audit.render.page.texts import page_texts
from tiltak_audit.render.words.closing import closing_parts
from tiltak_audit.render.words.counts import verdict_words
from tiltak_audit.render.words.first import first_of, first_words
from tiltak_audit.render.words.plain import unbroken

if TYPE_CHECKING:
    from tiltak_audit.render.page.findings import Shown
    from tiltak_audit.run.outcome import Outcome

# The rule whose findings tell how stars can be worked out.
_LEAK = "TA602"

# The parts of the script; what happens once the page is there comes last.
_SCRIPT = (
    "base",
    "tables",
    "identities",
    "marks",
    "folds",
    "table",
    "chart",
    "cell",
    "copy",
    "findings",
    "views",
    "keys",
    "start",
)

_SIGNS = {"pass": "✓", "fail": "✗", "incomplete": "?"}


def page_of(outcome: Outcome) -> bytes:
    """Give the page. It asks for nothing beside itself, and no value of a star is in it."""
    style, script = source_of("page.css"), script_of_page()
    judged, names = judged_in(outcome), names_of(outcome)
    cells = cells_of(outcome, judged)
    shown = shown_of(outcome, names)
    word, rest = closing_parts(outcome)
    begin, measures = first_of(outcome), measures_of(outcome, cells)
    text = template_of("page.html.j2", style, script).render(
        t=page_texts(),
        editions=tab_of(outcome.audit.editions),
        language=language(),
        number=lambda n: unbroken(number(n)),
        version=tiltak_audit.__version__,
        policy=policy_of(style, script),
        # Our own text; everything else is escaped.
        data=Markup(data_of(outcome, judged, cells, names)),  # noqa: S704
        titles=titles_of(outcome),
        verdict=outcome.verdict,
        sign=_SIGNS[outcome.verdict],
        word=word,
        counts=unbroken(rest),
        answers=answers_of(outcome),
        first=unbroken(first_words(outcome)),
        begin=names[outcome.findings.index(begin)] if begin else "",
        gaps=gaps_of(outcome),
        inputs=inputs_of(outcome),
        options=options_of(outcome),
        verdicts=[name for _verdict, name in verdict_words()],
        findings=shown,
        nothing=_nothing(outcome),
        filters=_filters(shown),
        measures=measures,
        telling=most_telling(measures),
        disclosed=bool(outcome.audit.disclosure),
        stars=stars_of(outcome),
        exposed=list(exposed_of(outcome, cells)),
        leaks=[one for one in shown if one.code == _LEAK],
        rules=rules_of(outcome),
        glossary=words_of(),
    )
    return text.encode()


def script_of_page() -> str:
    """Join the parts of the script, so that their names are shared with each other alone."""
    parts = "\n".join(source_of("script", f"{part}.js") for part in _SCRIPT)
    return f'"use strict";\n(() => {{\n{parts}}})();\n'


def policy_of(style: str, script: str) -> str:
    """Allow the one style and the one script by their hashes, and nothing else."""
    hashes = [b64encode(sha256(source.encode()).digest()).decode() for source in (style, script)]
    return (
        f"default-src 'none'; style-src 'sha256-{hashes[0]}'; script-src 'sha256-{hashes[1]}'; "
        "img-src data:; base-uri 'none'; form-action 'none'"
    )


def _filters(shown: list[Shown]) -> dict[str, list[tuple[str, str, int]]]:
    """Count findings by what they can be filtered by: a value, its words, how many."""
    kinds = Counter(one.kind for one in shown)
    words = {one.kind: (one.sign, one.word) for one in shown} | {"waived": ("~", _("waived"))}
    order = [*(severity.word for severity in reversed(Severity)), "waived"]
    rules = Counter((one.code, one.rule) for one in shown)
    sections = Counter(one.section for one in shown if one.section)
    return {
        "kinds": [(kind, " ".join(words[kind]), kinds[kind]) for kind in order if kinds[kind]],
        "rules": [(code, f"{code} {name}", rules[code, name]) for code, name in sorted(rules)],
        "sections": [(name, name, times) for name, times in sections.items()],
    }


def _nothing(outcome: Outcome) -> str:
    """Say that there is no finding, and what that is worth."""
    if not outcome.audit.reports:
        return _("Nothing was read, so nothing was found.")
    if outcome.left_out:
        return _("No finding passes --select and --ignore.")
    return _("No finding. What was judged, and what could not be seen, stands under Coverage.")

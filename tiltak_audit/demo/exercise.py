"""The files of the exercise: a true pair of reports, the same with errors, and the answers."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import attrs

from tiltak_audit.demo.answer import WORDS
from tiltak_audit.demo.plant import Bed
from tiltak_audit.demo.planting import plant_all
from tiltak_audit.demo.population import SMALL, Scale, draw
from tiltak_audit.demo.printer import NAV, text_of_report
from tiltak_audit.demo.reports import OVERVIEW, group_report, overview_report
from tiltak_audit.i18n import _
from tiltak_audit.model.period import Month
from tiltak_audit.parsing.read import read_bytes

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tiltak_audit.demo.answer import Answer
    from tiltak_audit.demo.printer import Layout
    from tiltak_audit.demo.reports import TrueReport

YEAR = 2025
GROUP = "TILT140"


@attrs.frozen(eq=False, repr=False)
class Exercise:
    """A true pair of reports, and the same with errors planted into it.

    Attributes:
        true: Both reports with their true counts.
        texts: Their texts, by file name.
        planted: The texts with errors, by the same names.
        answers: The errors, in the order of the files and lines.
    """

    true: tuple[TrueReport, TrueReport]
    texts: dict[str, str]
    planted: dict[str, str]
    answers: tuple[Answer, ...]


def exercise(seed: int, months: int, scale: Scale = SMALL, layout: Layout = NAV) -> Exercise:
    """Make an exercise; the same arguments give the same one."""
    population = draw(seed, [Month(YEAR, number) for number in range(1, months + 1)], scale)
    pair = group_report(population, GROUP), overview_report(population)
    names = [f"{code}_{YEAR}-{months:02}.txt" for code in (GROUP, OVERVIEW)]
    texts = {
        name: text_of_report(true.report, layout) for name, true in zip(names, pair, strict=True)
    }
    beds = [
        Bed(name, true, read_bytes(name, texts[name].encode()))
        for name, true in zip(names, pair, strict=True)
    ]
    plant_all(beds[0], beds[1], seed)
    answers = [answer for bed in beds for answer in sorted(bed.key(), key=lambda one: one.line)]
    return Exercise(pair, texts, {bed.file: bed.text() for bed in beds}, tuple(answers))


def answers_json(seed: int, answers: Sequence[Answer]) -> str:
    """Give the answers for programs."""
    said = [
        {**attrs.asdict(one), "kind": one.kind.value, "beside": list(one.beside)} for one in answers
    ]
    return json.dumps({"seed": seed, "answers": said}, ensure_ascii=False, indent=2) + "\n"


def answers_markdown(answers: Sequence[Answer]) -> str:
    """Give the answers for people."""
    lines = [f"# {_('Answers')}", ""]
    for number, one in enumerate(answers, 1):
        figures = _("printed {printed}, true {true}").format(
            printed=one.printed or "–", true=one.true
        )
        names = [one.section, one.table, one.row, one.period]
        place = " · ".join(filter(None, names))
        codes = ", ".join((one.code, *one.beside))
        lines += [
            f"{number}. {one.file}:{one.line}  {place}",
            f"   {_(WORDS[one.kind])}: {figures}. {_('Found as')} {codes}.",
            "",
        ]
    return "\n".join(lines)


def readme(names: Sequence[str], seed: int) -> str:
    """Say what the files are, and what to do with them."""
    return _(
        "# An exercise for tiltak-audit\n"
        "\n"
        "The reports are drawn from seed {seed}; none of the persons exists.\n"
        "\n"
        "- `true/`: {names}.\n"
        "  They are right, and agree with each other: `tiltak-audit check true/*.txt` finds only\n"
        "  stars that can be worked out (TA602, which is not gated: exit 0), and notes.\n"
        "- `planted/`: the same with errors. Look for them with\n"
        "  `tiltak-audit check --no-disclosure planted/*.txt`, or with your own eyes first.\n"
        "- `planted/answers.md` tells what was planted where; `planted/answers.json` is the same\n"
        "  for programs: kind, file, line, section, table, row, period, what is printed, what is\n"
        "  true, the code it is found under, and codes of findings beside it.\n"
        "- `protected/`: the true reports as `tiltak-audit protect` would have them published,\n"
        "  with “:” in place of further figures, so that no star can be worked out:\n"
        "  `tiltak-audit check --gate all protected/*.txt` exits with 0.\n"
    ).format(seed=seed, names=", ".join(names))

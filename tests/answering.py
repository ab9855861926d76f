"""What a check makes of printed reports: of true ones, and of those with planted errors."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Sequence

import attrs

from tests.truth import content, lies_inside, values
from tiltak_audit.demo.answer import Answer, Kind
from tiltak_audit.demo.categories import SUBJECTS
from tiltak_audit.demo.exercise import exercise
from tiltak_audit.demo.population import SMALL, Scale, draw
from tiltak_audit.demo.printer import HEADERS, NAV, Layout, text_of_report
from tiltak_audit.demo.reports import Printing, TrueReport, group_report, overview_report
from tiltak_audit.disclosure.attacker import Attacker
from tiltak_audit.findings.finding import Finding
from tiltak_audit.identities.identity import Verdict
from tiltak_audit.model.figure import Count
from tiltak_audit.model.mean import Rounding
from tiltak_audit.model.period import Month
from tiltak_audit.model.report import Report
from tiltak_audit.parsing.read import read_bytes
from tiltak_audit.run.audit import Audit, audit
from tiltak_audit.suspects.suspect import Cause, Certainty

WELL = {Verdict.SATISFIED, Verdict.CONSISTENT, Verdict.VACUOUS}


@attrs.frozen
class Drawn:
    """What one seed prints: a pair of true reports in one layout.

    Attributes:
        true: The report of a main group, and the overview.
        layout: How both are laid out.
    """

    true: tuple[TrueReport, TrueReport]
    layout: Layout

    def texts(self) -> list[str]:
        """Print both."""
        return [text_of_report(one.report, self.layout) for one in self.true]


def any_layout(rng: random.Random) -> Layout:
    """Draw a layout, all of its options."""
    return Layout(
        separator=rng.choice("\u00a0 \u202f"),
        rows_a_page=rng.randint(1, 30),
        # NAV prints “Ikke innvandrer” on one line. Broken, in a report of one table where its
        # second word is another label, it is doubted, which is a finding and no misreading.
        label_width=rng.choice((0, 16, 17, 18, 20, 25, 30)),
        region_width=rng.choice((0, 11, 12, 13, 16, 22)),
        header=rng.choice(HEADERS),
        month_gap=rng.choice((" ", "  ")),
        footer_every=rng.choice((0, 0, 1, 3)),
        front_page=rng.random() < 0.5,
        period_at_foot=rng.random() < 0.5,
        shared_pages=rng.random() < 0.5,
        header_at_foot=rng.random() < 0.25,
    )


def drawn(seed: int, member: str = "") -> Drawn:
    """Draw a pair of any months, vintage, main group, size and layout; of a member if named."""
    rng = random.Random(f"drawn {seed}")
    year = rng.choice((2021, 2025))
    months = [Month(year, number) for number in range(1, rng.randint(1, 12) + 1)]
    code = member or rng.choice(list(SUBJECTS))
    scale = Scale(
        kinds=rng.choice((100, 600, 3_000)),
        most=rng.choice((1, 1, 5, 60, 3_000)),
        kommuner=rng.choice((4, 12, 40)),
        focus=code,
        tiltak=rng.choice((0, 1, 2, 4)),
    )
    people = draw(seed, months, scale)
    how = Printing(rng.choice((Rounding.HALF_UP, Rounding.HALF_EVEN)))
    return Drawn((group_report(people, code, how), overview_report(people, how)), any_layout(rng))


def serious(found: Audit) -> list[Finding]:
    """List what is more than a note, without what is said of stars that can be worked out."""
    return [one for one in found.findings if one.severity.word != "info" and one.code != "TA602"]


def faults(pair: Drawn) -> tuple[list[str], Counter[str]]:
    """Say what a check makes wrong of a true pair, and count what was held against the truth."""
    read = [
        read_bytes(f"{one.report.code}.txt", text.encode())
        for one, text in zip(pair.true, pair.texts(), strict=True)
    ]
    wrong = []
    counts: Counter[str] = Counter(reports=len(read))
    for got, one in zip(read, pair.true, strict=True):
        if content(got) != content(one.report):
            wrong.append(f"{got.code} is read as something else than was printed")
        cells = misread(got, one)
        counts["cells"] += sum(table.size for table in one.counts)
        wrong += [f"{got.code}: {cell}" for cell in cells[:3]]
    found = audit(read, Attacker())
    wrong += [f"{one.code} {one.place}: {one.words.message}" for one in serious(found)]
    for (*_, verdict), times in found.tally().items():
        counts["identities"] += times
        if verdict not in WELL:
            wrong.append(f"{times} identities are {verdict.value}")
    stars = found.disclosure
    assert stars is not None
    if stars.impossible:
        wrong.append("no counts fit what is printed")
    known = {one.report.code: values(one) for one in pair.true}
    counts["stars"] += stars.suppressed
    counts["narrowed"] += len(stars.exposures)
    for exposure in stars.exposures:
        if not lies_inside(exposure, known[exposure.cell.report.code]):
            wrong.append(f"the true count is outside its interval: line {exposure.cell.row.line}")
    return wrong, counts


def misread(got: Report, true: TrueReport) -> list[str]:
    """List the cells whose print does not say what was counted."""
    return [
        f"{table.section} · {table.label} · {row.label} · {column}"
        for at, table in enumerate(got.tables)
        for place, row in enumerate(table.printed())
        for column, figure in enumerate(row.figures)
        if (figure.value if isinstance(figure, Count) else 0)
        != (count if (count := true.value(at, place, column)) > 3 else 0)
    ]


def meant(finding: Finding, answer: Answer) -> bool:
    """Tell whether a finding bears the code of an answer and names its place."""
    place = finding.place
    here = place.path == answer.file and place.line == answer.line
    return finding.code == answer.code and (
        (here and answer.period in {"", place.period})
        or any(
            term.cell.report.path == answer.file
            and term.cell.row.line == answer.line
            and answer.period in {"", term.cell.period}
            for one in finding.evidence
            for term in one.terms
        )
    )


@attrs.frozen
class Met:
    """How an answer key is met.

    Attributes:
        found: For each answer: its kind, and whether a finding of its own names it.
        culprits: For each answer that is found by identities: its kind, and whether the only
            culprit of the finding is what was planted.
        certain: Whether what was called certain was planted, each time.
        others: The serious findings that no answer explains.
    """

    found: tuple[tuple[str, bool], ...]
    culprits: tuple[tuple[str, bool], ...]
    certain: tuple[bool, ...]
    others: tuple[Finding, ...]


def met(found: Audit, answers: Sequence[Answer]) -> Met:
    """Hold the findings against an answer key; each finding answers once."""
    left = serious(found)
    hits, culprits, certain = [], [], []
    planted = {(one.file, one.line) for one in answers}
    for answer in answers:
        kind = answer.kind.value
        hit = next((one for one in left if meant(one, answer)), None)
        hits.append((kind, hit is not None))
        if hit is None:
            continue
        left.remove(hit)
        if hit.evidence:
            culprit = hit.culprit
            named = (
                {(s.cell.report.path, s.cell.row.line) for s in culprit.suspects}
                if culprit
                else set()
            )
            # A row that is lost has no line; its table says that a row is not there.
            if answer.kind is Kind.ROW_LOST:
                right = culprit is not None and culprit.cause is Cause.ROW_LOST
            else:
                right = (answer.file, answer.line) in named
            culprits.append((kind, right))
            if culprit and culprit.certainty is Certainty.CERTAIN and named:
                certain.append(named <= planted)
        for code in answer.beside:
            beside = next((o for o in left if o.code == code and o.place.line == answer.line), None)
            if beside:
                left.remove(beside)
    return Met(tuple(hits), tuple(culprits), tuple(certain), tuple(left))


def answered(seed: int, months: int, layout: Layout = NAV, scale: Scale = SMALL) -> Met:
    """Make an exercise and check its planted pair."""
    made = exercise(seed, months, scale, layout)
    read = [read_bytes(name, text.encode()) for name, text in made.planted.items()]
    return met(audit(read), made.answers)

"""The three verdicts, a line each, for people who do not program."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tiltak_audit.findings.axis import Axis
from tiltak_audit.findings.severity import Severity
from tiltak_audit.i18n import _, ngettext, number
from tiltak_audit.identities.identity import Verdict
from tiltak_audit.render.words.counts import counted, hidden_words, unread_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tiltak_audit.run.outcome import Outcome
    from tiltak_audit.run.verdicts import Figures, Reading, Stars


def verdict_lines(outcome: Outcome) -> list[tuple[str, str]]:
    """Give the name of each question and what it came to."""
    found, names = outcome.verdicts, names_of_questions()
    return [
        (names[Axis.READING], _reading(found.reading)),
        (names[Axis.FIGURES], _figures(found.figures)),
        (names[Axis.STARS], _stars(found.stars, asked=outcome.options.disclosure)),
    ]


def names_of_questions() -> dict[Axis, str]:
    """Name the questions, as a line begins."""
    return {Axis.READING: _("Reading"), Axis.FIGURES: _("Figures"), Axis.STARS: _("Stars")}


def _reading(found: Reading) -> str:
    said = {"whole": _("whole"), "incomplete": _("incomplete")}[found.verdict]
    if found.excerpt and found.verdict == "whole":
        said = _("an excerpt")
    held = ", ".join(
        [
            _sections(found.sections, found.sections_expected),
            _tables(found.tables, found.tables_expected),
            ngettext("{n} cell", "{n} cells", found.cells),
        ]
    )
    more = [*_unread(found)]
    if found.unaudited:
        more.append(
            ngettext("{n} section not audited", "{n} sections not audited", found.unaudited)
        )
    if found.remarks:
        more.append(ngettext("{n} remark on damage", "{n} remarks on damage", found.remarks))
    return "; ".join([f"{said}: {held}", *more])


def _sections(there: int, expected: int | None) -> str:
    if expected is None:
        return ngettext("{n} section", "{n} sections", there)
    return _("{n} of {all} sections").format(n=number(there), all=number(expected))


def _tables(there: int, expected: int | None) -> str:
    if expected is None:
        return ngettext("{n} table", "{n} tables", there)
    return _("{n} of {all} tables").format(n=number(there), all=number(expected))


def gaps_of(found: Reading) -> Iterator[str]:
    """Say what is missing and what was not read, as far as it can be counted."""
    if found.missing:
        yield _("{n} of {all} sections missing").format(
            n=number(found.missing), all=number(found.sections_expected or 0)
        )
    lost = (found.tables_expected or 0) - found.tables
    if lost > 0:
        yield _("{n} of {all} tables missing").format(
            n=number(lost), all=number(found.tables_expected or 0)
        )
    yield from _unread(found)


def _unread(found: Reading) -> Iterator[str]:
    if found.refused:
        yield ngettext("{n} input unread", "{n} inputs unread", found.refused)
    if found.unchecked:
        yield ngettext("{n} input unchecked", "{n} inputs unchecked", found.unchecked)
    if found.short and found.torn:
        yield ngettext("{n} table lacks rows", "{n} tables lack rows", found.short)
    if found.unread:
        yield unread_words(found.unread)


def _figures(found: Figures) -> str:
    judged = sum(found.counts.values())
    total = ngettext("{total} identity", "{total} identities", judged).format(total=number(judged))
    violated = _("{n} violated").format(n=number(found.counts[Verdict.VIOLATED]))
    causes = []
    if found.errors:
        causes.append(counted(Severity.ERROR, found.errors))
    if found.doubts:
        causes.append(counted(Severity.WARNING, found.doubts))
    more = []
    if found.counts[Verdict.VACUOUS]:
        more.append(_("{n} could not have failed").format(n=number(found.counts[Verdict.VACUOUS])))
    if found.counts[Verdict.NOT_APPLICABLE]:
        more.append(
            _("{n} could not be judged").format(n=number(found.counts[Verdict.NOT_APPLICABLE]))
        )
    said = {"agree": _("agree"), "disagree": _("disagree"), None: _("not judged")}[found.verdict]
    first = ", ".join(causes)
    return "; ".join(
        [f"{said}: " + ("; ".join(filter(None, [first, f"{total}, {violated}"]))), *more]
    )


def _stars(found: Stars, *, asked: bool) -> str:
    if not found.audited:
        return _("not audited") if asked else _("not audited (--no-disclosure)")
    if not found.suppressed:
        return _("protected: there are none")
    all_of = number(found.suppressed)
    if found.secondary:
        stars = ngettext("{n} star", "{n} stars", found.suppressed - found.secondary)
        all_of += f" ({stars}, {hidden_words(found.secondary)})"
    said = _worked_out(found, all_of)
    if found.with_shares:
        said += "; " + ngettext("{n} with shares", "{n} with shares", found.with_shares).format(
            n=number(found.with_shares)
        )
    if found.with_editions:
        said += "; " + ngettext(
            "{n} with another edition", "{n} with another edition", found.with_editions
        ).format(n=number(found.with_editions))
    if found.narrowed:
        said += "; " + ngettext("{n} narrowed", "{n} narrowed", found.narrowed)
    if found.verdict == "recoverable" and found.undecided:
        said += "; " + ngettext("{n} undecided", "{n} undecided", found.undecided)
    return said


def _worked_out(found: Stars, all_of: str) -> str:
    """Say how many stars the counts of the reports give away."""
    if found.recoverable:
        said = _("{n} of {all} can be worked out ({share} %)").format(
            n=number(found.recoverable), all=all_of, share=_share(found)
        )
        return said + ": " + ngettext("{n} way", "{n} ways", found.ways)
    if found.with_shares:
        return _("none of {all} can be worked out from the counts alone").format(all=all_of)
    if found.with_editions:
        return _("none of {all} can be worked out from these reports").format(all=all_of)
    if found.undecided:
        return _("undecided: {n} of {all} are not proved either way").format(
            n=number(found.undecided), all=all_of
        )
    return _("protected: none of {all} can be worked out").format(all=all_of)


def _share(found: Stars) -> str:
    """Give the share that can be worked out, in per cent; never none where there is one."""
    return f"{max(100 * found.recoverable / found.suppressed, 1):.0f}"

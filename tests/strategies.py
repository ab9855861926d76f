"""Hypothesis strategies that several tests draw from."""

from __future__ import annotations

from hypothesis import strategies as st

from tests.truth import Truth
from tiltak_audit.model.interval import Interval
from tiltak_audit.model.report import Report

truths = st.builds(
    Truth, st.integers(0, 10**6), st.integers(1, 12), st.sampled_from([5, 60, 900, 40_000])
)


def _report(truth: Truth, overview: bool) -> Report:  # noqa: FBT001  drawn, not called
    return truth.overview() if overview else truth.of_group()


true_reports = st.builds(_report, truths, st.booleans())

separators = st.sampled_from(["\u00a0", " "])


@st.composite
def intervals(draw: st.DrawFn) -> Interval:
    """Draw a small range."""
    low = draw(st.integers(-20, 20))
    return Interval(low, low + draw(st.integers(0, 9)))


# Lines that look like a report's, in any order, and lines that look like nothing.
report_lines = st.sampled_from(
    [
        " Kilde: NAV TILT140 Tiltaksdeltakere på oppfølging. Demografi. Tidsserie måned",
        "Kilde: NAV",
        "Tiltak og kjønn Rapport oppdatert: 02.12.2025",
        "Tiltak og kommune Rapport oppdatert: 31.02.2025",
        "Om statistikken Rapport oppdatert: 02.12.2025",
        "Januar 2025 - Mars 2025 ",
        "Mars 2025 - Januar 2025",
        "Gjennom",
        "snitt hittil",
        "i år Januar Februar Mars",
        "i år",
        "Januar Desember",
        "Side 9 av 3Kilde: NAV Fotnote",
        "I alt",
        "I alt mentor 10 10 10 10",
        "I alt mentor",
        "mentor 10 10 10 10",
        "Kvinner 5 5 5 5",
        "Menn * * * 4",
        "0301 Oslo 9\u00a0109 9\u00a0109 9\u00a0109 9\u00a0109",
        "1103",
        "Stavanger 007 1 2",
        "* * * *",
        "1 2 3 4",
        "",
        " ",
        "\u00a0",
        "\x00\x1b[31m",
    ]
)

texts = st.one_of(
    st.text(),
    st.text(alphabet="0123456789 *\n\u00a0"),
    st.lists(st.one_of(report_lines, st.text(max_size=20)), max_size=60).map("\n".join),
    st.builds(lambda line, times: line * times, st.text(max_size=5), st.integers(0, 5_000)),
)

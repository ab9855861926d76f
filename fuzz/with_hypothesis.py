"""Fuzz the whole chain with Hypothesis: ``python fuzz/with_hypothesis.py [EXAMPLES]``."""

from __future__ import annotations

import sys

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from target import ROOT, corpus, drawn, holds

sys.path.append(str(ROOT))

from tests.strategies import report_lines, texts

ENCODINGS = ("utf-8", "utf-16", "utf-16-le", "cp1252", "latin-1", "cp865", "mac-roman")

inputs = st.one_of(
    st.builds(drawn, st.integers(0, 2**32), st.integers(0, 40)),
    st.binary(max_size=4_000),
    st.builds(
        lambda text, encoding: text.encode(encoding, "replace"),
        st.one_of(texts, st.lists(report_lines, max_size=80).map("\n".join)),
        st.sampled_from(ENCODINGS),
    ),
)


def _holds(data: bytes) -> None:
    holds(data)


def main() -> None:
    """Try the corpus and as many inputs as asked for; one that breaks the target is shrunk."""
    examples = int(sys.argv[1]) if len(sys.argv) > 1 else 3_000
    for path in corpus():
        holds(path.read_bytes())
    health = [HealthCheck.too_slow, HealthCheck.data_too_large]
    run = settings(max_examples=examples, deadline=None, suppress_health_check=health)(
        given(inputs)(_holds)
    )
    run()
    print(f"{len(corpus())} inputs of the corpus and {examples} others, none breaks the target")


if __name__ == "__main__":
    main()

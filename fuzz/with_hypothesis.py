"""Fuzz the reading with Hypothesis: ``python fuzz/with_hypothesis.py [EXAMPLES]``."""

from __future__ import annotations

import sys

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from target import ROOT, damaged, holds

sys.path.insert(0, str(ROOT))

from tests.strategies import report_lines, texts

ENCODINGS = ("utf-8", "utf-16", "utf-16-le", "cp1252", "latin-1", "cp865", "mac-roman")

inputs = st.one_of(
    st.builds(damaged, st.integers(0, 2**32), st.integers(0, 40)),
    st.binary(max_size=4_000),
    st.builds(
        lambda text, encoding: text.encode(encoding, "replace"),
        st.one_of(texts, st.lists(report_lines, max_size=80).map("\n".join)),
        st.sampled_from(ENCODINGS),
    ),
)


def main() -> None:
    """Try as many inputs as asked for; the first that breaks the target is shrunk and shown."""
    examples = int(sys.argv[1]) if len(sys.argv) > 1 else 3_000
    health = [HealthCheck.too_slow, HealthCheck.data_too_large]
    run = settings(max_examples=examples, deadline=None, suppress_health_check=health)(
        given(inputs)(holds)
    )
    run()
    print(f"{examples} inputs, none breaks the target")


if __name__ == "__main__":
    main()

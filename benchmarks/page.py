"""Measure the page to review: its size, what writing it costs, and how fast it answers.

    python benchmarks/page.py [ROUNDS]

The page is that of the long sample, and that of the same with a twentieth of its lines gone.
Writing is CPU time in this process, beside that of reading and auditing. The browser is Debian's
Chromium, where it is there: from opening the file to the first table, and from a key to the next.
"""

from __future__ import annotations

import random
import sys
import time
from datetime import date
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

SAMPLE = ROOT / "samples" / "TILT140_2025-11.txt"

# The largest page, MB; the most that writing may take, in what the audit takes; the longest that
# an answer may take, ms.
MOST_BYTES = 5_000_000
MOST_RATIO = 1.0
MOST_LOAD = 3000
MOST_ANSWER = 500

_READY = "document.querySelectorAll('.sheet td').length > 0"

# A key, until the browser has drawn what it changes.
_NEXT = """() => new Promise((done) => {
  const start = performance.now();
  document.body.dispatchEvent(new KeyboardEvent("keydown", { key: "j", bubbles: true }));
  requestAnimationFrame(() => setTimeout(() => done(performance.now() - start)));
})"""


def written(path: Path, rounds: int) -> tuple[bytes, float, float]:
    """Audit a report and write its page: the page, and CPU seconds for each of the two."""
    from tiltak_audit.disclosure.attacker import Attacker
    from tiltak_audit.reading.options import ReadOptions
    from tiltak_audit.render.page.html import page_of
    from tiltak_audit.run.audit import audit
    from tiltak_audit.run.inputs import Accepted, read_inputs
    from tiltak_audit.run.options import Options
    from tiltak_audit.run.outcome import outcome_of

    audits, writes, page = [], [], b""
    for _ in range(rounds):
        start = time.process_time()
        inputs = tuple(read_inputs([str(path)], ReadOptions()))
        reports = [one.report for one in inputs if isinstance(one, Accepted)]
        outcome = outcome_of(Options(), inputs, audit(reports, Attacker()), date(2026, 1, 1))
        between = time.process_time()
        page = page_of(outcome)
        audits.append(between - start)
        writes.append(time.process_time() - between)
    return page, median(audits), median(writes)


def answers(path: Path, rounds: int) -> tuple[float, float] | None:
    """Open a page and go through findings: ms to its first table, and the slowest of 20 keys."""
    from tools.browser import CHROMIUM, launched

    if not CHROMIUM:
        return None
    loads, keys = [], []
    with launched() as browser:
        for _ in range(rounds):
            page = browser.new_page(viewport={"width": 1440, "height": 900})
            start = time.perf_counter()
            page.goto(path.as_uri())
            page.wait_for_function(_READY)
            loads.append(1000 * (time.perf_counter() - start))
            keys.append(max(page.evaluate(_NEXT) for _ in range(20)))
            page.close()
    return median(loads), median(keys)


def main() -> None:
    """Print the table, and fail where a claim does not hold."""
    from tests.damage import drop_lines

    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 5
    print("| page of | MB | writing / audit | opened in | slowest of 20 findings |")
    print("|---|---|---|---|---|")
    kept = True
    with TemporaryDirectory() as folder:
        damaged = Path(folder) / "damaged.txt"
        text = drop_lines(SAMPLE.read_text(encoding="utf-8"), random.Random(4), 0.05)
        damaged.write_text(text, encoding="utf-8")
        for name, path in (("TILT140", SAMPLE), ("TILT140, 5 % of lines lost", damaged)):
            page, audit, write = written(path, rounds)
            file = Path(folder) / "page.html"
            file.write_bytes(page)
            shown = answers(file, rounds)
            times = f"{shown[0]:.0f} ms | {shown[1]:.0f} ms" if shown else "no browser here | –"
            print(f"| {name} | {len(page) / 1e6:.2f} | {write / audit:.2f} | {times} |")
            kept &= len(page) <= MOST_BYTES and write / audit <= MOST_RATIO
            kept &= not shown or (shown[0] <= MOST_LOAD and shown[1] <= MOST_ANSWER)
    if not kept:
        sys.exit("a page is larger or slower than claimed")


if __name__ == "__main__":
    main()

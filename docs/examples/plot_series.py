"""Plot the months of one row of a report; a star is drawn as the 0 to 3 that it stands for.

    python docs/examples/plot_series.py [PICTURE.png]

Run it as a whole, or cell by cell where an editor knows ``# %%``. It needs matplotlib, which
tiltak-audit does not: pip install matplotlib. Without it the months are listed as text.
"""

# %% Which series
import sys

import tiltak_audit
from tiltak_audit import Observation

REPORT = "samples/TILT140_2025-11.txt"
SECTION, TABLE, ROW = "Tiltak og fylke", "jobbklubb", "Buskerud"

# %% Its observations: one a month; the mean of the months is left out
report = tiltak_audit.read(REPORT)
series: list[Observation] = [
    one
    for one in tiltak_audit.observations(report)
    if (one.section, one.table, one.row) == (SECTION, TABLE, ROW) and one.period != "mean"
]

# %% A listing that needs nothing
for one in series:
    most = one.low if one.high is None else one.high
    said = f"{one.low}–{one.high or ''}" if one.value is None else one.printed
    print(f"{one.period}  {'█' * one.low}{'░' * (most - one.low)} {said}")

# %% The picture: a line over the counts, a bar from low to high for every star
try:
    from matplotlib import pyplot as plt
except ImportError:
    sys.exit("no picture: matplotlib is not installed (pip install matplotlib)")

figure, axes = plt.subplots(figsize=(8, 4))
months = [one.period for one in series]
counts = [float("nan") if one.value is None else one.value for one in series]
axes.plot(months, counts, marker="o", label="persons at the end of the month")
stars = [one for one in series if one.value is None and one.high is not None]
axes.vlines(
    [one.period for one in stars],
    [one.low for one in stars],
    [one.high for one in stars],
    linewidth=8,
    alpha=0.4,
    label="starred: 0 to 3",
)
axes.set(title=f"{ROW}, {TABLE}", ylabel="persons", ylim=(0, None))
axes.tick_params(axis="x", rotation=45)
axes.legend()
figure.tight_layout()
figure.savefig(sys.argv[1] if len(sys.argv) > 1 else "series.png")

"""Plot a row over all years of a store; a star is drawn as the 0 to 3 that it stands for.

    tiltak-audit index archive
    python docs/examples/plot_store.py [PICTURE.png]

It needs duckdb (the extra archive), and matplotlib for the picture. Without that the months are
listed as text.
"""

import sys

import duckdb

STORE = "tiltak.duckdb"
ROW = ("TILT140", "Tiltak og fylke", "jobbklubb", "Buskerud")

with duckdb.connect(STORE, read_only=True) as store:
    series = store.execute("SELECT month, low, high FROM series(?, ?, ?, ?)", ROW).fetchall()

for month, low, high in series:
    print(f"{month:%Y-%m}  {low if low == high else f'{low}–{high}'}")

try:
    from matplotlib import pyplot as plt
except ImportError:
    sys.exit("no picture: matplotlib is not installed (pip install matplotlib)")

figure, axes = plt.subplots(figsize=(8, 4))
months = [month for month, _low, _high in series]
axes.plot(months, [low if low == high else float("nan") for _month, low, high in series], "o-")
for month, low, high in series:
    if low != high:
        axes.vlines(month, low, high, linewidth=6, alpha=0.4)
axes.set(title=f"{ROW[3]}, {ROW[2]}", ylabel="persons", ylim=(0, None))
figure.tight_layout()
figure.savefig(sys.argv[1] if len(sys.argv) > 1 else "series.png")

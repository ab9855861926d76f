"""A second reader of the dumps, as simple as a regular expression allows.

It shares no code with the package and knows only the undamaged layout with U+00A0 between
thousands, plus two facts about the long dump: a row of kommuner has a code, and a line that
starts with a blank starts anew. The tests compare its cells with the export's, one by one;
the benchmarks take it as the baseline.

    python tests/second_reader.py DUMP > cells.csv
"""

from __future__ import annotations

import csv
import re
import sys
from pathlib import Path

REGIONS = Path(__file__).parent.parent / "tiltak_audit" / "data" / "regions.csv"
COLUMNS = "report edition section table row code period value low high printed line".split()
MONTHS = (
    "Januar Februar Mars April Mai Juni Juli August September Oktober November Desember".split()
)

FIGURE = r"(?:\*|[0-9]{1,3}(?:\u00a0[0-9]{3})*)"
ROW = re.compile(rf"^(.*?) ?((?<![^ ]){FIGURE}(?: {FIGURE})+)$")
SECTION = re.compile(r"^ ?(.*) Rapport oppdatert: (..)\.(..)\.(....)$")
SOURCE = re.compile(r"^ ?Kilde: NAV (\S+) ")
PERIOD = re.compile(r"^ ?\w+ (\d{4}) - \w+ \d{4} *$", re.MULTILINE)
HEADER = re.compile(r"^ ?(Gjennom|snitt|snitt hittil|Side .*|(?:hittil )?i år .*)$")
CODED = re.compile(r"^([0-9]{4}|[0-9]{2}) ?(.*)$")


def register(first_month: str) -> dict[str, str]:
    """Give code to name for the vintage of a month."""
    with REGIONS.open(encoding="utf-8", newline="") as file:
        return {
            line["code"]: line["name"]
            for line in csv.DictReader(file)
            if line["valid_from"] <= first_month <= (line["valid_to"] or "9999")
        }


def joined(pieces: list[str]) -> str:
    """Join the lines of a label."""
    text = ""
    for piece in pieces:
        text += piece if re.search(r"(\w-|/)$", text) or not text else " " + piece
    return text


def cells(path: str) -> list[list[str]]:
    """Read a dump into rows of the export's columns, all as text."""
    found: dict[tuple[str, str, str], list[list[str]]] = {}
    report = edition = section = table = ""
    text = Path(path).read_text(encoding="utf-8")
    year = PERIOD.search(text)[1]  # type: ignore[index]
    names = register(f"{year}-01")
    periods: list[str] = []
    pieces: list[str] = []
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            pieces = []
            continue
        if match := SOURCE.match(line):
            report, pieces = match[1], []
        elif match := SECTION.match(line):
            section, edition, pieces = match[1], f"{match[4]}-{match[3]}-{match[2]}", []
        elif PERIOD.match(line):
            pieces = []
        elif HEADER.match(line):
            if "i år" in line:
                months = [word for word in line.split() if word in MONTHS]
                periods = ["mean", *(f"{year}-{MONTHS.index(m) + 1:02}" for m in months)]
            pieces = []
        elif not (match := ROW.match(line)):
            if line.startswith((" ", "I alt")) or line[0].isdigit():
                pieces = []
            pieces.append(line.strip())
        else:
            if line.startswith((" ", "I alt")) or line[0].isdigit():
                pieces = []
            label = joined([*pieces, match[1].strip()] if match[1].strip() else pieces)
            pieces, code = [], ""
            if label.startswith("I alt"):
                table, label = label[5:].strip(), "I alt"
            elif section.endswith(("fylke", "kommune")) and label != "Ukjent":
                coded = CODED.match(label)
                if not coded:
                    continue
                code, label = coded[1], names.get(coded[1], coded[2])
            key = (section, table, code or label)
            if key in found:
                continue
            found[key] = [
                [report, edition, section, table, label, code, period]
                + (["", "0", "3", "*"] if figure == "*" else [figure.replace("\u00a0", "")] * 4)
                + [str(number)]
                for period, figure in zip(periods, match[2].split(" "), strict=True)
            ]
    return [cell for row in found.values() for cell in row]


if __name__ == "__main__":
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows(cells(sys.argv[1]))

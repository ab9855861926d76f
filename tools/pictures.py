"""Take the pictures of the README, of a printed demo report: docs/pictures/.

python -m tools.pictures [FOLDER]
"""

from __future__ import annotations

import io
import os
import re
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

# The pictures are in English, whatever the reader's language.
os.environ["LANGUAGE"] = os.environ["LC_ALL"] = "C"

from rich.console import Console
from rich.text import Text

from tools.browser import CHROMIUM, launched

COMMAND = [sys.executable, "-m", "tiltak_audit"]
REPORT = "planted/TILT100_2025-06.txt"
CHECK = ["check", "--no-disclosure", REPORT]
WIDTH = 100

# The page at the width of a laptop.
SCREEN = (1280, 1000)


def terminal(folder: Path, pictures: Path) -> None:
    """Draw what the command prints on a terminal, colours and all."""
    colours = os.environ | {"FORCE_COLOR": "1", "COLUMNS": str(WIDTH), "TERM": "xterm-256color"}
    done = subprocess.run(
        [*COMMAND, *CHECK], cwd=folder, env=colours, capture_output=True, text=True, check=False
    )
    printed = Text.from_ansi(done.stdout)
    console = Console(record=True, width=WIDTH, file=io.StringIO(), color_system="truecolor")
    console.print(printed)
    svg = console.export_svg(title="tiltak-audit", unique_id="terminal")
    # A picture fetches no fonts; any of fixed width will do.
    svg = re.sub(r"\s*@font-face \{.*?\}", "", svg, flags=re.DOTALL)
    (pictures / "terminal.svg").write_text(svg, encoding="utf-8")


def page(folder: Path, pictures: Path) -> str:
    """Take a picture of the page in a browser; say why not where it cannot be."""
    if not CHROMIUM:
        return "no picture of the page: Chromium is not installed"
    written = folder / "page.html"
    make = [*COMMAND, *CHECK, "--format", "html", "--output", str(written)]
    done = subprocess.run(make, cwd=folder, capture_output=True, text=True, check=False)
    if not written.exists():
        return f"no picture of the page: {done.stderr.strip()}"
    with launched() as browser:
        width, height = SCREEN
        tab = browser.new_page(viewport={"width": width, "height": height}, color_scheme="light")
        tab.goto(written.as_uri())
        tab.screenshot(path=str(pictures / "page.png"))
    return "page.png"


def main(pictures: Path) -> None:
    """Print a demo report, and take both pictures."""
    pictures.mkdir(exist_ok=True)
    with TemporaryDirectory() as name:
        folder = Path(name)
        subprocess.run([*COMMAND, "demo", "."], cwd=folder, check=True, stdout=subprocess.DEVNULL)
        terminal(folder, pictures)
        print("terminal.svg")
        print(page(folder, pictures))


if __name__ == "__main__":
    main(Path(sys.argv[1]) if sys.argv[1:] else Path(__file__).parent.parent / "docs" / "pictures")

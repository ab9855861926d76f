"""Hold what is printed of all samples, cases and demo pairs against another revision's.

python -m tools.compare [REVISION]      (HEAD where none is named)

Every input is checked and exported in every format by both, and demo pairs are protected, in the
environment of this Python; what differs is listed, and the exit code is 1. The inputs are those of
this tree.
"""

from __future__ import annotations

import os
import subprocess
import sys
from contextlib import chdir, redirect_stderr, redirect_stdout
from io import StringIO
from itertools import chain, groupby
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parent.parent

# Formats of check that go to files; jj is left out of the exports, since it needs --reveal.
FORMATS = ("terminal", "json", "sarif", "junit", "github", "markdown", "html", "ess")
EXPORTS = ("csv", "json", "jsonstat")

# Seeds of demo pairs, and their months.
DEMOS = {1: "1", 2: "4", 3: "11"}


def inputs_of(demos: Path) -> Iterator[tuple[str, list[str]]]:
    """Yield groups of files that are checked together, each with a name."""
    yield "samples", sorted(map(str, (ROOT / "samples").glob("*.txt")))
    for path in sorted((ROOT / "samples" / "pdf").glob("*.pdf")):
        yield path.stem, [str(path)]
    folders = (ROOT / "tests" / "cases", ROOT / "tests" / "real")
    for path in sorted(chain(*(folder.rglob("*") for folder in folders))):
        if path.suffix in {".txt", ".pdf", ".xlsx"}:
            yield path.name, [str(path)]
    yield "pair", sorted(map(str, (ROOT / "tests/cases/shared/pair").glob("*.txt")))
    for folder in sorted(demos.glob("*/*/")):
        files = sorted(str(path) for path in folder.glob("*.txt"))
        yield f"{folder.parent.name}-{folder.name}", files


def write_demos(demos: Path) -> None:
    """Print the demo pairs that both revisions read."""
    for seed, months in DEMOS.items():
        _ran("demo", str(demos / str(seed)), "--seed", str(seed), "--months", months)


def snapshot(demos: Path, out: Path) -> None:
    """Write all that is printed of every group, a folder a group."""
    for name, files in inputs_of(demos):
        folder = out / name
        folder.mkdir(parents=True)
        outputs = [("--format", form, "--output", f"check.{form}") for form in FORMATS]
        # What was written is named: by both in the same words.
        with chdir(folder):
            said = [_ran("check", "--lang", "en", *files, *chain(*outputs))]
            said += [
                _ran("export", *files, "--to", form, "--output", f"export.{form}")
                for form in EXPORTS
            ]
            if all(Path(one).is_relative_to(demos) for one in files):
                said.append(_ran("protect", *files, "--to", "csv", "--output", "plan.csv"))
        (folder / "said").write_text("\n".join(said), encoding="utf-8")


def _ran(*arguments: str) -> str:
    """Run a command in this process; give its exit code and what it said."""
    from tiltak_audit.cli import run

    said = StringIO()
    with redirect_stdout(said), redirect_stderr(said):
        try:
            code = run(list(arguments))
        except Exception as error:  # noqa: BLE001  a crash is an outcome to compare
            code = 70
            said.write(repr(error))
    return f"{code}\n{said.getvalue()}"


def differing(one: Path, other: Path) -> list[str]:
    """List the files that are not the same in both folders, byte for byte."""
    names = {str(path.relative_to(top)) for top in (one, other) for path in top.rglob("*")}
    return [name for name in sorted(names) if _bytes(one / name) != _bytes(other / name)]


def _bytes(path: Path) -> bytes | None:
    return path.read_bytes() if path.is_file() else b"" if path.is_dir() else None


def main(revision: str) -> int:
    """Compare this tree with a revision."""
    with TemporaryDirectory() as made:
        folder = Path(made)
        other = folder / "tree"
        _git("worktree", "add", "--detach", "--quiet", str(other), revision)
        try:
            write_demos(folder / "demos")
            for tree, out in ((other, "then"), (ROOT, "now")):
                subprocess.run(
                    [sys.executable, __file__, str(folder / "demos"), str(folder / out)],
                    env=os.environ | {"PYTHONPATH": str(tree), "LC_ALL": "C.UTF-8"},
                    cwd=folder,
                    check=True,
                )
            found = differing(folder / "then", folder / "now")
        finally:
            _git("worktree", "remove", "--force", str(other))
        for group, names in groupby(found, lambda name: Path(name).parts[0]):
            print(f"{group}: {', '.join(Path(name).name for name in names)}")
        print(f"{len(found)} files differ from {revision}")
        return int(bool(found))


def _git(*arguments: str) -> None:
    subprocess.run(["git", *arguments], cwd=ROOT, check=True)  # noqa: S607  as the shell finds it


if __name__ == "__main__":
    if len(sys.argv) == 3:  # noqa: PLR2004  the process that prints for one revision
        snapshot(Path(sys.argv[1]), Path(sys.argv[2]))
    else:
        sys.exit(main(*(sys.argv[1:] or ["HEAD"])))

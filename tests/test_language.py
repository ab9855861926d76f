"""The language of a run: who decides it, and what it changes and what it does not."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest

from tests.conftest import ROOT, Run
from tests.pages import parts_of
from tiltak_audit import i18n
from tiltak_audit.cli import command_line
from tiltak_audit.rules.page import page_of
from tiltak_audit.rules.rule import Rule, catalogue

CASES = sorted((ROOT / "tests" / "cases").glob("*.txt"))
WRONG = ROOT / "tests" / "cases" / "digits_swapped.txt"
STARS = ROOT / "tests" / "cases" / "only_star.txt"
LOST = ROOT / "tests" / "cases" / "row_lost.txt"
CONFLICT = ROOT / "tests" / "cases" / "joint_conflict.txt"

# Words that English sentences cannot do without and Norwegian ones do not have.
ENGLISH = re.compile(
    r"\b(the|and|of|which|what|are|with|from|this|that|not|where|has|its|it|is)\b", re.IGNORECASE
)

COMMANDS = command_line().list_commands(None)  # type: ignore[arg-type]


@pytest.fixture
def norwegian() -> Iterator[None]:
    """Run a test in Norwegian."""
    i18n.use("nb")
    yield
    i18n.use("en")


def words_of(text: str) -> str:
    """Take a help text out of its frame."""
    return " ".join(re.sub(r"[│╭╮╰╯─]", " ", text).split())


# ---- Who decides ----


@pytest.mark.parametrize(
    ("environment", "expected"),
    [
        ({}, "en"),
        ({"LANG": "nb_NO.UTF-8"}, "nb"),
        ({"LANG": "nb"}, "nb"),
        ({"LANG": "no_NO"}, "nb"),
        ({"LANG": "nn_NO@euro"}, "nb"),
        ({"LANG": "nob"}, "en"),
        ({"LANG": "sv_SE.UTF-8"}, "en"),
        ({"LANG": "C"}, "en"),
        ({"LANG": "nb_NO", "LC_MESSAGES": "en_GB.UTF-8"}, "en"),
        ({"LANG": "en_US", "LC_MESSAGES": "nb_NO.UTF-8"}, "nb"),
        ({"LC_ALL": "C.UTF-8", "LC_MESSAGES": "nb_NO.UTF-8"}, "en"),
        ({"LC_ALL": "", "LANG": "nb_NO.UTF-8"}, "nb"),
        ({"LANGUAGE": "nb", "LANG": "en_US.UTF-8"}, "nb"),
        ({"LANGUAGE": "en:nb", "LANG": "nb_NO"}, "en"),
        ({"LANGUAGE": "de:nn:en", "LANG": "de_DE"}, "nb"),
        ({"LANGUAGE": "nb", "LC_ALL": "POSIX"}, "en"),
        ({"LANGUAGE": "nb", "LC_ALL": "C.UTF-8"}, "en"),
    ],
    ids=str,
)
def test_the_locale_is_read_as_gettext_reads_it(
    environment: dict[str, str], expected: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """LANGUAGE counts most, but not in C; any Norwegian is Bokmål, anything unknown English."""
    for name in ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(i18n, "_chosen", [])
    assert i18n.language() == expected


NORWEGIAN = {"LC_ALL": "nb_NO.UTF-8"}


@pytest.mark.parametrize(
    ("arguments", "config", "environment", "expected"),
    [
        ((), "", {}, "Usage:"),
        ((), "", NORWEGIAN, "Bruk:"),
        ((), 'lang = "nb"', {}, "Bruk:"),
        ((), 'lang = "en"', NORWEGIAN, "Usage:"),
        (("--lang", "nb"), "", {}, "Bruk:"),
        (("--lang=en",), 'lang = "nb"', NORWEGIAN, "Usage:"),
        (("--lang", "nb", "--lang", "en"), "", NORWEGIAN, "Usage:"),
    ],
    ids=str,
)
@pytest.mark.parametrize("before", [True, False], ids=["before", "behind"])
def test_the_option_counts_before_the_configuration_before_the_locale(  # noqa: PLR0913, PLR0917  a case
    run: Run,
    tmp_path: Path,
    arguments: tuple[str, ...],
    config: str,
    environment: dict[str, str],
    expected: str,
    *,
    before: bool,
) -> None:
    """The first that says something decides, whether it stands before the command or behind."""
    (tmp_path / "tiltak-audit.toml").write_text(config, encoding="utf-8")
    order = [*arguments, "rules"] if before else ["rules", *arguments]
    done = run(*order, "--help", **environment)
    assert done.returncode == 0
    assert expected in done.stdout


def test_a_configuration_that_is_named_decides(run: Run, tmp_path: Path) -> None:
    """The file of --config is heeded, in the help text, too."""
    (tmp_path / "other.toml").write_text('lang = "nb"', encoding="utf-8")
    for option in (["--config", "other.toml"], ["--config=other.toml"]):
        assert "Bruk:" in run("check", *option, "--help").stdout
        assert "BESTÅTT" in run("check", *option, WRONG).stdout


def test_a_project_file_decides(run: Run, tmp_path: Path) -> None:
    """The key may stand in pyproject.toml."""
    (tmp_path / "pyproject.toml").write_text('[tool.tiltak-audit]\nlang = "nb"', encoding="utf-8")
    assert run("rules").stdout.startswith("TA1xx  lesing")


def test_what_is_no_option_decides_nothing(run: Run, tmp_path: Path) -> None:
    """Behind -- stand files, whatever they are called."""
    (tmp_path / "--lang=nb").write_bytes(WRONG.read_bytes())
    done = run("check", "--excerpt", "--", "--lang=nb")
    assert done.returncode == 1
    assert "FAIL" in done.stdout


@pytest.mark.parametrize("order", [("--lang", "sv", "rules"), ("rules", "--lang=sv")], ids=str)
def test_an_unknown_language_is_a_usage_error(run: Run, order: tuple[str, ...]) -> None:
    """Exit 2, naming what there is, in the language that else counts."""
    done = run(*order)
    assert done.returncode == 2
    assert "'sv' is not one of 'en', 'nb'" in done.stderr
    done = run(*order, **NORWEGIAN)
    assert "'sv' er ikke en av 'en', 'nb'" in done.stderr


@pytest.mark.parametrize("lang", ['"sv"', "3", "[]", '""'])
def test_an_unknown_language_of_the_configuration_is_a_usage_error(
    run: Run, tmp_path: Path, lang: str
) -> None:
    """Exit 2 of every command, with the file and what there is; --lang overrules it."""
    (tmp_path / "tiltak-audit.toml").write_text(f"lang = {lang}", encoding="utf-8")
    done = run("rules")
    assert done.returncode == 2
    assert done.stderr.endswith("tiltak-audit.toml: lang: expected en or nb\n")
    assert run("rules", "--lang", "nb").returncode == 0


def test_a_broken_configuration_is_for_the_check_to_tell(run: Run, tmp_path: Path) -> None:
    """Commands that do not heed it go on."""
    (tmp_path / "tiltak-audit.toml").write_text("lang = ", encoding="utf-8")
    assert run("rules").returncode == 0
    assert run("check", WRONG).returncode == 2


def test_english_reads_no_catalogue() -> None:
    """Where nobody asks for another language no catalogue is opened, nor babel imported."""
    code = (
        "import sys, gettext; gettext.GNUTranslations = None\n"
        "from tiltak_audit.cli import run\n"
        f"assert run(['check', '--excerpt', {str(WRONG)!r}]) == 1\n"
        "assert 'babel' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, cwd=ROOT)


# ---- What people read ----


@pytest.mark.parametrize("command", ["", *COMMANDS])
def test_help_is_in_one_language(run: Run, command: str) -> None:
    """No English sentence is left in a Norwegian help text; there is one in the English."""
    order = [command, "--help"] if command else ["--help"]
    told = words_of(run(*order, "--lang", "nb").stdout)
    told = told.replace("mean-of-months", "").replace("--from", "")  # names of the contract
    assert ENGLISH.findall(told) == []
    for text in ("Bruk: tiltak-audit", "Valg", "Vis denne teksten og avslutt.", "Språk i tekstene"):
        assert text in told
    assert ENGLISH.findall(words_of(run(*order).stdout)) != []


def test_help_says_what_is_taken_by_default(run: Run) -> None:
    """Defaults of options are shown in both languages."""
    assert "[default: 2000]" in words_of(run("check", "--help").stdout)
    assert "[standardverdi: 2000]" in words_of(run("check", "--help", "--lang", "nb").stdout)


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (["chek"], "Feil: Kommandoen «chek» finnes ikke (mente du check?)"),
        (["check"], "Feil: Mangler argumentet 'FIL...'."),
        (["check", "--formt", "x"], "Valget '--formt' finnes ikke. Mente du '--format'?"),
        (["export", "x", "--to"], "Valget '--to' krever en verdi."),
        (["check", "x", "--max-pages", "0"], "Ugyldig verdi for '--max-pages': 0 er ikke i"),
        (["check", "x", "--fail-on", "a"], "'a' er ikke en av 'error', 'warning'"),
        (["explain", "TA201", "b"], "Uventet ekstra argument (b)"),
        (["explain", "TA999"], "ukjent kode TA999; reglene er TA101"),
        (["check", "x", "--select", "TA9999"], "ukjent kode TA9999; tiltak-audit rules viser alle"),
        (["export", "x"], "Mangler valget '--to'. Velg mellom:"),
        (["check", "no-such.txt"], "filen finnes ikke; sjekk navnet"),
    ],
    ids=str,
)
def test_errors_are_in_one_language(run: Run, arguments: list[str], expected: str) -> None:
    """Errors are in Norwegian, those of click, too."""
    done = run(*arguments, **NORWEGIAN)
    assert done.returncode in {2, 3}
    assert expected in done.stderr + done.stdout
    assert ENGLISH.findall(done.stderr.replace("no-such", "")) == []


REPORTS = {
    WRONG: [
        "Rapport   TILT140 Tiltaksdeltakere på oppfølging. Demografi. Tidsserie måned",
        "Utgave    2025-12-02",
        "Lest      1 tabell · 2 rader · 9 celler · 0 skjermet (0 %) · alle linjer er gjort rede fo",
        "Ikke sett ingen månedstall kan endres uten at en kontroll slår ut (--coverage)",
        "feil[TA201 column-sum]: summen av radene er ikke lik «I alt»: avvik 45",
        "   = kontroll  «I alt» = Σ av 2 rader",
        "   = oppgitt   305",
        "   = mulig     350, avvik 45",
        "   = feil tall Kvinner 2025-01: 194 → 149 (to sifre byttet om), retter 2 av 2 kontroll",
        "   = råd       sammenlign totalen og radene med kilden til tabellen",
        "   = hjelp     tiltak-audit explain TA201",
        "Tall      stemmer ikke: 1 feil; 6 kontroller, 2 brutt",
        "IKKE BESTÅTT  1 feil; tallene stemmer ikke, alt er lest; stjernene teller ikke med",
    ],
    STARS: [
        "   |                  ^ kan regnes ut",
        "   = detalj    i Tiltak og alder (2); linje 13",
        "Stjerner  3 av 3 kan regnes ut (100 %): 2 måter",
        "          verdiene vises ikke (--reveal)",
    ],
    LOST: [
        "advarsel[TA112 figures-lost]: det ser ut til å mangle linjer foran denne",
        "Tall      stemmer: 12 kontroller, 0 brutt; 3 kunne ikke vurderes",
        "BESTÅTT   tallene stemmer, og alt er lest; stjernene teller ikke med (--gate)",
    ],
    CONFLICT: [
        "feil[TA405 joint-conflict]: 2 kontroller stemmer hver for seg, men kan ikke stemme sam",
        "   |                  ^^^ trolig feil tall",
        "   = feil tall trolig I alt 2025-01: 102 → 103 (ett siffer galt), retter 2 av 2 kontroll",
    ],
}


@pytest.mark.parametrize("path", REPORTS, ids=lambda path: path.stem)
def test_the_report_is_in_norwegian(run: Run, path: Path) -> None:
    """A statistician reads the terms of the trade."""
    told = "\n" + run("check", path, "--lang", "nb").stdout
    for line in REPORTS[path]:
        assert f"\n{line}" in told


@pytest.mark.parametrize("form", ["terminal", "markdown", "github"])
def test_no_english_is_left_in_reports(run: Run, form: str) -> None:
    """Of all cases together no text for people is English; names of rules are slugs."""
    options = ("check", "--format", form, *CASES)
    assert ENGLISH.findall(run(*options).stdout.replace("-", "_")) != []
    told = run(*options, "--lang", "nb").stdout
    for case in CASES:
        told = told.replace(str(case), "").replace(case.name, "")
    assert ENGLISH.findall(re.sub(r"[a-z]+(-[a-z]+)+", "", told)) == []


@pytest.mark.parametrize("rule", catalogue(), ids=lambda rule: rule.code)
@pytest.mark.usefixtures("norwegian")
def test_rule_pages_are_in_norwegian(rule: Rule) -> None:
    """Prose and headings are Norwegian, the dumps are those of the docstring, every page whole."""
    page = page_of(rule)
    headings = re.findall(r"^(\w+):$", page, re.MULTILINE)
    assert headings == ["Hvorfor", "Galt", "Riktig", "Begrensninger", "Kilde"]
    english, norwegian = parts_of(rule.page), parts_of(page)
    assert norwegian["Galt"].strip() == english["Wrong"].strip()
    assert norwegian["Riktig"].strip() == english["Right"].strip()
    for heading in ("Hvorfor", "Begrensninger", "Kilde"):
        assert ENGLISH.findall(re.sub(r"Fischetti and", "", norwegian[heading])) == []
    assert max(len(line) for line in norwegian["Hvorfor"].splitlines()) <= 84
    assert page.splitlines()[0] != rule.summary


def test_rules_and_explain_speak(run: Run) -> None:
    """The catalogue and a page come in the language that is asked for."""
    listed = run("rules", "--lang", "nb").stdout
    assert "  TA201  feil      column-sum" in listed
    assert "Summen av radene i en tabell er ikke lik «I alt»." in listed
    page = run("explain", "ta201", "--lang", "nb").stdout
    assert page.startswith(
        "TA201 column-sum (feil)\n\nSummen av radene i en tabell er ikke lik «I alt».\n\nHvorfor:\n"
    )
    assert "\nGalt:\n    … Tiltak og kjønn\n" in page


# ---- What does not change ----


def checked(run: Run, form: str, lang: str, *files: Path) -> tuple[int, str]:
    """Check files in a language; the exit code and what was printed."""
    done = run("check", "--format", form, "--lang", lang, *files)
    return done.returncode, done.stdout


# Sentences, by the key that holds them.
_SENTENCES = {"message", "text", "error"}


def without_sentences(found: Any) -> Any:  # noqa: ANN401  JSON
    """Leave out what people read, and the language itself."""
    if isinstance(found, dict):
        return {
            key: without_sentences(value)
            for key, value in found.items()
            if key not in _SENTENCES | {"lang"}
        }
    return [without_sentences(one) for one in found] if isinstance(found, list) else found


@pytest.mark.parametrize("files", [CASES, [WRONG, Path("missing.txt")]], ids=["cases", "missing"])
def test_json_differs_in_sentences_only(run: Run, files: list[Path]) -> None:
    """Verdicts, causes, certainties and fingerprints are the same, the exit code is, too."""
    (code, english), (other, norwegian) = (
        checked(run, "json", one, *files) for one in ("en", "nb")
    )
    assert code == other
    first, second = json.loads(english), json.loads(norwegian)
    assert without_sentences(first) == without_sentences(second)
    assert (first["options"]["lang"], second["options"]["lang"]) == ("en", "nb")
    assert [one["message"] for one in first["findings"]] != [
        one["message"] for one in second["findings"]
    ]
    causes = {one["cause"] for finding in second["findings"] for one in finding["suspects"]}
    assert "two digits swapped" in causes


def test_the_same_language_gives_the_same_bytes(run: Run) -> None:
    """Whether it was asked for or is the locale's."""
    asked = run("check", "--format", "json", WRONG, "--lang", "nb").stdout
    assert run("check", "--format", "json", WRONG, **NORWEGIAN).stdout == asked


def test_sarif_differs_in_sentences_only(run: Run) -> None:
    """Rules, levels, fingerprints and places are the same; the log names its language."""
    (_, english), (_, norwegian) = (
        checked(run, "sarif", one, WRONG, STARS) for one in ("en", "nb")
    )
    first, second = (json.loads(text)["runs"][0] for text in (english, norwegian))
    assert (first.pop("language"), second.pop("language")) == ("en", "nb")
    assert without_sentences(first) == without_sentences(second)
    rules = {rule["id"]: rule for rule in second["tool"]["driver"]["rules"]}
    assert rules["TA201"]["shortDescription"]["text"].startswith("Summen av radene")
    assert "\nBegrensninger:\n" in rules["TA201"]["help"]["text"]


def test_junit_names_the_same_cases(run: Run) -> None:
    """A server that follows cases from run to run finds them again."""
    told = [checked(run, "junit", lang, WRONG, LOST)[1] for lang in ("en", "nb")]
    names = [
        [
            (one.get("classname"), one.get("name"), [failure.get("type") for failure in one])
            for one in ET.fromstring(text).iter("testcase")  # noqa: S314  our own
        ]
        for text in told
    ]
    assert names[0] == names[1] != []
    assert told[0] != told[1]


def test_waivers_are_the_same(run: Run, tmp_path: Path) -> None:
    """A file of waivers that was written in one language waives in the other."""
    for lang in ("en", "nb"):
        run(
            "check", WRONG, "--lang", lang, "--write-waivers", f"{lang}.toml", SOURCE_DATE_EPOCH="1"
        )
    texts = [(tmp_path / f"{lang}.toml").read_text("utf-8") for lang in ("en", "nb")]
    assert tomllib.loads(texts[0]) == tomllib.loads(texts[1])
    assert texts[0] != texts[1]


@pytest.mark.parametrize("form", ["csv", "json", "jsonstat"])
def test_exports_are_the_same(run: Run, form: str) -> None:
    """Data have no language."""
    told = [run("export", WRONG, STARS, "--to", form, "--lang", one).stdout for one in ("en", "nb")]
    assert told[0] == told[1] != ""


def test_the_schema_is_the_same(run: Run) -> None:
    """One contract for all, which knows the languages."""
    told = [run("schema", "--lang", lang).stdout for lang in i18n.LANGUAGES]
    assert told[0] == told[1]
    options = json.loads(told[0])["$defs"]["Options"]["properties"]
    assert sorted(options["lang"]["enum"]) == sorted(i18n.LANGUAGES)


def test_a_demo_differs_in_what_people_read_only(run: Run, tmp_path: Path) -> None:
    """The reports and the answers for programs are the same."""
    for lang in ("en", "nb"):
        assert run("demo", lang, "--months", "1", "--lang", lang).returncode == 0
    for path in sorted((tmp_path / "en").rglob("*.*")):
        other = tmp_path / "nb" / path.relative_to(tmp_path / "en")
        assert (path.read_bytes() == other.read_bytes()) is (path.suffix != ".md"), path.name

"""The page to review, without a browser: what is in the file, and what must not be."""

from __future__ import annotations

import json
import random
import re
import sys
from base64 import b64encode
from collections import Counter
from hashlib import sha256
from importlib.util import cache_from_source
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element

import html5lib
import jinja2
import pytest
import tinycss2
from jinja2 import Environment

from tests.conftest import ROOT, TILT100, TILT140, Run
from tests.damage import drop_lines
from tests.second_reader import cells
from tests.test_disclosure import TWINS, twin
from tiltak_audit.render.page import template
from tiltak_audit.render.page.guide import words_of
from tiltak_audit.render.page.html import script_of_page
from tiltak_audit.render.page.texts import page_texts, script_texts

CASES = ROOT / "tests" / "cases"
WRONG = CASES / "digits_swapped.txt"
STAR = CASES / "only_star.txt"
CONFLICT = CASES / "joint_conflict.txt"
MEGABYTES = 1_000_000


class Page:
    """A page, read by html5lib in its strict mode: the smallest fault of syntax is an error."""

    def __init__(self, text: str) -> None:
        """Read the page and the data of its script."""
        self.text = text
        parser = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False)
        self.root: Element = parser.parse(text)
        self.data: dict[str, Any] = json.loads(self.one("script", id="data"))

    def all(self, tag: str, **attributes: str) -> list[Element]:
        """List elements with these attributes; kind stands for class."""
        wanted = {name.replace("kind", "class"): value for name, value in attributes.items()}
        return [
            found
            for found in self.root.iter(tag)
            if all(value in found.get(name, "").split() for name, value in wanted.items())
        ]

    def one(self, tag: str, **attributes: str) -> str:
        """Give the text of the one such element."""
        (found,) = self.all(tag, **attributes)
        return words(found)


def words(element: Element) -> str:
    """Give the text of an element, blanks as one."""
    return " ".join("".join(element.itertext()).split())


def page(run: Run, *arguments: str | Path, stdin: bytes | None = None) -> Page:
    """Run a check to a page."""
    done = run("check", "--format", "html", *arguments, stdin=stdin)
    assert not re.search("Traceback|bug", done.stderr)
    return Page(done.stdout)


@pytest.fixture(scope="module")
def real(tmp_path_factory: pytest.TempPathFactory) -> Page:
    """Give the page of the two real dumps."""
    from tests.measuring import measured

    path = tmp_path_factory.mktemp("real") / "report.html"
    done = measured(["check", TILT140, TILT100, "--format", "html", "--output", path])
    assert done.code == 0
    return Page(path.read_text(encoding="utf-8"))


def test_nothing_is_fetched(real: Page) -> None:
    """No element refers to anything but the page itself, and no style to anything at all."""
    for element in real.root.iter():
        for name, value in element.attrib.items():
            assert name not in {"style", "srcset", "action", "srcdoc"}, (element.tag, name)
            assert not name.startswith("on"), (element.tag, name)
            if name in {"src", "href"}:
                assert value.startswith(("#", "data:,")), value
    for style in real.all("style"):
        assert "url(" not in words(style)
        assert "@import" not in words(style)


def test_the_policy_names_the_one_style_and_the_one_script(real: Page) -> None:
    """Nothing is allowed but what these hashes stand for, and the empty icon."""
    (meta,) = [one for one in real.all("meta") if one.get("http-equiv")]
    policy = dict(part.strip().split(" ", 1) for part in meta.get("content", "").split(";"))
    (style,), scripts = real.all("style"), real.all("script")
    (script,) = [one for one in scripts if one.get("type") is None]

    def hashed(element: Element) -> str:
        digest = sha256((element.text or "").encode()).digest()
        return f"'sha256-{b64encode(digest).decode()}'"

    assert policy == {
        "default-src": "'none'",
        "style-src": hashed(style),
        "script-src": hashed(script),
        "img-src": "data:",
        "base-uri": "'none'",
        "form-action": "'none'",
    }
    assert [one.get("type") for one in scripts] == ["application/json", None]


def test_a_template_is_compiled_once_where_that_can_be_kept(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """It is kept where Python keeps compiled modules; where nothing can be kept it works, too."""
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    monkeypatch.setattr(sys, "pycache_prefix", str(tmp_path))
    folder = Path(cache_from_source(template.__file__)).parent
    words = dict.fromkeys(("language", "version", "policy", "verdict", "word", "counts"), "")
    lists = dict.fromkeys(("heads", "rows", "asides"), ())

    def text() -> str:
        made = template.template_of("archive.html.j2", "p {}", "f()")
        return made.render(t={"filter": "", "reports": ""}, **words, **lists)

    first = text()
    assert not folder.exists()
    folder.mkdir(parents=True)
    assert text() == first
    (kept,) = folder.iterdir()

    def anew(*_arguments: object, **_named: object) -> None:
        raise AssertionError

    monkeypatch.setattr(Environment, "_generate", anew)
    assert text() == first
    # What another version compiled is none.
    with monkeypatch.context() as other:
        other.setattr(jinja2, "__version__", "3.0.0")
        with pytest.raises(AssertionError):
            text()
    # A file that is cut short is none.
    whole = kept.read_bytes()
    for size in (0, 1, len(whole) // 100, len(whole) // 2):
        kept.write_bytes(whole[:size])
        with pytest.raises(AssertionError):
            text()


def test_the_script_writes_text_only() -> None:
    """It has no way to turn a label into markup or code, nor to ask for anything."""
    script = script_of_page()
    for risky in ("innerHTML", "outerHTML", "insertAdjacent", "document.write", "eval(", "fetch("):
        assert risky not in script
    assert not re.search(r"Function\(|XMLHttp|WebSocket|import\(|\.style\b|localStorage", script)
    assert script.startswith('"use strict";\n')


def test_no_part_of_the_script_is_left_out() -> None:
    """Every file of the script's folder is in the page, whole."""
    parts = list((ROOT / "tiltak_audit/render/page/script").glob("*.js"))
    assert len(parts) > 5
    assert all(path.read_text(encoding="utf-8") in script_of_page() for path in parts)


def test_every_text_is_used_and_is_there() -> None:
    """What the template and the script say is what translators are given, and no more."""
    folder = ROOT / "tiltak_audit" / "render" / "page"
    script = script_of_page()
    template = (folder / "page.html.j2").read_text(encoding="utf-8")
    by_value = {"s", "c", "v", "n", "x", "auto", "light", "dark"}
    assert set(re.findall(r"\bwords\.(\w+)", script)) | by_value == set(script_texts())
    said = set(re.findall(r"\bt(?:\.|\[\")(\w+)", template))
    assert said | {"findings", "tables", "suppression", "coverage"} == set(page_texts())


def test_the_style_is_css() -> None:
    """A parser of CSS finds no fault in it."""
    source = (ROOT / "tiltak_audit/render/page/page.css").read_text(encoding="utf-8")
    found = list(tinycss2.parse_stylesheet(source, skip_comments=True, skip_whitespace=True))
    assert len(found) > 100
    for rule in found:
        assert rule.type in {"qualified-rule", "at-rule"}, rule
        declared = tinycss2.parse_blocks_contents(rule.content or [])
        assert all(one.type != "error" for one in declared), rule.serialize()


def test_same_input_same_bytes(run: Run) -> None:
    """No clock, no chance, no order of a set."""
    first, second = (
        run("check", TILT100, WRONG, "--format", "html", PYTHONHASHSEED=seed).stdout
        for seed in ("1", "2")
    )
    assert first == second


HOSTILE = "</script><img src=x onerror=alert(1)>"


def test_labels_are_text(run: Run, tmp_path: Path) -> None:
    """Markup in labels, names of files and messages is shown as it stands."""
    text = STAR.read_text(encoding="utf-8")
    text = text.replace("mentor", f"mentor {HOSTILE}").replace("20-24 år", f"20-24 år {HOSTILE}")
    name = tmp_path / "<b onclick=x>&amp;.txt"
    name.write_text(text, encoding="utf-8")
    found = page(run, name)
    assert not found.all("img")
    assert not found.all("b", onclick="x")
    (table,) = found.data["tables"]
    assert table[1] == f"mentor {HOSTILE}"
    assert table[4][2][0] == f"20-24 år {HOSTILE}"
    assert HOSTILE in found.one("section", id="findings")
    assert "<b onclick=x>&amp;.txt" in found.one("section", id="coverage")


@pytest.mark.parametrize(("rows", "values"), [(TWINS[0], range(4)), (TWINS[1], range(3))])
def test_twins_give_the_same_page(run: Run, rows: tuple[str, ...], values: range) -> None:
    """Reports that differ in a star's value differ in the figure they print, in nothing else."""
    seen = set()
    for value in values:
        data = twin(value, rows).encode()
        text = page(run, "-", stdin=data).text
        assert "TA602" in text
        text = text.replace(sha256(data).hexdigest(), "")
        seen.add(re.sub(rf"\b{198 + value}\b", "TOTAL", text))
    assert len(seen) == 1


def test_every_figure_is_there(real: Page) -> None:
    """Another reader finds the same figures in the dump, in the same tables and columns."""
    printed = {}
    for label, section, periods, rows in (
        (table[1], table[0], table[2], table[4]) for table in real.data["tables"]
    ):
        for row in rows:
            if not row[0].endswith("(printed again)"):
                for period, figure in zip(periods, row[2].split(), strict=True):
                    printed[section, label, row[0], period] = figure
    for path, cut in ((TILT100, None), (TILT140, 9800)):
        for cell in cells(str(path)):
            report, _edition, section, table, row, code, period, *_bounds, shown, line = cell
            if cut and int(line) > cut:
                continue
            key = (f"{report} · {section}", table, f"{code} {row}".strip(), period)
            assert printed[key] == shown, key
    assert len(printed) == 38_544 + 1_042


def test_every_verdict_is_there(real: Page, run: Run) -> None:
    """The identities of the cells come to the counts of the JSON document."""
    document = json.loads(run("check", TILT140, TILT100, "--format", "json").stdout)
    names = {"s": "satisfied", "c": "consistent", "v": "vacuous", "x": "violated"}
    names["n"] = "not_applicable"
    by_rule: dict[str, Counter[str]] = {}
    for law, _text, _wholes, _parts, _periods, verdicts in real.data["identities"]:
        code = real.data["laws"][law][0]
        by_rule.setdefault(code, Counter()).update(names[letter] for letter in verdicts)
    expected = document["identities_by_rule"]
    assert {code: dict(counts) for code, counts in by_rule.items()} == {
        code: {name: times for name, times in tally.items() if times}
        for code, tally in expected.items()
    }


def test_the_real_dumps_fit(real: Page) -> None:
    """Both real dumps make a page far below the limit of 5 MB."""
    assert len(real.text.encode()) < 2 * MEGABYTES


@pytest.mark.parametrize(
    "inputs", [(WRONG, STAR, CONFLICT), (TILT100, WRONG)], ids=["cases", "real and wrong"]
)
def test_findings_are_those_of_the_json(run: Run, inputs: tuple[Path, ...]) -> None:
    """With fingerprint, severity, message and place, in its order; readable without script."""
    document = json.loads(run("check", *inputs, "--format", "json").stdout)
    found = page(run, *inputs)
    articles = found.all("article")
    ordered = document["findings"]
    assert [one.get("id", "")[2:] for one in articles] == [
        finding["fingerprint"] for finding in ordered
    ]
    for article, finding in zip(articles, ordered, strict=True):
        said = words(article)
        assert article.get("data-kind") == finding["severity"]
        assert finding["code"] in said
        assert " ".join(finding["message"].split()) in said
        assert str(finding["line"]) in said
        place, proofs, suspects, _covers = found.data["findings"][finding["fingerprint"]]
        assert len(proofs) == len(finding["identities"])
        assert len(suspects) == len(finding["suspects"])
        assert (place[0] >= 0) == (finding["table"] is not None)


def test_a_finding_is_told_whole(run: Run) -> None:
    """Equation, suspect with its repair, what to do, the rows and the source lines are HTML."""
    (article,) = page(run, WRONG).all("article")
    said = words(article)
    assert "Σ of 2 figures = 350 ≠ 305 (I alt, 2025-01), off by 45" in said
    assert "Kvinner 2025-01: 194 → 149 (two digits swapped), mends 2 of 2 identities" in said
    assert "compare the total and the rows with the source of the table" in said
    (table,) = article.iter("table")
    assert [[words(cell) for cell in row] for row in table.iter("tr")][1:] == [
        ["Σ", "I alt · Tiltak og kjønn · mentor", "2025-01", "305"],
        ["+", "Kvinner · Tiltak og kjønn · mentor", "2025-01", "194"],
        ["+", "Menn · Tiltak og kjønn · mentor", "2025-01", "156"],
    ]
    marked = [(one.get("class"), words(one)) for one in article.iter("mark")]
    assert marked == [("part", "305"), ("main", "194"), ("part", "156")]


def test_a_page_without_findings_is_useful(run: Run) -> None:
    """It says so, what was judged, and what could not be seen."""
    found = page(run, TILT100, "--no-disclosure", "--ignore", "TA1")
    assert found.one("p", kind="verdict").startswith("✓ PASS the figures agree and all was read; ")
    assert "1 finding left out by options" in found.one("p", kind="verdict")
    said = found.one("section", id="findings")
    assert "No finding passes --select and --ignore." in said
    assert "no month figure can move without breaking an identity" in said
    assert "692" in found.one("section", id="coverage")
    assert "not audited (--no-disclosure)" in found.one("section", id="suppression")
    clean = page(run, CASES / "flat_thousands.txt")
    assert "No finding. What was judged" in clean.one("section", id="findings")


@pytest.mark.parametrize("inputs", [("absent.txt",), ("absent.txt", WRONG)], ids=["all", "one"])
def test_what_was_not_read_is_said_loudly(run: Run, inputs: tuple[str | Path, ...]) -> None:
    """The verdict is incomplete, with the reason, even where nothing was read at all."""
    done = run("check", *inputs, "--format", "html")
    assert done.returncode == 3
    found = Page(done.stdout)
    assert found.one("p", kind="verdict").startswith("? INCOMPLETE")
    told = found.one("div", kind="unread")
    assert told == (
        "Not everything was checked: this is no answer yet. "
        "absent.txt was not read: no such file; check the name"
    )
    assert ("Nothing was read" in found.one("section", id="findings")) == (len(inputs) == 1)


def test_what_could_not_be_checked_is_said_loudly(run: Run) -> None:
    """A report in which no identity could fail has passed nothing."""
    text = re.sub(r"(?<= )\d\d(?=[ \n])", "*", STAR.read_text(encoding="utf-8"))
    done = run("check", "-", "--format", "html", stdin=text.encode())
    assert done.returncode == 3
    told = Page(done.stdout).one("div", kind="unread")
    assert "nothing in it could be checked" in told


def test_every_case_is_valid_html(run: Run) -> None:
    """All cases in one page: findings of every kind, of layout, sums, conflicts and stars."""
    found = page(run, *sorted(CASES.glob("*.txt")))
    codes = {one.get("data-code", "")[:3] for one in found.all("article")}
    assert codes >= {"TA1", "TA2", "TA4", "TA6"}


def test_a_stale_waiver_is_on_the_page(run: Run, tmp_path: Path) -> None:
    """A finding about the configuration is about no table."""
    (tmp_path / "tiltak-audit.toml").write_text(
        '[[waivers]]\nrule = "TA201"\ntable = "mentor"\nreason = "r"\nauthor = "a"\n'
        "expires = 2099-12-31\n",
        encoding="utf-8",
    )
    found = page(run, STAR)
    (article,) = [one for one in found.all("article") if one.get("data-code") == "TA901"]
    assert "tiltak-audit.toml:1" in words(article)
    assert found.data["findings"][article.get("id", "")[2:]][0] == [-1, -1, -1]


def test_waived_findings_are_shown_as_waived(run: Run, tmp_path: Path) -> None:
    """With who answers for it; they do not count."""
    (tmp_path / "tiltak-audit.toml").write_text(
        '[[waivers]]\nrule = "TA201"\ntable = "mentor"\n'
        'reason = "so <is> the source"\nauthor = "K. N."\n'
        "expires = 2099-12-31\n",
        encoding="utf-8",
    )
    found = page(run, WRONG)
    (article,) = found.all("article", kind="waived")
    assert "waived until 2099-12-31 by K. N.: so <is> the source" in words(article)
    said = found.one("p", kind="verdict")
    assert said.startswith("✓ PASS the figures disagree, all was read; ")
    assert said.endswith("; 1 waived")
    assert "tiltak-audit.toml, sha256" in found.one("details")


def test_the_trail_is_that_of_the_json(run: Run) -> None:
    """Hash, version and every option."""
    document = json.loads(run("check", WRONG, "--format", "json", "--star-max", "none").stdout)
    said = page(run, WRONG, "--star-max", "none").one("details")
    assert document["inputs"][0]["sha256"] in said
    assert f"tiltak-audit {document['tool']['version']}" in said
    assert all(name in said for name in document["options"])
    assert "star_max–" in said


def test_heat_maps_are_in_numbers(real: Page) -> None:
    """The share of stars of a table and month is that of another reader's cells."""
    counts: dict[tuple[str, str], list[bool]] = {}
    for cell in cells(str(TILT140)):
        if cell[2] == "Tiltak og fylke":
            counts.setdefault((cell[3], cell[6]), []).append(cell[10] == "*")
    (measure,) = [
        one for one in real.all("div", kind="measure") if one.get("data-measure") == "starred"
    ]
    (table,) = [
        one for one in measure.iter("table") if one.get("aria-label") == "TILT140 · Tiltak og fylke"
    ]
    head, *lines = [[words(cell) for cell in row] for row in table.iter("tr")]
    assert len(lines) == 8
    for label, *shares in lines:
        for period, share in zip(head[1:], shares, strict=True):
            stars = counts[label, period]
            exact = 100 * sum(stars) / len(stars)
            assert share == f"{exact:.0f}" or exact != round(exact)
            assert abs(float(share.strip("<>")) - exact) < 1


def test_a_damaged_report_fits(run: Run, tmp_path: Path) -> None:
    """Hundreds of findings are all there, and the page stays small."""
    text = drop_lines(TILT140.read_text(encoding="utf-8"), random.Random(4), 0.05)
    (tmp_path / "damaged.txt").write_text(text, encoding="utf-8")
    found = page(run, "damaged.txt")
    document = json.loads(run("check", "damaged.txt", "--format", "json").stdout)
    assert len(found.all("article")) == len(document["findings"]) > 200
    assert len(found.text.encode()) < 5 * MEGABYTES


def test_the_first_culprit_is_a_sentence(run: Run) -> None:
    """It says what should be what, how much that mends, and leads to its finding."""
    found = page(run, STAR, WRONG)
    assert found.one("p", kind="first") == "Kvinner, January, should be 149, not 194: mends 2 of 2"
    (sentence,) = found.all("p", kind="first")
    (link,) = sentence.iter("a")
    (article,) = [one for one in found.all("article") if one.get("data-code") == "TA201"]
    assert link.get("href") == f"#{article.get('id')}"


@pytest.mark.parametrize(
    ("inputs", "said"),
    [
        (
            (STAR,),
            "Neither reading nor figures speak against publishing; the stars are for you to judge.",
        ),
        ((STAR, "--gate", "all"), "Not to be published yet: 2 stars are recoverable"),
        ((CASES / "flat_thousands.txt",), "Nothing that was checked speaks against publishing."),
        (("absent.txt", WRONG), "No answer yet: get what is missing, and check again."),
    ],
    ids=["pass beside the gate", "fail without a culprit", "pass", "incomplete"],
)
def test_without_a_culprit_it_says_what_the_verdict_means(
    run: Run, inputs: tuple[str | Path, ...], said: str
) -> None:
    """May it be published, or what keeps it from that."""
    assert page(run, *inputs).one("p", kind="first").startswith(said)


def test_the_three_verdicts_are_those_of_the_json(run: Run) -> None:
    """Each with a sign of its own, so that it does not rest on colour."""
    found = page(run, STAR, WRONG)
    answers = [words(one).split()[0] for one in found.all("div", kind="answer")]
    assert answers == ["Reading✓", "Figures✗", "Stars!"]
    verdicts = json.loads(run("check", STAR, WRONG, "--format", "json").stdout)["verdicts"]
    assert [one["verdict"] for one in verdicts.values()] == ["whole", "disagree", "recoverable"]


def test_the_rules_that_occur_are_explained_in_the_file(run: Run) -> None:
    """As ``explain`` does, each that a finding bears, and no other; every finding leads to its."""
    found = page(run, STAR, WRONG)
    told = {one.get("id", ""): words(one) for one in found.all("section", kind="rule")}
    assert sorted(told) == ["r-TA201", "r-TA301", "r-TA602"]
    for name, said in told.items():
        for line in run("explain", name[2:]).stdout.split("\n\n… stands")[0].splitlines()[2:]:
            assert " ".join(line.split()).removesuffix(":") in said
    links = {one.get("href", "")[1:] for one in found.all("a", kind="button")}
    assert links <= set(told)


def test_the_words_are_those_of_the_glossary() -> None:
    """No word is explained that the documentation does not know."""
    rows = (ROOT / "docs" / "glossary.md").read_text(encoding="utf-8").splitlines()
    known = {
        name.strip() for row in rows if row.count("|") == 4 for name in row.split("|")[1].split(",")
    }
    assert {name for name, _said in words_of()} <= known


def test_the_heat_map_opens_on_what_tells_most(run: Run) -> None:
    """On what breaks, else on what leaks; what shows something stands before what does not."""
    opened = {}
    for inputs in ((WRONG, STAR), (STAR,)):
        found = page(run, *inputs)
        (chosen,) = [
            one
            for one in found.all("input")
            if "checked" in one.attrib and one.get("name") == "measure"
        ]
        opened[inputs] = chosen.get("value")
        for measure in found.all("div", kind="measure"):
            shades = {one.get("class") for one in measure.iter("li")}
            assert {one.get("class") for one in measure.iter("td") if one.get("class")} <= shades
    assert opened == {(WRONG, STAR): "broken", (STAR,): "recoverable"}

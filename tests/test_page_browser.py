"""The page to review in a real browser, Debian's Chromium: mouse, keyboard, widths, print, axe."""

from __future__ import annotations

import io
import itertools
import json
import re
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import pdfplumber
import pytest

from tests.conftest import ROOT, TILT100, TILT140
from tests.measuring import measured
from tools.browser import CHROMIUM, launched

sync_api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed here")
axe_api = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe is missing here")

from playwright.sync_api import Browser, Locator, Page, expect  # noqa: E402  after the skips

if not CHROMIUM:
    pytest.skip("the browser chromium is not installed here", allow_module_level=True)

# One browser and one set of pages serve them all.
pytestmark = pytest.mark.xdist_group("browser")

CASES = ROOT / "tests" / "cases"

# Makes of a table of two months one of three, with a month between them that is not there.
GAP = (
    ("Februar 2025", "April 2025"),
    ("Januar Februar", "Januar Mars April"),
    ("40 40 41", "40 40 41 39"),
    ("* * *", "* * * *"),
    ("22 21 23", "22 21 23 22"),
    ("17 17 17", "17 17 17 17"),
)
VIEWS = ("findings", "tables", "suppression", "coverage", "guide")
WIDTHS = {"phone": 390, "tablet": 820, "desktop": 1440}

Show = Callable[..., AbstractContextManager[Page]]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Start one browser for all tests of this file."""
    with launched() as browser:
        yield browser


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Write a page of three small cases, of the demo, of the real dumps, and without a finding."""
    folder = tmp_path_factory.mktemp("pages")
    measured(["demo", folder / "demo"])
    cases = [CASES / f"{name}.txt" for name in ("digits_swapped", "only_star", "joint_conflict")]
    inputs: dict[str, list[str | Path]] = {
        "cases": [*cases],
        "demo": sorted((folder / "demo" / "planted").glob("*.txt")),
        "real": [TILT140, TILT100],
        "clean": [CASES / "flat_thousands.txt"],
        "absent": ["absent.txt", cases[0]],
    }
    gap = cases[1].read_text(encoding="utf-8")
    for before, after in GAP:
        gap = gap.replace(before, after)
    (folder / "gap.txt").write_text(gap, encoding="utf-8")
    inputs["gap"] = ["gap.txt"]
    hidden = cases[1].read_text(encoding="utf-8").replace("17 17 17", "17 17 :")
    (folder / "hidden.txt").write_text(hidden, encoding="utf-8")
    inputs["hidden"] = ["hidden.txt"]
    for name in ("cases", "clean", "absent", "gap", "hidden"):
        inputs[name].insert(0, "--excerpt")
    inputs["demo_nb"] = ["--lang", "nb", *inputs["demo"]]
    found = {}
    for name, files in inputs.items():
        found[name] = folder / f"{name}.html"
        measured(["check", *files, "--format", "html", "--output", found[name]], folder)
    return found


@pytest.fixture
def show(browser: Browser, pages: dict[str, Path]) -> Show:
    """Open a page; afterwards hold that it asked for nothing and that its script had no fault."""

    @contextmanager
    def open_page(
        name: str,
        address: str = "",
        *,
        width: int = 1440,
        scheme: str = "light",
        script: bool = True,
    ) -> Iterator[Page]:
        context = browser.new_context(
            viewport={"width": width, "height": 900},
            color_scheme="dark" if scheme == "dark" else "light",
            java_script_enabled=script,
        )
        page = context.new_page()
        # Far more than any step takes on a busy machine.
        page.set_default_timeout(300_000)
        asked: list[str] = []
        faults: list[str] = []
        page.on("request", lambda request: asked.append(request.url.partition("#")[0]))
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.on("console", lambda message: faults.append(message.text))
        page.goto(pages[name].as_uri() + address)
        yield page
        assert set(asked) == {pages[name].as_uri()}
        assert faults == []
        context.close()

    return open_page


def said(page: Page, row: str, column: int) -> str:
    """Give the text of a cell, blanks as one."""
    return " ".join(figure(page, row, column).inner_text().split())


def figure(page: Page, row: str, column: int) -> Locator:
    """Give the cell of a row of the table in sight; column 0 is the first after the label."""
    line = page.locator(".sheet tbody tr").filter(has=page.get_by_text(row, exact=True))
    return line.locator("td").nth(column)


def test_a_finding_marks_its_table(show: Show) -> None:
    """The whole, the parts and the suspect with its repair, by sign and in words."""
    with show("cases") as page:
        page.locator(".option", has_text="the rows do not add up").first.click()
        assert said(page, "I alt", 1) == "Σ305 the whole"
        assert said(page, "Kvinner", 1) == "?194 may be wrong, 149 would fit → 149"
        assert said(page, "Menn", 1) == "+156 a part"
        assert page.locator("td.marked").count() == 3
        assert "350 ≠ 305" in page.locator(".finding.current .equation").inner_text()
        assert page.locator(".finding.current mark.main").inner_text() == "194"


def test_stars_that_leak_are_marked_without_values(show: Show) -> None:
    """Each is marked as one that can be worked out; the print stays a star."""
    with show("cases") as page:
        page.locator(".option", has_text="the only star left in its column").click()
        for column in (1, 2):
            assert said(page, "19 år og under", column) == "◉* star that can be worked out"
        assert said(page, "19 år og under", 0) == "*"


def test_filters_say_how_many_are_left(show: Show, pages: dict[str, Path]) -> None:
    """By severity, rule, section and words; where none is left it is said, and can be undone."""
    counts = json.loads(re.findall(r'id="data">(.*?)</script>', pages["demo"].read_text())[0])
    total = len(counts["findings"])
    with show("demo") as page:
        shown, options = page.locator("#shown"), page.locator(".option:visible")
        assert shown.inner_text() == f"{total} of {total} shown"
        assert options.count() == total
        page.locator("#rule").select_option("TA602")
        leaks = page.locator(".option.error:visible").count()
        assert 0 < leaks < total
        assert shown.inner_text() == f"{leaks} of {total} shown"
        page.get_by_role("checkbox", name="error").uncheck()
        expect(page.get_by_text("No finding passes the filter.")).to_be_visible()
        page.get_by_role("button", name="Show all").click()
        expect(shown).to_have_text(f"{total} of {total} shown")
        page.locator("#section").select_option("Tiltak og kjønn")
        names = options.all_inner_texts()
        assert names
        assert all("Tiltak og kjønn" in one for one in names)
        page.get_by_role("button", name="Show all").click()
        page.locator("#search").fill("2100 SVALBARD")
        expect(options).to_have_count(2)
        assert all("2100 Svalbard" in one for one in options.all_inner_texts())


def test_keyboard_alone(show: Show) -> None:
    """Through findings, to the filter, into the table and to a cell, without a mouse."""
    with show("demo") as page:
        chosen, told = page.locator('.option[aria-selected="true"]'), page.locator("#said")
        first = chosen.get_attribute("id")
        page.keyboard.press("j")
        second = chosen.get_attribute("id")
        assert second != first
        expect(page.locator(f"#{second}")).to_be_focused()
        assert told.inner_text().startswith("Finding 2 of ")
        page.keyboard.press("ArrowUp")
        assert chosen.get_attribute("id") == first
        page.keyboard.press("End")
        assert chosen.get_attribute("id") == page.locator(".option").last.get_attribute("id")
        page.keyboard.press("Home")
        page.keyboard.press("ArrowDown")
        page.keyboard.press("k")
        assert chosen.get_attribute("id") == first
        page.keyboard.press("/")
        expect(page.locator("#search")).to_be_focused()
        page.keyboard.type("jk?")
        assert page.locator("#search").input_value() == "jk?"
        page.keyboard.press("Escape")
        page.keyboard.press("?")
        expect(page.locator("dialog")).to_be_visible()
        page.keyboard.press("Escape")
        expect(page.locator("dialog")).to_be_hidden()
        page.locator('td[tabindex="0"]').focus()
        page.keyboard.press("ArrowRight")
        page.keyboard.press("ArrowDown")
        page.keyboard.press("Enter")
        expect(page.locator("td.chosen")).to_be_focused()
        assert told.inner_text().startswith("Chosen: ")
        outline = page.evaluate("getComputedStyle(document.activeElement).outlineWidth")
        assert outline == "3px"


def test_tab_key_reaches_every_control(show: Show) -> None:
    """Views, filters, the list, the table: each is one stop, in this order."""
    with show("cases") as page:
        reached = []
        for _ in range(30):
            page.keyboard.press("Tab")
            reached.append(
                page.evaluate(
                    "(() => { const e = document.activeElement;"
                    " return e.id || e.className || e.tagName; })()"
                )
            )
            if "SUMMARY" in reached:
                break
        order = ["theme", "help", "tab-findings", "search", "rule", "section", "copy", "SUMMARY"]
        places = [reached.index(name) for name in order]
        assert places == sorted(places)
        assert sum(name.startswith("o-") for name in reached) == 1
        assert any(name.startswith("marked") for name in reached)


def test_the_address_holds_the_choice(show: Show, pages: dict[str, Path]) -> None:
    """It is the fingerprint, and the page comes back to it."""
    with show("demo") as page:
        third = page.locator(".option").nth(2)
        third.click()
        name = (third.get_attribute("id") or "")[2:]
        assert page.url == f"{pages['demo'].as_uri()}#{name}"
        page.reload()
        assert page.locator('.option[aria-selected="true"]').get_attribute("id") == f"o-{name}"
        assert page.evaluate("scrollY") == 0
        page.get_by_role("tab", name="Coverage").click()
        page.reload()
        expect(page.get_by_role("tab", name="Coverage")).to_have_attribute("aria-selected", "true")


def test_another_identity_of_a_finding_is_worded(show: Show) -> None:
    """The equation above the table is that of the identity that is marked in it."""
    with show("cases") as page:
        page.locator(".option", has_text="the rows do not add up").first.click()
        equation = page.locator(".finding.current .equation")
        first = equation.inner_text()
        page.locator(".finding.current").get_by_label("Identity").select_option(index=1)
        assert "the mean is the rounded mean of the months" in equation.inner_text()
        assert "off by 22" in equation.inner_text()
        page.locator(".finding.current").get_by_label("Identity").select_option(index=0)
        assert equation.inner_text() == first


def test_an_address_of_nothing_shows_the_worst_finding(show: Show, pages: dict[str, Path]) -> None:
    """An address that was cut or made up is no reason for an empty page."""
    with show("cases") as page:
        for address in ("#%E0%A4%A", "#constructor", "#t-999", "#t-x", "#f-", "#%"):
            page.goto("about:blank")
            page.goto(pages["cases"].as_uri() + address)
            expect(page.locator(".finding.current")).to_have_count(1)
            assert page.locator(".option").first.get_attribute("aria-selected") == "true"


def test_a_figure_of_a_broken_identity_is_not_said_to_be_safe(show: Show) -> None:
    """How far it can move is said only where no identity of it is broken."""
    with show("cases") as page:
        page.locator(".option", has_text="the rows do not add up").first.click()
        figure(page, "Kvinner", 1).click()
        assert "violated" in page.locator(".aside").inner_text()
        assert "can move" not in page.locator(".aside").inner_text()
        figure(page, "I alt", 2).click()
        told = page.locator(".aside").inner_text()
        assert "It cannot change without breaking one of them." in told


def test_a_cell_lists_its_identities(show: Show) -> None:
    """A figure of a kommune is in its column, its mean, and its fylke; one can be looked at."""
    with show("real") as page:
        page.locator("#tab-tables").click()
        number = page.evaluate(
            "[...document.querySelectorAll('#table optgroup')]"
            ".find((one) => one.label === 'TILT140 · Tiltak og kommune').children[0].value"
        )
        page.locator("#table").select_option(str(number))
        assert page.locator(".sheet tbody tr").count() >= 354
        figure(page, "0301 Oslo", 1).click()
        listed = page.locator(".cell li")
        laws = sorted(one.split()[2] for one in listed.all_inner_texts())
        assert laws == ["TA201", "TA301", "TA403"]
        listed.filter(has_text="TA301").get_by_role("button").click()
        assert page.locator("td.marked.part").count() == 11
        assert page.locator("td.marked.whole").count() == 1
        listed.filter(has_text="TA403").get_by_role("button").click()
        assert page.get_by_role("group", name="Tables concerned").get_by_role("button").count() == 2


def test_a_row_is_drawn(show: Show) -> None:
    """Stars as bars, printed months as points, the mean as a line, and all of it in words."""
    with show("cases") as page:
        page.locator(".option", has_text="the only star left in its column").click()
        figure(page, "19 år og under", 1).click()
        picture = page.get_by_role("img", name="Months of 19 år og under")
        assert "2025-01: 0–3; 2025-02: 0–3" in (picture.get_attribute("aria-label") or "")
        assert page.locator("svg .bar").count() == 2
        assert page.locator("svg .dot, svg .mean").count() == 0
        figure(page, "20-24 år", 1).click()
        picture = page.get_by_role("img", name="Months of 20-24 år")
        assert "2025-01: 21; 2025-02: 23; printed mean 22" in (
            picture.get_attribute("aria-label") or ""
        )
        assert page.locator("svg .dot").count() == 2
        assert page.locator("svg .curve").count() == page.locator("svg .mean").count() == 1


def test_what_is_hidden_beside_stars_is_marked(show: Show) -> None:
    """In its cell, where no finding is chosen, and in the legend."""
    with show("hidden", "#t-0") as page:
        (cell,) = page.locator("td.besides").all()
        expect(cell).to_contain_text(": hidden beside stars")
        expect(page.locator(".legend")).to_contain_text("hidden beside stars")


def test_a_month_that_is_not_there_is_a_gap(show: Show) -> None:
    """No line is drawn across it, and it is said to be unread."""
    with show("gap", "#t-0") as page:
        figure(page, "20-24 år", 1).click()
        picture = page.get_by_role("img", name="Months of 20-24 år")
        assert "2025-02: unread" in (picture.get_attribute("aria-label") or "")
        assert page.locator("svg .dot").count() == 3
        assert page.locator("svg .curve").count() == 1


def test_heat_maps_lead_to_tables(show: Show) -> None:
    """Of three measures one is in sight; a number leads to its table."""
    with show("real", "#tables") as page:
        assert page.locator(".measure:visible").count() == 1
        assert page.locator(".measure:visible .heat tbody tr").count() == 60 + 23
        for name in ("Share recoverable", "Blind width"):
            page.get_by_label(name).check()
            expect(page.locator(".measure:visible h3")).to_contain_text(name)
        line = page.locator(".measure:visible .map", has_text="TILT140 · Tiltak og fylke")
        line.locator("tr", has_text="mentor").locator("td").nth(3).click()
        heading = page.locator("#tables .view h3").first
        expect(heading).to_have_text("TILT140 · Tiltak og fylke · mentor")
        page.locator("#table").select_option("")
        expect(page.locator(".view")).to_have_count(0)


def test_without_findings_the_coverage_is_in_sight(show: Show) -> None:
    """At once, below the sentence that says so; the other views are one click away."""
    with show("clean") as page:
        expect(page.get_by_text("No finding. What was judged")).to_be_visible()
        expect(page.locator("#coverage table").first).to_be_visible()
        page.get_by_role("tab", name="Tables").click()
        expect(page.locator("#coverage table").first).to_be_hidden()


def test_light_and_dark(show: Show) -> None:
    """As the system says, or as the switch."""
    back = "getComputedStyle(document.body).backgroundColor"
    seen = {}
    for scheme in ("light", "dark"):
        with show("cases", scheme=scheme) as page:
            seen[scheme] = page.evaluate(back)
            page.locator("#theme").click()
            assert page.locator("#theme").inner_text() == "Colours: light"
            assert page.evaluate(back) == "rgb(255, 255, 255)"
            page.locator("#theme").click()
            assert page.evaluate(back) != "rgb(255, 255, 255)"
    assert seen["light"] == "rgb(255, 255, 255)" != seen["dark"]


def test_print_shows_everything_but_controls(show: Show) -> None:
    """Verdict, all findings with lines or figures, coverage, options."""
    with show("cases") as page:
        page.emulate_media(media="print")
        articles = page.locator(".finding")
        assert articles.count() == page.locator(".finding:visible").count() > 2
        seen = (".verdict strong", ".answer", ".conclusion li", ".error .source", "#coverage table")
        for selector in (*seen, ".trail dd"):
            assert page.locator(f"{selector}:visible").count() == page.locator(selector).count()
        for selector in (
            "#filter",
            "#list",
            "#tabs",
            "#theme",
            ".sheet",
            "#measures",
            "dialog",
            ".acts",
        ):
            assert page.locator(f"{selector}:visible").count() == 0, selector


@pytest.mark.parametrize("name", ["demo", "demo_nb"])
def test_print_of_the_exercise(show: Show, name: str) -> None:
    """At most 8 pages: the conclusion alone, then findings, coverage, and the options last."""
    with show(name) as page:
        findings = page.locator(".finding").count()
        with pdfplumber.open(io.BytesIO(page.pdf(format="A4"))) as printed:
            texts = [one.extract_text() for one in printed.pages]
    assert findings > 20
    assert len(texts) <= 8
    head, rest = texts[0], "\n".join(texts[1:])
    said = {
        "demo": ("FAIL", "Date and signature", "Findings", "Coverage", "Options, hashes"),
        "demo_nb": ("IKKE BESTÅTT", "", "Funn", "Dekning", "Valg, sjekksummer"),
    }[name]
    verdict, signed, *order = said
    assert verdict in head
    assert signed in head
    assert "2100 Svalbard" in head
    assert not any(re.search(f"^{one}$", head, re.MULTILINE) for one in order)
    places = [rest.index(one) for one in order]
    assert places == sorted(places)


def test_without_a_script_the_findings_are_there(show: Show) -> None:
    """All of them, with equation, suspect and lines; no control that does nothing."""
    with show("demo", script=False) as page:
        assert page.locator(".finding:visible").count() == page.locator(".finding").count() > 20
        assert page.locator("button:visible, select:visible, input:visible").count() == 0
        assert page.locator(".equation:visible").count() > 5


IN_SIGHT = """(cell) => {
  const [box, sheet] = [cell, cell.closest(".scroll")].map((one) => one.getBoundingClientRect());
  return box.top >= Math.max(sheet.top, 0) && box.bottom <= Math.min(sheet.bottom, innerHeight)
    && box.left >= sheet.left && box.right <= sheet.right;
}"""


@pytest.mark.parametrize("name", ["demo", "demo_nb"])
def test_whole_and_culprit_are_in_sight(show: Show, name: str) -> None:
    """Of the first finding, when the page is opened; the total stays where one scrolls."""
    with show(name) as page:
        whole, culprit = page.locator("td.whole"), page.locator("td.suspect")
        assert page.evaluate("scrollY") == 0
        assert re.search(r"^\?7 .*9.* → 9$", " ".join(culprit.inner_text().split()))
        assert whole.evaluate(IN_SIGHT)
        assert culprit.evaluate(IN_SIGHT)
        page.locator(".fold button").first.click()
        page.evaluate("document.querySelector('.sheet').closest('.scroll').scrollTop = 1e6")
        assert page.evaluate("document.querySelector('.sheet').closest('.scroll').scrollTop") > 0
        assert whole.evaluate(IN_SIGHT)


def test_folded_rows_unfold(show: Show) -> None:
    """By a click or by a key, from the cells, and back; the button says how many there are."""
    with show("demo") as page:
        rows, button = page.locator(".sheet [data-row]"), page.locator(".fold button")
        hidden = rows.count() - page.locator(".sheet [data-row]:visible").count()
        assert hidden > 10
        assert button.inner_text() == f"▸ {hidden} rows between".removeprefix("▸ ")
        page.locator('td[tabindex="0"]').focus()
        page.keyboard.press("ArrowUp")
        page.keyboard.press("ArrowUp")
        expect(button).to_be_focused()
        page.keyboard.press("Enter")
        assert page.locator(".sheet [data-row]:visible").count() == rows.count()
        expect(button).to_have_attribute("aria-expanded", "true")
        page.keyboard.press("ArrowDown")
        assert page.evaluate("document.activeElement.parentNode.dataset.row") == "1"
        button.click()
        assert rows.count() - page.locator(".sheet [data-row]:visible").count() == hidden


def test_a_finding_is_copied_as_text(show: Show) -> None:
    """What it is, where, its equation, its culprit; where a browser refuses, into a field."""
    with show("cases") as page:
        page.context.grant_permissions(["clipboard-read", "clipboard-write"])
        page.locator(".option", has_text="the rows do not add up").first.click()
        page.locator(".copy").click()
        expect(page.locator(".copy")).to_have_text("Copied")
        text = page.evaluate("navigator.clipboard.readText()")
        assert text.startswith("✗ error TA201 column-sum: the rows do not add up")
        assert "Σ of 2 figures = 350 ≠ 305 (I alt, 2025-01), off by 45" in text
        assert "culprit: Kvinner 2025-01: 194 → 149 (two digits swapped), mends 2 of 2" in text
        page.evaluate(
            "() => { navigator.clipboard.writeText = () => Promise.reject(new Error()); }"
        )
        page.locator(".copy").click()
        expect(page.locator(".by-hand")).to_have_value(text)


def test_the_page_of_a_rule_is_one_click_away_and_so_is_the_way_back(show: Show) -> None:
    """From a finding to its rule, and by the link or the browser's own button to it again."""
    with show("demo") as page:
        page.locator(".option").nth(2).click()
        chosen = page.url
        link = page.locator(".finding.current .acts a")
        code = (link.get_attribute("href") or "")[3:]
        link.click()
        expect(page.locator(f"#r-{code} h3")).to_be_focused()
        page.locator("#guide .back").click()
        assert page.url == chosen
        page.locator(".finding.current .acts a").click()
        page.go_back()
        expect(page.locator(".finding.current")).to_be_visible()
        assert page.url == chosen


def test_the_way_back_on_a_phone(show: Show) -> None:
    """From a finding to the list that stands above it, and from a table to all of them."""
    with show("demo", width=390) as page:
        page.locator(".option").nth(2).click()
        expect(page.locator(".finding.current")).to_be_in_viewport()
        page.locator("#to-list").click()
        expect(page.locator('.option[aria-selected="true"]')).to_be_focused()
        expect(page.locator('.option[aria-selected="true"]')).to_be_in_viewport()
        page.locator("#tab-tables").click()
        page.locator(".measure:visible .heat a").first.click()
        page.locator("#to-tables").click()
        expect(page.locator("#to-tables")).to_be_hidden()
        expect(page.locator(".sheet")).to_have_count(0)


GEOMETRY = r"""() => {
  const apart = ".scroll, #list, .sr, .js main > section > h2, .skip, svg, dialog, select";
  const inner = (element) => element.closest(apart);
  const texts = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const [node, parent] = [walker.currentNode, walker.currentNode.parentElement];
    if (!node.data.trim() || inner(parent) || !parent.checkVisibility()) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    for (const box of range.getClientRects()) {
      if (box.width > 1) texts.push([box, node.data.trim().slice(0, 40)]);
    }
  }
  const faults = [];
  texts.forEach(([one, said], index) => {
    if (one.left < 0 || one.right > innerWidth + 0.5) faults.push(`outside: ${said}`);
    for (const [other, also] of texts.slice(index + 1)) {
      const wide = Math.min(one.right, other.right) - Math.max(one.left, other.left);
      const high = Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top);
      if (wide > 2 && high > 4) faults.push(`overlap: ${said} | ${also}`);
    }
  });
  for (const element of document.querySelectorAll("button, th, td, label, .option, dd, h4")) {
    if (element.checkVisibility() && element.scrollWidth > element.clientWidth + 2
        && element.clientWidth && !element.closest(".sr")) {
      faults.push(`clipped: ${element.textContent.slice(0, 40)}`);
    }
  }
  for (const element of document.querySelectorAll("th, dt, dd, h1, h3, h4, p, label")) {
    const longest = Math.max(...element.textContent.split(/\s/).map((word) => word.length));
    const line = parseFloat(getComputedStyle(element).fontSize);
    if (element.checkVisibility() && !element.closest(".sr") && element.clientWidth
        && element.clientWidth < Math.min(longest, 12) * line * 0.4) {
      faults.push(`squeezed: ${element.textContent.slice(0, 40)}`);
    }
  }
  if (document.documentElement.scrollWidth > innerWidth) faults.push("the page is too wide");
  return [texts.length, faults];
}"""


def slow(*values: object) -> object:
    """Give what is one more page of a kind that is tried anyhow."""
    return pytest.param(*values, marks=pytest.mark.slow)


@pytest.mark.parametrize(
    ("name", "width"),
    [
        *(("demo", width) for width in WIDTHS.values()),
        ("cases", 390),
        ("absent", 820),
        ("clean", 1440),
        *(slow("cases", width) for width in (820, 1440)),
        *(slow("absent", width) for width in (390, 1440)),
        *(slow("clean", width) for width in (390, 820)),
    ],
)
def test_nothing_is_clipped_or_overlaps(show: Show, name: str, width: int) -> None:
    """No text lies on another, leaves its box or the window, in any view at three widths."""
    with show(name, width=width) as page:
        for view in VIEWS:
            page.locator(f"#tab-{view}").click()
            if view == "findings" and page.locator("td.marked").count():
                page.locator("td.marked").first.click()
            texts, faults = page.evaluate(GEOMETRY)
            assert texts > 10
            assert faults == [], view


@pytest.mark.parametrize("name", ["demo", "demo_nb"])
def test_the_first_sight(show: Show, name: str) -> None:
    """Light and dark, at three widths: nothing clipped; whole and culprit stand in one view."""
    with show(name) as page:
        for width, scheme in itertools.product(WIDTHS.values(), ("light", "dark")):
            page.set_viewport_size({"width": width, "height": 900})
            page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
            assert page.evaluate(GEOMETRY)[1] == [], (width, scheme)
            if width < 1440:
                page.locator(".sheet").evaluate("(one) => one.closest('.scroll').scrollIntoView()")
            for kind in ("whole", "suspect"):
                assert page.locator(f"td.{kind}").evaluate(IN_SIGHT), (width, scheme)
            assert page.locator(".first").is_visible()


def test_figures_in_other_tables_stand_beside(show: Show) -> None:
    """The whole in another table, with its sign; a click leads to it, and back to the culprit."""
    with show("demo") as page:
        page.locator(".option", has_text="the parts in other tables do not add up").click()
        others = page.locator(".elsewhere li")
        assert (others.first.text_content() or "").startswith("Σ103 the wholeDigital oppfølging")
        assert others.count() == 3
        assert page.locator("td.suspect").first.evaluate(IN_SIGHT)
        others.first.get_by_role("button").click()
        expect(page.locator("td.whole")).to_contain_text("103")
        assert others.first.locator(".suspect").count() == 1
        others.first.get_by_role("button").click()
        expect(page.locator("td.suspect").first).to_be_visible()


def test_the_way_back_stays_in_sight(show: Show) -> None:
    """On a phone, however far down the page of a rule one has read."""
    with show("demo", "#view-guide", width=390) as page:
        page.locator("#h-words").scroll_into_view_if_needed()
        assert page.evaluate("scrollY") > 2000
        expect(page.locator("#guide .back")).to_be_in_viewport()


@pytest.mark.parametrize(
    ("name", "width", "scheme"),
    [
        ("cases", 1440, "dark"),
        ("demo", 390, "light"),
        ("absent", 820, "dark"),
        slow("cases", 1440, "light"),
        slow("demo", 390, "dark"),
        slow("absent", 820, "light"),
        slow("clean", 390, "light"),
        slow("clean", 390, "dark"),
        *(
            slow(name, width, scheme)
            for name, width, scheme in itertools.product(
                ("demo", "demo_nb"), WIDTHS.values(), ("light", "dark")
            )
        ),
    ],
)
def test_axe_finds_no_fault(show: Show, name: str, width: int, scheme: str) -> None:
    """In every view, with a finding, a cell and a table chosen, and the keys shown."""
    axe = axe_api.Axe()

    def hold(page: Page, what: str) -> None:
        found = axe.run(page).response["violations"]
        told = [(one["id"], [node["html"][:150] for node in one["nodes"][:3]]) for one in found]
        assert told == [], what

    with show(name, width=width, scheme=scheme) as page:
        for view in VIEWS:
            page.locator(f"#tab-{view}").click()
            if view == "findings" and page.locator("td.marked").count():
                page.locator("td.marked").first.click()
            hold(page, view)
        page.locator("#tab-tables").click()
        page.locator(".measure:visible .heat a").last.click()
        page.locator(".sheet td").nth(1).click()
        hold(page, "a table")
        page.locator("#help").click()
        hold(page, "keys")


def test_rows_of_an_archive_are_filtered_and_sorted(browser: Browser, tmp_path: Path) -> None:
    """The rows that hold all words are shown, and a head sorts them both ways; axe has no word."""
    folder = tmp_path / "archive"
    folder.mkdir()
    for case in ("digits_swapped", "only_star", "flat_thousands"):
        text = (CASES / f"{case}.txt").read_text("utf-8")
        (folder / f"{case}.txt").write_text(text, encoding="utf-8")
    path = tmp_path / "summary.html"
    measured(["check", folder, "--no-disclosure", "--no-cache", "--output", path, "--lang", "en"])
    with browser.new_context() as context:
        page = context.new_page()
        page.goto(path.as_uri())
        rows, files = page.locator("tbody tr:visible"), page.locator("tbody td:last-child")
        expect(rows).to_have_count(3)
        page.get_by_role("searchbox").fill("ONLY star")
        expect(rows).to_have_count(1)
        expect(page.locator("#count")).to_have_text("1 / 3")
        page.get_by_role("searchbox").fill("")
        for order in (sorted, lambda names: sorted(names, reverse=True)):
            page.get_by_role("button", name="File").click()
            names = files.all_inner_texts()
            assert names == order(names)
        assert axe_api.Axe().run(page).violations_count == 0

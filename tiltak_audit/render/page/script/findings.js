// @ts-check
// The findings: their list, its filters, the one that is chosen.

const articles = all(".finding");
const options = articles.map((article) => {
  const name = article.id.slice(2);
  const text = (selector) => article.querySelector(selector)?.textContent.trim() || "";
  const option = make("div",
    { class: `option ${article.dataset.kind}`, role: "option", id: `o-${name}`,
      tabindex: "-1", "aria-selected": "false" },
    make("span", { class: "code" }, `${text(".badge")} · ${text(".code")}`),
    make("b", {}, text(".message")),
    make("span", { class: "about" }, text(".about") || text(".where")));
  option.dataset.text = `${option.textContent} ${text(".where")}`.toLowerCase();
  return { name, article, option };
});

const visibleOptions = () => options.filter(({ option }) => !option.hidden);

function applyFilter() {
  const search = control("search").value.trim().toLowerCase();
  const [rule, section] = [control("rule").value, control("section").value];
  const kinds = new Set(all('[name="kind"]:checked').map((box) => box.value));
  for (const { article, option } of options) {
    const { kind, code, section: own } = article.dataset;
    option.hidden = !(kinds.has(kind) && (!rule || code === rule)
      && (!section || own === section) && option.dataset.text.includes(search));
  }
  const left = visibleOptions().length;
  at("shown").textContent = fill(words.shown, { n: count(left), total: count(options.length) });
  at("nothing").hidden = left > 0;
  at("list").hidden = left === 0;
}

/** Choose a finding: its words, its table, its place in the list and in the address. */
function openFinding(name, { focus = false, kept = false } = {}) {
  const chosen = options.find((one) => one.name === name);
  if (!chosen) return;
  openTab("findings");
  for (const { article, option } of options) {
    const is = article === chosen.article;
    article.classList.toggle("current", is);
    option.setAttribute("aria-selected", String(is));
    option.setAttribute("tabindex", is ? "0" : "-1");
  }
  const [place, proofs] = data.findings[name];
  view.finding = name;
  view.chosen = null;
  view.proof = proofs[0] || null;
  const table = place[0] < 0 && view.proof ? tableOfRow[termsOf(view.proof)[0].row] : place[0];
  offerCopy(chosen.article);
  showTable(table, chosen.article.querySelector(".slot"));
  if (focus) chosen.option.focus({ preventScroll: true });
  showInList(chosen.option);
  // Not the article's own name: browsers scroll to that when they have loaded the page.
  address(name, kept);
  const shown = visibleOptions();
  const n = shown.indexOf(chosen) + 1;
  const title = chosen.option.textContent;
  // A filter may have taken it from the list.
  say(n ? fill(words.at, { n: count(n), total: count(shown.length), name: title }) : title);
}

/** Scroll the list, not the page. */
function showInList(option) {
  const [outer, inner] = [at("list").getBoundingClientRect(), option.getBoundingClientRect()];
  if (inner.top < outer.top) at("list").scrollTop -= outer.top - inner.top;
  else if (inner.bottom > outer.bottom) at("list").scrollTop += inner.bottom - outer.bottom;
}

function step(by) {
  const shown = visibleOptions();
  const now = shown.findIndex(({ name }) => name === view.finding);
  const next = shown[Math.min(Math.max(now + by, 0), shown.length - 1)];
  if (next) openFinding(next.name, { focus: true });
}

/** Name what is shown; kept where the reader would come back to what was shown before. */
function address(name, kept = false) {
  if (kept && location.hash !== `#${name}`) history.pushState(null, "", `#${name}`);
  else history.replaceState(null, "", `#${name}`);
}

function startFindings() {
  if (!options.length) return;
  at("list").classList.toggle("long", options.length > LONG_LIST);
  at("list").append(...options.map(({ option }) => option));
  at("list").addEventListener("click", (event) => {
    const option = targetOf(event).closest(".option");
    if (option) read(option.id.slice(2));
  });
  at("list").addEventListener("keydown", (event) => {
    const ends = { Home: -options.length, End: options.length };
    const by = { ArrowDown: 1, ArrowUp: -1, ...ends }[event.key];
    if (by) step(by);
    else if (event.key === "Enter") read(view.finding);
    else return;
    event.preventDefault();
  });
  at("filter").addEventListener("input", applyFilter);
  at("filter").addEventListener("submit", (event) => event.preventDefault());
  at("filter").addEventListener("reset", () => setTimeout(applyFilter));
  copyButton.addEventListener("click", copyFinding);
  at("to-list").addEventListener("click", () => {
    first(".side").scrollIntoView();
    first('.option[aria-selected="true"]').focus();
  });
  at("to-list").hidden = false;
  first(".side").hidden = false;
  applyFilter();
}

/** Choose a finding in order to read it: where the list stands above, go down to it. */
function read(name) {
  openFinding(name, { focus: true, kept: true });
  if (matchMedia("(width < 900px)").matches) at("detail").scrollIntoView();
}

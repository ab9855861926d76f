// @ts-check
// The views of the page, and the address that names what is shown.

const tabs = all('[role="tab"]');

function openTab(name) {
  for (const tab of tabs) {
    const is = tab.id === `tab-${name}`;
    tab.setAttribute("aria-selected", String(is));
    tab.setAttribute("tabindex", is ? "0" : "-1");
    // Where nothing was found, what was judged is what there is to see.
    const beside = name === "findings" && !options.length && tab.id === "tab-coverage";
    at(tab.id.slice(4)).classList.toggle("current", is || beside);
  }
}

/** Show a table by itself, above the heat maps. */
function openTable(number) {
  openTab("tables");
  Object.assign(view, { finding: null, proof: null, chosen: null });
  control("table").value = String(number);
  showTable(number, at("table-slot"));
  at("to-tables").hidden = false;
  address(`t-${number}`);
  say(nameOf(tables[number]));
}

function closeTable() {
  root.remove();
  view.table = -1;
  at("to-tables").hidden = true;
  control("table").value = "";
  address("view-tables");
}

/** Show what the address names; at first the worst finding. */
function route() {
  const name = location.hash.slice(1).replace(/^view-/, "");
  const number = Number(name.slice(2));
  const finding = name.replace(/^f-/, "");
  if (Object.hasOwn(data.findings, finding)) openFinding(finding);
  else if (name.startsWith("t-") && tables[number]) {
    openTable(number);
    at("choose").scrollIntoView();
  } else if (name.startsWith("r-") && at(name)) openRule(name);
  else if (tabs.some((tab) => tab.id === `tab-${name}`)) visit(name);
  else if (options.length) openFinding(worst());
  else openTab("findings");
}

/** Name the finding to begin with: that of the sentence on top, else the first. */
const worst = () => first(".first a")?.getAttribute("href").slice(3) || options[0].name;

/** Show the page of a rule, from which the way back leads to the finding. */
function openRule(name) {
  openTab("guide");
  at(name).scrollIntoView();
  at(name).querySelector("h3").focus({ preventScroll: true });
}

/** Open a view, with the finding that was chosen there before. */
function visit(name) {
  const before = document.querySelector(".finding.current") || articles[0];
  if (name === "findings" && before) openFinding(before.id.slice(2));
  else {
    openTab(name);
    if (name === "tables") closeTable();
    // As with findings, not the name of the section.
    address(`view-${name}`);
  }
}

function startTabs() {
  for (const tab of tabs) {
    tab.addEventListener("click", () => visit(tab.id.slice(4)));
    tab.addEventListener("keydown", (event) => {
      const by = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
      if (!by) return;
      const next = tabs.at((tabs.indexOf(tab) + by) % tabs.length);
      visit(next.id.slice(4));
      next.focus();
    });
    at(tab.id.slice(4)).setAttribute("role", "tabpanel");
    at(tab.id.slice(4)).setAttribute("aria-labelledby", tab.id);
  }
  at("tabs").hidden = false;
}

function startTables() {
  const groups = new Map();
  tables.forEach((table, number) => {
    if (!groups.has(table.section)) {
      groups.set(table.section, make("optgroup", { label: table.section }));
    }
    groups.get(table.section).append(make("option", { value: number }, table.label || "I alt"));
  });
  at("table").append(make("option", { value: "" }, words.all), ...groups.values());
  at("table").addEventListener("change", () => {
    if (control("table").value) openTable(Number(control("table").value));
    else closeTable();
  });
  for (const form of [at("choose"), at("measures")]) form.hidden = !tables.length;
  const measures = all(".measure");
  const turn = () => {
    const chosen = all('[name="measure"]:checked')[0].value;
    for (const one of measures) one.classList.toggle("current", one.dataset.measure === chosen);
  };
  at("measures").addEventListener("change", turn);
  turn();
  document.querySelector("main").addEventListener("click", (event) => {
    const cell = targetOf(event).closest(".heat td");
    const link = cell && cell.parentNode.querySelector("a");
    if (link) location.hash = link.hash;
  });
}

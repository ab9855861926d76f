"use strict";
(() => {
  const data = JSON.parse(document.getElementById("data").textContent);
  const words = data.texts;
  const at = (id) => document.getElementById(id);

  /** The signs of verdicts, so that they do not rest on colour. */
  const SIGNS = { s: "=", c: "≈", v: "∅", n: "–", x: "≠" };
  /** What a marked cell is, from the weakest to the strongest: class, sign, words. */
  const MARKS = {
    here: ["", words.here],
    narrowed: ["○", words.narrowed],
    recoverable: ["◉", words.recoverable],
    part: ["+", words.part],
    star: ["+", words.star],
    whole: ["Σ", words.whole],
    suspect: ["?", words.suspect],
  };
  const FEW_TABLES = 5;
  const LONG_LIST = 500;

  /** Make an element; a text child is never read as HTML. */
  function make(tag, attributes = {}, ...children) {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    element.append(...children);
    return element;
  }

  const fill = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name]);
  const grouped = (printed) => printed.replace(/\B(?=(\d{3})+$)/g, "\u202f");
  const periodName = (period) => (period === "mean" ? words.mean : period);
  const say = (text) => { at("said").textContent = text; };

  // ---- the tables -------------------------------------------------------------------------

  const tables = data.tables.map(([section, label, periods, first, rows]) =>
    ({ section, label, periods, first, rows }));
  const tableOfRow = [];
  tables.forEach((table, number) => table.rows.forEach(() => tableOfRow.push(number)));
  const nameOf = (table) => `${table.section} · ${table.label || "I alt"}`;

  /** Give a row by its number: its label, its place, and its figures as printed. */
  function rowAt(number) {
    const table = tables[tableOfRow[number]];
    const [label, place, figures, blind, leaks] = table.rows[number - table.first];
    return { table, label, place, figures: figures.split(" "), blind: blind.split(" "), leaks };
  }

  // ---- the identities ---------------------------------------------------------------------

  let identitiesOfRow = null;

  /** List the identities that hold a cell, each with its period. */
  function identitiesOf(row, column) {
    if (!identitiesOfRow) {
      identitiesOfRow = new Map();
      data.identities.forEach(([, , wholes, parts], number) => {
        for (const one of [...wholes, ...parts]) {
          if (!identitiesOfRow.has(one)) identitiesOfRow.set(one, []);
          identitiesOfRow.get(one).push(number);
        }
      });
    }
    const period = rowAt(row).table.periods[column];
    return (identitiesOfRow.get(row) || [])
      .map((number) => [number, isMean(number) ? "mean" : period])
      .filter(([number]) => isMean(number) || periodsOf(number).includes(period));
  }

  const isMean = (number) => data.identities[number][0] === data.mean;
  const periodsOf = (number) => data.periods[data.identities[number][4]];

  function verdictOf([number, period]) {
    return data.identities[number][5][isMean(number) ? 0 : periodsOf(number).indexOf(period)];
  }

  /** List the cells of an identity in a period, each with its part in it. */
  function termsOf([number, period]) {
    const [, , wholes, parts] = data.identities[number];
    if (isMean(number)) {
      return rowAt(wholes[0]).figures.map((_, column) =>
        ({ row: wholes[0], column, kind: column ? "part" : "whole" }));
    }
    const term = (kind) => (row) =>
      ({ row, column: rowAt(row).table.periods.indexOf(period), kind });
    return [...wholes.map(term("whole")), ...parts.map(term("part"))];
  }

  const lawOf = ([number]) => data.laws[data.identities[number][0]];
  const textOf = ([number]) => data.said[data.identities[number][1]];

  // ---- one table, drawn -------------------------------------------------------------------

  /** What the one view shows: a finding's or a chosen table, an identity, a chosen cell. */
  const view = { finding: null, table: -1, proof: null, chosen: null, body: null };
  const root = make("div", { class: "view" });

  function marksOf() {
    const marks = new Map();
    const mark = (row, column, kind, repair = "") => {
      const key = `${row} ${column}`;
      const order = Object.keys(MARKS);
      const before = marks.get(key);
      if (!before || order.indexOf(kind) > order.indexOf(before.kind)) {
        marks.set(key, { row, column, kind, repair });
      }
    };
    const finding = view.finding && data.findings[view.finding];
    const [place, , suspects, covers] = finding || [[-1, -1, -1], [], [], []];
    if (!finding) {
      tables[view.table].rows.forEach(([, , , , leaks], number) => {
        [...leaks].forEach((leak, column) => {
          if (leak !== ".") {
            mark(tables[view.table].first + number, column, leak === "r" ? "recoverable" : "narrowed");
          }
        });
      });
    }
    for (const { row, column, kind } of view.proof ? termsOf(view.proof) : []) {
      const star = rowAt(row).figures[column] === "*";
      mark(row, column, star && kind === "part" ? "star" : kind);
    }
    if (place[2] >= 0) mark(place[1], place[2], "here");
    for (const [row, column] of covers) {
      const leak = rowAt(row).leaks[column] === "r" ? "recoverable" : "narrowed";
      marks.delete(`${row} ${column}`);
      mark(row, column, leak);
    }
    for (const [row, column, repair] of suspects) mark(row, column, "suspect", repair);
    return marks;
  }

  const cellAt = (row, column) => {
    const line = view.body.rows[row - tables[view.table].first];
    return line && line.cells[column + 1];
  };

  /** Mark the cells of the chosen identity and finding, and say what the marks mean. */
  function showMarks() {
    showEquation();
    for (const cell of view.body.querySelectorAll("td.marked")) {
      const { row, column } = whereIs(cell);
      cell.className = "";
      cell.replaceChildren(grouped(rowAt(row).figures[column]));
    }
    const seen = new Map();
    for (const { row, column, kind, repair } of marksOf().values()) {
      if (tableOfRow[row] !== view.table) continue;
      const [sign, said] = MARKS[kind];
      const star = rowAt(row).figures[column] === "*" && ["star", "whole"].includes(kind);
      const cell = cellAt(row, column);
      cell.className = `marked ${kind}`;
      const figure = grouped(rowAt(row).figures[column]) + (star ? " 0–3" : "");
      cell.replaceChildren(
        make("span", { class: "mark", "aria-hidden": "true" }, sign), figure,
        make("span", { class: "sr" }, ` ${fill(said, { repair })}`));
      if (repair) cell.append(make("span", { class: "repair", "aria-hidden": "true" }, `→ ${repair}`));
      seen.set(kind, [sign || "□", said.replace(/[,:]? ?\{repair\}.*/, "")]);
    }
    root.querySelector(".legend").replaceChildren(...[...seen.values()].map(([sign, said]) =>
      make("li", {}, make("b", { "aria-hidden": "true" }, sign), ` ${said}`)));
    if (view.chosen && tableOfRow[view.chosen.row] === view.table) {
      cellAt(view.chosen.row, view.chosen.column).classList.add("chosen", "marked");
    }
  }

  /** Word the identity that is marked; the page itself words the finding's first. */
  function showEquation() {
    const box = root.closest(".finding")?.querySelector(".equation");
    if (!box || !view.proof) return;
    const [, , equation = ""] = view.proof;
    box.querySelector(".law").textContent = textOf(view.proof);
    box.querySelector(".sum").textContent = equation;
  }

  const whereIs = (cell) => ({
    row: tables[view.table].first + cell.parentNode.sectionRowIndex,
    column: cell.cellIndex - 1,
  });

  /** Draw the table of the view with all its rows; cells are one stop of the tab key. */
  function drawTable() {
    const table = tables[view.table];
    const head = make("tr", {}, make("th", { scope: "col" }, words.row),
      ...table.periods.map((period) => make("th", { scope: "col" }, periodName(period))));
    const body = make("tbody");
    table.rows.forEach(([label, place, figures], number) => {
      const line = make("tr", number ? {} : { class: "total" },
        make("th", { scope: "row", title: place }, label));
      for (const printed of figures.split(" ")) {
        line.append(make("td", { tabindex: "-1" }, grouped(printed)));
      }
      body.append(line);
    });
    view.body = body;
    const sheet = make("table",
      { class: "sheet", role: "grid", "aria-label": nameOf(table), lang: "nb" },
      make("thead", {}, head), body);
    sheet.addEventListener("click", (event) => {
      const cell = event.target.closest("tbody td, tbody th");
      if (cell) choose({ ...whereIs(cell), column: Math.max(whereIs(cell).column, 0) });
    });
    sheet.addEventListener("keydown", moveInTable);
    body.rows[0]?.cells[1]?.setAttribute("tabindex", "0");
    root.querySelector(".scroll").replaceChildren(sheet);
  }

  /** Move the focus from cell to cell; choose on Enter or the space bar. */
  function moveInTable(event) {
    const cell = event.target.closest("td");
    const steps = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0] };
    if (!cell || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Enter" || event.key === " ") {
      choose(whereIs(cell));
    } else if (event.key === "Home" || event.key === "End") {
      focusCell(cell.parentNode.cells[event.key === "Home" ? 1 : cell.parentNode.cells.length - 1]);
    } else if (steps[event.key]) {
      const [down, right] = steps[event.key];
      const line = view.body.rows[cell.parentNode.sectionRowIndex + down];
      focusCell(line && line.cells[cell.cellIndex + right]);
    } else {
      return;
    }
    event.preventDefault();
    event.stopPropagation();
  }

  function focusCell(cell) {
    if (!cell || cell.tagName !== "TD") return;
    makeStop(cell);
    cell.focus({ preventScroll: true });
    reveal(cell, false);
  }

  /** Let the tab key stop at one cell of the table only. */
  function makeStop(cell) {
    view.body.querySelector('td[tabindex="0"]')?.setAttribute("tabindex", "-1");
    cell.setAttribute("tabindex", "0");
  }

  /** Scroll the table, not the page, until a cell is in sight beside what is sticky. */
  function reveal(cell, centre) {
    const box = root.querySelector(".scroll");
    const [outer, inner] = [box.getBoundingClientRect(), cell.getBoundingClientRect()];
    const left = outer.left + cell.parentNode.cells[0].offsetWidth;
    const top = outer.top + box.querySelector("thead").offsetHeight;
    if (centre) {
      box.scrollTop += inner.top - (top + outer.bottom) / 2 + inner.height / 2;
    } else if (inner.top < top) {
      box.scrollTop -= top - inner.top;
    } else if (inner.bottom > outer.bottom) {
      box.scrollTop += inner.bottom - outer.bottom + 18;
    }
    if (inner.left < left) box.scrollLeft -= left - inner.left;
    else if (inner.right > outer.right) box.scrollLeft += inner.right - outer.right + 18;
  }

  /** Show a table, of a finding or by itself, with the switches that belong to it. */
  function showTable(number, slot) {
    view.table = number;
    slot.append(root);
    if (number < 0) {
      root.replaceChildren(make("p", { class: "about" }, words.no_table));
      return;
    }
    root.replaceChildren(
      make("div", { class: "row switches" }),
      make(view.finding ? "h4" : "h3", { lang: "nb" }, nameOf(tables[number])),
      make("div", { class: "scroll" }),
      make("ul", { class: "legend", "aria-label": words.legend }),
      make("div", { class: "aside" }, make("p", { class: "about" }, words.choose_cell)));
    drawTable();
    drawSwitches();
    showMarks();
    const target = targetCell();
    if (target) {
      makeStop(target);
      reveal(target, true);
    }
  }

  /** Find the cell to scroll to: the suspect, what the finding is about, or the whole. */
  function targetCell() {
    const finding = data.findings[view.finding];
    const place = finding && finding[0][0] === view.table && finding[0][1] >= 0
      && cellAt(finding[0][1], Math.max(finding[0][2], 0));
    return view.body.querySelector("td.suspect") || place
      || view.body.querySelector("td.whole") || view.body.querySelector("td.marked");
  }

  /** Draw what switches between the identities of the finding, and between their tables. */
  function drawSwitches() {
    const box = root.querySelector(".switches");
    box.replaceChildren();
    const finding = data.findings[view.finding];
    const proofs = finding ? finding[1] : [];
    if (proofs.length > 1) {
      const options = proofs.map((proof) =>
        `${lawOf(proof)[0]} ${periodName(proof[1])}: ${textOf(proof)}`);
      box.append(picker(words.identity, options, proofs.findIndex((one) => same(one, view.proof)),
        (chosen) => { view.proof = proofs[chosen]; refresh(); }));
    }
    const concerned = [...new Set([
      ...(finding ? [finding[0][0]] : []),
      view.table,
      ...(view.proof ? termsOf(view.proof).map(({ row }) => tableOfRow[row]) : []),
      ...(finding ? [...finding[2], ...finding[3]].map(([row]) => tableOfRow[row]) : []),
    ])].filter((number) => number >= 0);
    if (concerned.length < 2) return;
    const names = concerned.map((number) => nameOf(tables[number]));
    const turn = (chosen) => showTable(concerned[chosen], root.parentNode);
    if (concerned.length > FEW_TABLES) {
      box.append(picker(words.tables, names, concerned.indexOf(view.table), turn));
      return;
    }
    const group = make("div", { class: "row", role: "group", "aria-label": words.tables });
    concerned.forEach((number, index) => {
      const button = make("button",
        { type: "button", "aria-pressed": String(number === view.table) }, names[index]);
      button.addEventListener("click", () => {
        turn(index);
        root.querySelector('button[aria-pressed="true"]')?.focus();
      });
      group.append(button);
    });
    box.append(group);
  }

  const same = (one, other) => Boolean(other) && one[0] === other[0] && one[1] === other[1];

  function picker(name, options, chosen, turn) {
    const select = make("select", {}, ...options.map((text, index) =>
      make("option", { value: index }, text)));
    select.selectedIndex = chosen;
    select.addEventListener("change", () => turn(select.selectedIndex));
    return make("label", { class: "row picker" }, name, " ", select);
  }

  /** Show another identity, in the table of the view if it is there. */
  function refresh() {
    const concerned = termsOf(view.proof).map(({ row }) => tableOfRow[row]);
    if (concerned.includes(view.table)) {
      drawSwitches();
      showMarks();
      const target = targetCell();
      if (target) reveal(target, true);
    } else {
      showTable(concerned[0], root.parentNode);
    }
  }

  // ---- one cell: its identities and its row's months -----------------------------------------

  function choose(chosen) {
    view.chosen = chosen;
    showMarks();
    makeStop(cellAt(chosen.row, chosen.column));
    root.querySelector(".aside").replaceChildren(identityList(chosen), chartOf(chosen.row));
  }

  function identityList({ row, column }) {
    const { table, label, place, figures, blind } = rowAt(row);
    const proofs = identitiesOf(row, column);
    const title = fill(words.chosen, {
      row: label, period: periodName(table.periods[column]), figure: grouped(figures[column]),
    });
    say(`${title}. ${words.in_identities}: ${proofs.length}`);
    const box = make("div", { class: "cell" }, make("h4", {}, `${title} (${place})`));
    if (!proofs.length) box.append(make("p", {}, words.no_identity));
    else if (blind[column] === "u") box.append(make("p", {}, words.no_width));
    else if (blind[column] !== "-" && proofs.every((proof) => verdictOf(proof) !== "x")) {
      const free = Number(blind[column]) > 0;
      const width = grouped(blind[column]);
      box.append(make("p", {}, free ? fill(words.width, { width }) : words.fixed));
    }
    box.append(make("ul", { "aria-label": words.in_identities }, ...proofs.map((proof) => {
      const verdict = verdictOf(proof);
      const terms = termsOf(proof);
      const stars = terms.filter((one) => rowAt(one.row).figures[one.column] === "*").length;
      const button = make("button", { type: "button" }, words.mark);
      button.addEventListener("click", () => { view.proof = proof; refresh(); });
      return make("li", {},
        make("span", {},
          make("b", { class: verdict === "x" ? "violated" : "" }, `${SIGNS[verdict]} ${words[verdict]}`),
          ` ${lawOf(proof)[0]} ${lawOf(proof)[1]}: ${textOf(proof)} `,
          make("span", { class: "about" }, fill(words.terms, { parts: terms.length, stars }))),
        button);
    })));
    return box;
  }

  function draw(tag, attributes, ...children) {
    const element = document.createElementNS("http://www.w3.org/2000/svg", tag);
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    element.append(...children);
    return element;
  }

  /** Give few round values from 0 to at least the largest. */
  function ticksUpTo(largest) {
    const rough = Math.max(largest, 4) / 4;
    const power = 10 ** Math.floor(Math.log10(rough));
    const step = [1, 2, 5, 10].map((times) => times * power).find((size) => size >= rough);
    const count = Math.ceil(Math.max(largest, 4) / Math.max(step, 1));
    return Array.from({ length: count + 1 }, (_, index) => index * Math.max(step, 1));
  }

  /** Draw the months of a row: a star as a bar from 0 to 3, a month that is not there as a gap. */
  function chartOf(row) {
    const { table, label, figures } = rowAt(row);
    const months = [];
    table.periods.forEach((period, column) => {
      if (period === "mean") return;
      const [year, month] = period.split("-").map(Number);
      months.push({ at: year * 12 + month, period, printed: figures[column] });
    });
    if (!months.length) return "";
    const mean = table.periods[0] === "mean" && figures[0] !== "*" ? Number(figures[0]) : null;
    const [first, last] = [months[0].at, months.at(-1).at];
    const ticks = ticksUpTo(Math.max(mean || 0, ...months.map(({ printed }) => Number(printed) || 3)));
    const x = (month) => 64 + (first === last ? 150 : ((month - first) / (last - first)) * 300);
    const y = (value) => 170 - (value / ticks.at(-1)) * 150;
    const said = months.map(({ period, printed }) =>
      `${period}: ${printed === "*" ? words.chart_range : grouped(printed)}`);
    for (let gap = first; gap < last; gap += 1) {
      if (!months.some((month) => month.at === gap)) said.push(`${monthName(gap)}: ${words.unread}`);
    }
    if (mean !== null) said.push(fill(words.chart_mean, { value: grouped(String(mean)) }));
    const title = fill(words.chart, { row: label });
    const picture = draw("svg",
      { viewBox: "0 0 400 205", role: "img", "aria-label": `${title}. ${said.join("; ")}` });
    for (const tick of ticks) {
      picture.append(
        draw("line", { class: "axis", x1: 44, x2: 394, y1: y(tick), y2: y(tick) }),
        draw("text", { x: 40, y: y(tick) + 4, "text-anchor": "end" }, grouped(String(tick))));
    }
    months.forEach(({ at: month, period, printed }, index) => {
      const before = months[index - 1];
      if (index % Math.ceil(months.length / 4) === 0) {
        picture.append(draw("text", { x: x(month), y: 194, "text-anchor": "middle" }, period));
      }
      if (printed === "*") {
        picture.append(draw("line",
          { class: "bar", x1: x(month), x2: x(month), y1: y(0), y2: y(3) }));
        return;
      }
      picture.append(draw("circle", { class: "dot", cx: x(month), cy: y(Number(printed)), r: 4 }));
      if (before && before.printed !== "*" && before.at === month - 1) {
        picture.append(draw("line", { class: "curve", x1: x(before.at),
          y1: y(Number(before.printed)), x2: x(month), y2: y(Number(printed)) }));
      }
    });
    if (mean !== null) {
      picture.append(draw("line", { class: "mean", x1: 44, x2: 394, y1: y(mean), y2: y(mean) }));
    }
    const note = mean === null ? "" : fill(words.chart_mean, { value: grouped(String(mean)) });
    return make("figure", { class: "chart" }, make("h4", {}, title), picture,
      make("figcaption", { class: "about" }, note));
  }

  const monthName = (month) =>
    `${Math.floor((month - 1) / 12)}-${String(((month - 1) % 12) + 1).padStart(2, "0")}`;

  // ---- findings: the list, its filters, the one that is chosen --------------------------------

  const articles = [...document.querySelectorAll(".finding")];
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
    const search = at("search").value.trim().toLowerCase();
    const [rule, section] = [at("rule").value, at("section").value];
    const kinds = new Set([...document.querySelectorAll('[name="kind"]:checked')].map((box) => box.value));
    for (const { article, option } of options) {
      const { kind, code, section: own } = article.dataset;
      option.hidden = !(kinds.has(kind) && (!rule || code === rule)
        && (!section || own === section) && option.dataset.text.includes(search));
    }
    const left = visibleOptions().length;
    at("shown").textContent = fill(words.shown, { n: left, total: options.length });
    at("nothing").hidden = left > 0;
    at("list").hidden = left === 0;
  }

  /** Choose a finding: its words, its table, its place in the list and in the address. */
  function openFinding(name, { focus = false } = {}) {
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
    showTable(table, chosen.article.querySelector(".slot"));
    if (focus) chosen.option.focus({ preventScroll: true });
    showInList(chosen.option);
    // Not the article's own name: browsers scroll to that when they have loaded the page.
    address(name);
    const shown = visibleOptions();
    const n = shown.indexOf(chosen) + 1;
    const title = chosen.option.textContent;
    // A filter may have taken it from the list.
    say(n ? fill(words.at, { n, total: shown.length, name: title }) : title);
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

  const address = (name) => history.replaceState(null, "", `#${name}`);

  // ---- the views --------------------------------------------------------------------------

  const tabs = [...document.querySelectorAll('[role="tab"]')];

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
    at("table").value = String(number);
    showTable(number, at("table-slot"));
    address(`t-${number}`);
    say(nameOf(tables[number]));
  }

  function closeTable() {
    root.remove();
    view.table = -1;
    at("table").value = "";
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
    } else if (tabs.some((tab) => tab.id === `tab-${name}`)) visit(name);
    else if (options.length) openFinding(options[0].name);
    else openTab("findings");
  }

  /** Open a view, with the finding that was chosen there before. */
  function visit(name) {
    const before = document.querySelector(".finding.current") || articles[0];
    if (name === "findings" && before) openFinding(before.id.slice(2));
    else {
      openTab(name);
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

  function startFindings() {
    if (!options.length) return;
    at("list").classList.toggle("long", options.length > LONG_LIST);
    at("list").append(...options.map(({ option }) => option));
    at("list").addEventListener("click", (event) => {
      const option = event.target.closest(".option");
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
    document.querySelector(".side").hidden = false;
    applyFilter();
  }

  /** Choose a finding in order to read it: where the list stands above, go down to it. */
  function read(name) {
    openFinding(name, { focus: true });
    const { article } = options.find((one) => one.name === name);
    if (matchMedia("(width < 900px)").matches) article.scrollIntoView();
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
      if (at("table").value) openTable(Number(at("table").value));
      else closeTable();
    });
    for (const form of [at("choose"), at("measures")]) form.hidden = !tables.length;
    const measures = [...document.querySelectorAll(".measure")];
    const turn = () => {
      const chosen = document.querySelector('[name="measure"]:checked').value;
      for (const one of measures) one.classList.toggle("current", one.dataset.measure === chosen);
    };
    at("measures").addEventListener("change", turn);
    turn();
    document.querySelector("main").addEventListener("click", (event) => {
      const cell = event.target.closest(".heat td");
      const link = cell && cell.parentNode.querySelector("a");
      if (link) location.hash = link.hash;
    });
  }

  function startTheme() {
    const themes = ["auto", "light", "dark"];
    let now = 0;
    const name = () => { at("theme").textContent = fill(words.theme, { name: words[themes[now]] }); };
    at("theme").addEventListener("click", () => {
      now = (now + 1) % themes.length;
      document.documentElement.dataset.theme = themes[now];
      name();
    });
    name();
    document.querySelector(".tools").hidden = false;
  }

  function startKeys() {
    at("help").addEventListener("click", () => at("keys").showModal());
    document.addEventListener("keydown", (event) => {
      const typing = event.target.closest("input:not([type='checkbox'], [type='radio']), select, dialog");
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      if (typing) {
        if (event.key === "Escape" && event.target.id === "search") event.target.blur();
        return;
      }
      if (event.key === "j") step(1);
      else if (event.key === "k") step(-1);
      else if (event.key === "?") at("keys").showModal();
      else if (event.key === "/" && options.length) {
        openTab("findings");
        at("search").focus();
      } else return;
      event.preventDefault();
    });
  }

  document.documentElement.classList.add("js");
  startTabs();
  startFindings();
  startTables();
  startTheme();
  startKeys();
  addEventListener("hashchange", route);
  addEventListener("beforeprint", () => { document.querySelector(".trail").open = true; });
  route();
})();

// @ts-check
// One table, drawn: its cells, its keys, what switches between tables.

/** Draw the table of the view with all its rows; cells are one stop of the tab key. */
function drawTable() {
  const table = tables[view.table];
  const head = make("tr", {}, make("th", { scope: "col" }, words.row),
    ...table.periods.map((period) => make("th", { scope: "col" }, periodName(period))));
  const body = make("tbody");
  view.lines = table.rows.map(([label, place, figures], number) => {
    const line = make("tr", { ...(number ? {} : { class: "total" }), "data-row": number },
      make("th", { scope: "row", title: place }, label));
    for (const printed of figures.split(" ")) {
      line.append(make("td", { tabindex: "-1" }, grouped(printed)));
    }
    return line;
  });
  body.append(...view.lines);
  view.body = body;
  const sheet = make("table",
    { class: "sheet", role: "grid", "aria-label": nameOf(table), lang: "nb" },
    make("thead", {}, head), body);
  sheet.addEventListener("click", (event) => {
    const cell = event.target.closest("tbody > [data-row] > *");
    if (cell) choose({ ...whereIs(cell), column: Math.max(whereIs(cell).column, 0) });
  });
  sheet.addEventListener("keydown", moveInTable);
  view.lines[0]?.cells[1]?.setAttribute("tabindex", "0");
  root.querySelector(".scroll").replaceChildren(sheet);
}

/** Move the focus from cell to cell; choose on Enter or the space bar. */
function moveInTable(event) {
  const cell = event.target.closest("td");
  const steps = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0] };
  if (!cell || event.ctrlKey || event.metaKey || event.altKey) return;
  const folded = cell.parentNode.className === "fold";
  if (event.key === "Enter" || event.key === " ") {
    // What is folded has a button, which does what it does.
    if (folded) return;
    choose(whereIs(cell));
  } else if (event.key === "Home" || event.key === "End") {
    focusCell(cell.parentNode.cells[event.key === "Home" ? 1 : cell.parentNode.cells.length - 1]);
  } else if (steps[event.key]) {
    if (!folded) view.column = cell.cellIndex;
    moveTo(cell.parentNode, ...steps[event.key]);
  } else {
    return;
  }
  event.preventDefault();
  event.stopPropagation();
}

function moveTo(from, down, right) {
  const line = down ? lineBeside(from, down) : from;
  const button = line?.querySelector("button");
  if (button) button.focus();
  else focusCell(line?.cells[view.column + right]);
}

/** Give the next row in sight, or the button of those that are folded. */
function lineBeside(line, down) {
  const next = down > 0 ? line.nextElementSibling : line.previousElementSibling;
  return next?.hidden ? lineBeside(next, down) : next;
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
  const pinned = cell.parentNode === view.lines[0] ? 0 : view.lines[0].offsetHeight;
  const top = outer.top + box.querySelector("thead").offsetHeight + pinned;
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
    make("div", { class: "row" },
      make(view.finding ? "h4" : "h3", { lang: "nb" }, nameOf(tables[number])),
      make("div", { class: "row switches" })),
    make("div", { class: "elsewhere" }, make("h4", {}, words.elsewhere), make("ul")),
    make("div", { class: "scroll" }),
    make("ul", { class: "legend", "aria-label": words.legend }),
    make("div", { class: "aside" }, make("p", { class: "about" }, words.choose_cell)));
  drawTable();
  drawSwitches();
  showMarks();
  foldRows();
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
    foldRows();
    const target = targetCell();
    if (target) reveal(target, true);
  } else {
    showTable(concerned[0], root.parentNode);
  }
}

// @ts-check
// What is marked in the table that is shown, and what the marks mean.

/** What the one view shows: a finding's or a chosen table, an identity, a chosen cell. */
const view = { finding: null, table: -1, proof: null, chosen: null, body: null, lines: [], column: 1 };
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
    const table = tables[view.table];
    table.rows.forEach(([, , figures, , leaks], number) => {
      // What nothing bounds is hidden beside stars.
      figures.split(" ").forEach((printed, column) => {
        if (rangeOf(table, printed)?.[1] === null) mark(table.first + number, column, "besides");
      });
      [...leaks].forEach((leak, column) => {
        if (leak !== ".") {
          mark(table.first + number, column, leak === "r" ? "recoverable" : "narrowed");
        }
      });
    });
  }
  for (const { row, column, kind } of view.proof ? termsOf(view.proof) : []) {
    mark(row, column, kind === "part" && isStar({ row, column }) ? "star" : kind);
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
  const line = view.lines[row - tables[view.table].first];
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
  const marks = [...marksOf().values()];
  const known = ([sign, said]) => [sign || "□", said.replace(/[,:]? ?\{repair\}.*/, "")];
  for (const { row, column, kind, repair } of marks) {
    if (tableOfRow[row] !== view.table) continue;
    const [sign, said] = MARKS[kind];
    const cell = cellAt(row, column);
    cell.className = `marked ${kind}`;
    const figure = ["star", "whole"].includes(kind)
      ? printedOf(row, column) : grouped(rowAt(row).figures[column]);
    cell.replaceChildren(
      make("span", { class: "mark", "aria-hidden": "true" }, sign), figure,
      make("span", { class: "sr" }, ` ${fill(said, { repair })}`));
    if (repair) cell.append(make("span", { class: "repair", "aria-hidden": "true" }, `→ ${repair}`));
    seen.set(kind, known(MARKS[kind]));
  }
  for (const kind of showElsewhere(marks)) seen.set(kind, known(MARKS[kind]));
  root.querySelector(".legend").replaceChildren(...[...seen].map(([kind, [sign, said]]) =>
    make("li", {}, make("b", { "aria-hidden": "true", class: kind }, sign), ` ${said}`)));
  if (view.chosen && tableOfRow[view.chosen.row] === view.table) {
    cellAt(view.chosen.row, view.chosen.column).classList.add("chosen", "marked");
  }
}

/** List the figures of the identity that stand in other tables, the telling first; give their kinds. */
function showElsewhere(marks) {
  const order = Object.keys(MARKS);
  const own = new Set((view.proof ? termsOf(view.proof) : []).map(({ row, column }) => `${row} ${column}`));
  const others = marks
    .filter(({ row, column, kind }) =>
      tableOfRow[row] !== view.table && (kind === "suspect" || own.has(`${row} ${column}`)))
    .sort((one, other) => order.indexOf(other.kind) - order.indexOf(one.kind));
  const shown = others.slice(0, FEW_ELSEWHERE);
  const lines = shown.map(elsewhere);
  if (others.length > shown.length) {
    const n = count(others.length - shown.length);
    lines.push(make("li", { class: "about" }, fill(words.more_figures, { n })));
  }
  const box = root.querySelector(".elsewhere");
  box.hidden = !lines.length;
  box.querySelector("ul").replaceChildren(...lines);
  return new Set(shown.map(({ kind }) => kind));
}

/** Word one figure that stands in another table; a click leads there. */
function elsewhere({ row, column, kind, repair }) {
  const { table, label } = rowAt(row);
  const [sign, said] = MARKS[kind];
  const button = make("button", { type: "button", lang: "nb" }, nameOf(table));
  button.addEventListener("click", () => showTable(tableOfRow[row], root.parentNode));
  return make("li", {},
    make("span", { class: `figure ${kind}` },
      make("span", { class: "mark", "aria-hidden": "true" }, sign), printedOf(row, column),
      make("span", { class: "sr" }, ` ${fill(said, { repair })}`),
      ...(repair ? [make("span", { class: "repair", "aria-hidden": "true" }, `→ ${repair}`)] : [])),
    make("span", {}, `${label}, ${periodName(table.periods[column])}`), button);
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
  row: tables[view.table].first + Number(cell.parentNode.dataset.row),
  column: cell.cellIndex - 1,
});

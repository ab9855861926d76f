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
  row: tables[view.table].first + Number(cell.parentNode.dataset.row),
  column: cell.cellIndex - 1,
});

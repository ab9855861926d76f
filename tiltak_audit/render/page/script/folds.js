// @ts-check
// The rows of a table that are folded, so that whole and culprit stand in sight together.

/** Fold the rows between those that a finding is about; a button in their place shows them. */
function foldRows() {
  for (const fold of view.body.querySelectorAll(".fold")) fold.remove();
  for (const line of view.lines) line.hidden = false;
  const kept = keptRows();
  if (!view.finding || kept.size < 2 || view.lines.length <= FEW_ROWS) return;
  let between = [];
  const fold = () => {
    if (between.length > 2) foldBetween(between);
    between = [];
  };
  view.lines.forEach((line, number) => {
    if (kept.has(number)) fold();
    else between.push(line);
  });
  fold();
}

/** List the rows that stay: the total, what is marked with its neighbours, parts if they are few. */
function keptRows() {
  const start = tables[view.table].first;
  const marks = [...marksOf().values()].filter(({ row }) => tableOfRow[row] === view.table);
  const few = new Set(marks.map(({ row }) => row)).size <= FEW_ROWS;
  const rows = marks
    .filter(({ kind }) => few || !["part", "star"].includes(kind)).map(({ row }) => row);
  const [place] = data.findings[view.finding] || [[-1, -1, -1]];
  for (const row of [place[1], view.chosen?.row]) {
    if (row >= 0 && tableOfRow[row] === view.table) rows.push(row);
  }
  const near = rows.flatMap((row) => (row === start ? [0] : [-1, 0, 1].map((by) => row - start + by)));
  return new Set([0, ...near]);
}

function foldBetween(lines) {
  const said = fill(lines.length > 1 ? words.fold : words.fold_one, { n: count(lines.length) });
  const button = make("button", { type: "button", "aria-expanded": "false" }, said);
  lines[0].before(make("tr", { class: "fold" },
    make("td", { colspan: lines[0].cells.length }, button)));
  for (const line of lines) line.hidden = true;
  button.addEventListener("click", () => {
    const open = button.getAttribute("aria-expanded") === "false";
    button.setAttribute("aria-expanded", String(open));
    for (const line of lines) line.hidden = !open;
  });
}

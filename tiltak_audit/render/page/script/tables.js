// @ts-check
// The tables of the reports, by number and by row.

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

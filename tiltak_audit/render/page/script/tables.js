// @ts-check
// The tables of the reports, by number and by row.

const tables = data.tables.map(([section, label, periods, first, rows, ranges]) =>
  ({ section, label, periods, first, rows, ranges }));
const tableOfRow = [];
tables.forEach((table, number) => table.rows.forEach(() => tableOfRow.push(number)));
const nameOf = (table) => `${table.section} · ${table.label || "I alt"}`;

/** Give a row by its number: its label, its place, and its figures as printed. */
function rowAt(number) {
  const table = tables[tableOfRow[number]];
  const [label, place, figures, blind, leaks] = table.rows[number - table.first];
  return { table, label, place, figures: figures.split(" "), blind: blind.split(" "), leaks };
}

/** Give what a figure of a table stands for where it is a sign: the least, the largest, both in words. */
const rangeOf = (table, printed) => table.ranges[printed];
const isStar = ({ row, column }) =>
  Boolean(rangeOf(rowAt(row).table, rowAt(row).figures[column]));

/** Write a figure: its thousands apart, and what a sign stands for. */
function printedOf(row, column) {
  const { table, figures } = rowAt(row);
  const range = rangeOf(table, figures[column]);
  return grouped(figures[column]) + (range ? ` ${range[2]}` : "");
}

// @ts-check
// The identities, their cells and verdicts.

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

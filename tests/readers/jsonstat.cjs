// Prints a JSON-stat collection as jsonstat-toolkit understands it: a JSON line a cell.
// node jsonstat.cjs FOLDER-OF-NODE-MODULES < FILE
"use strict";
const JSONstat = require(require.resolve("jsonstat-toolkit", { paths: [process.argv[2]] }));

const collection = JSONstat(JSON.parse(require("fs").readFileSync(0, "utf8")));
for (let at = 0; at < collection.length; at += 1) {
  const dataset = collection.Dataset(at);
  const [tables, rows, periods] = dataset.id.map((name) => dataset.Dimension(name).id);
  for (const table of tables) {
    for (const row of rows) {
      for (const period of periods) {
        const { value, status } = dataset.Data({ table, row, period });
        const label = dataset.Dimension("row").Category(row).label;
        const cell = { dataset: dataset.label, table, row, label, period, value, status };
        console.log(JSON.stringify(cell));
      }
    }
  }
}

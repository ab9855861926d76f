"use strict";
(() => {
  const body = document.querySelector("#reports tbody");
  const rows = [...body.rows];
  const filter = document.getElementById("filter");
  const count = document.getElementById("count");
  const show = () => {
    const words = filter.value.toLowerCase().split(/\s+/).filter(Boolean);
    for (const row of rows) {
      const text = row.textContent.toLowerCase();
      row.hidden = !words.every((word) => text.includes(word));
    }
    count.textContent = `${rows.filter((row) => !row.hidden).length} / ${rows.length}`;
  };
  const heads = [...document.querySelectorAll("#reports th")];
  const sort = (head, at) => {
    const down = head.ariaSort === "ascending";
    for (const one of heads) one.ariaSort = null;
    head.ariaSort = down ? "descending" : "ascending";
    const order = new Intl.Collator(document.documentElement.lang, { numeric: true });
    const text = (row) => row.cells[at].textContent;
    rows.sort((one, other) => order.compare(text(one), text(other)) * (down ? -1 : 1));
    body.append(...rows);
  };
  heads.forEach((head, at) => {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = head.textContent;
    button.addEventListener("click", () => sort(head, at));
    head.replaceChildren(button);
  });
  filter.addEventListener("input", show);
  document.getElementById("tools").hidden = false;
  show();
})();

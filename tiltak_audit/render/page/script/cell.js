// @ts-check
// One cell that was chosen: its identities, and its row as a chart.

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
  say(`${title}. ${words.in_identities}: ${count(proofs.length)}`);
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
    const stars = terms.filter(isStar).length;
    const button = make("button", { type: "button" }, words.mark);
    button.addEventListener("click", () => { view.proof = proof; refresh(); });
    return make("li", {},
      make("span", {},
        make("b", { class: verdict === "x" ? "violated" : "" }, `${SIGNS[verdict]} ${words[verdict]}`),
        ` ${lawOf(proof)[0]} ${lawOf(proof)[1]}: ${textOf(proof)} `,
        make("span", { class: "about" }, fill(words.terms, { parts: count(terms.length), stars: count(stars) }))),
      button);
  })));
  return box;
}

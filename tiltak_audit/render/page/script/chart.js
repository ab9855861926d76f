// @ts-check
// The months of a row as a chart.

function draw(tag, attributes, ...children) {
  const element = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children);
  return element;
}

/** Give few round values from 0 to at least the largest. */
function ticksUpTo(largest) {
  const rough = Math.max(largest, 4) / 4;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map((times) => times * power).find((size) => size >= rough);
  const count = Math.ceil(Math.max(largest, 4) / Math.max(step, 1));
  return Array.from({ length: count + 1 }, (_, index) => index * Math.max(step, 1));
}

/** Draw the months of a row: a sign as the bar that it stands for, a month that is not there as a gap. */
function chartOf(row) {
  const { table, label, figures } = rowAt(row);
  const months = [];
  table.periods.forEach((period, column) => {
    if (period === "mean") return;
    const [year, month] = period.match(/\d+/g).map(Number);
    const [printed, range] = [figures[column], rangeOf(table, figures[column])];
    months.push({ at: year * 12 + month, period, printed, range });
  });
  if (!months.length) return "";
  const mean = table.periods[0] === "mean" && !rangeOf(table, figures[0]) ? Number(figures[0]) : null;
  const [first, last] = [months[0].at, months.at(-1).at];
  const ticks = ticksUpTo(Math.max(mean || 0,
    ...months.map(({ printed, range }) => (range ? range[1] ?? range[0] : Number(printed) || 0))));
  const x = (month) => 64 + (first === last ? 150 : ((month - first) / (last - first)) * 300);
  const y = (value) => 170 - (value / ticks.at(-1)) * 150;
  const said = months.map(({ period, printed, range }) =>
    `${period}: ${range ? range[2] : grouped(printed)}`);
  for (let gap = first; gap < last; gap += 1) {
    if (!months.some((month) => month.at === gap)) said.push(`${monthName(gap)}: ${words.unread}`);
  }
  if (mean !== null) said.push(fill(words.chart_mean, { value: grouped(String(mean)) }));
  const title = fill(words.chart, { row: label });
  const picture = draw("svg",
    { viewBox: "0 0 400 205", role: "img", "aria-label": `${title}. ${said.join("; ")}` });
  for (const tick of ticks) {
    picture.append(
      draw("line", { class: "axis", x1: 44, x2: 394, y1: y(tick), y2: y(tick) }),
      draw("text", { x: 40, y: y(tick) + 4, "text-anchor": "end" }, grouped(String(tick))));
  }
  months.forEach(({ at: month, period, printed, range }, index) => {
    const before = months[index - 1];
    if (index % Math.ceil(months.length / 4) === 0) {
      picture.append(draw("text", { x: x(month), y: 194, "text-anchor": "middle" }, period));
    }
    if (range) {
      picture.append(draw("line",
        { class: "bar", x1: x(month), x2: x(month), y1: y(range[0]), y2: y(range[1] ?? ticks.at(-1)) }));
      return;
    }
    picture.append(draw("circle", { class: "dot", cx: x(month), cy: y(Number(printed)), r: 4 }));
    if (before && !before.range && before.at === month - 1) {
      picture.append(draw("line", { class: "curve", x1: x(before.at),
        y1: y(Number(before.printed)), x2: x(month), y2: y(Number(printed)) }));
    }
  });
  if (mean !== null) {
    picture.append(draw("line", { class: "mean", x1: 44, x2: 394, y1: y(mean), y2: y(mean) }));
  }
  const note = mean === null ? "" : fill(words.chart_mean, { value: grouped(String(mean)) });
  return make("figure", { class: "chart" }, make("h4", {}, title), picture,
    make("figcaption", { class: "about" }, note));
}

const monthName = (month) =>
  `${Math.floor((month - 1) / 12)}-${String(((month - 1) % 12) + 1).padStart(2, "0")}`;

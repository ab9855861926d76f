// @ts-check
// What all of the page's script uses: its data, its words, elements.

const data = JSON.parse(document.getElementById("data").textContent);
const words = data.texts;
const at = (id) => document.getElementById(id);
/** Give what a person types into or chooses from. @returns {HTMLInputElement} */
const control = (id) => /** @type {any} */ (at(id));
/** @returns {HTMLElement} */
const first = (selector) => document.querySelector(selector);
/** @returns {HTMLInputElement[]} */
const all = (selector) => [...document.querySelectorAll(selector)];
/** @returns {HTMLElement} */
const targetOf = (event) => event.target;
/** @returns {HTMLDialogElement} */
const keysHelp = () => /** @type {any} */ (at("keys"));

/** The signs of verdicts, so that they do not rest on colour. */
const SIGNS = { s: "=", c: "≈", v: "∅", n: "–", x: "≠" };
/** What a marked cell is, from the weakest to the strongest: class, sign, words. */
const MARKS = {
  here: ["", words.here],
  besides: ["", words.besides],
  narrowed: ["○", words.narrowed],
  recoverable: ["◉", words.recoverable],
  part: ["+", words.part],
  star: ["+", words.star],
  whole: ["Σ", words.whole],
  suspect: ["?", words.suspect],
};
const FEW_TABLES = 2;
const FEW_ROWS = 8;
const FEW_ELSEWHERE = 3;
const LONG_LIST = 500;

/** Make an element; a text child is never read as HTML. */
function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children);
  return element;
}

const fill = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name]);
const grouped = (printed) => printed.replace(/\B(?=(\d{3})+$)/g, "\u202f");
const count = (number) => grouped(String(number));
const periodName = (period) => (period === "mean" ? words.mean : period);
const say = (text) => { at("said").textContent = text; };

// @ts-check
// The chosen finding as text, for a letter or a ticket.

const copyButton = make("button", { type: "button", class: "copy" }, words.copy);

/** Write a finding in lines: what it is, where, its equation, what is said of it. */
function textOfFinding(article) {
  const text = (selector) => plain(article.querySelector(selector)?.textContent || "");
  const facts = [...article.querySelectorAll("dl dt")]
    .map((name) => `${plain(name.textContent)}: ${plain(name.nextElementSibling.textContent)}`);
  return [`${text(".badge")} ${text(".code")}: ${text(".message")}`, text(".at"),
    text(".where .about"), text(".law"), text(".sum"), ...facts].filter(Boolean).join("\n");
}

const plain = (text) => text.replace(/\s+/g, " ").trim();

/** Put it on the clipboard; where the browser lets nobody, into a field, selected. */
async function copyFinding() {
  const article = first(".finding.current");
  const text = textOfFinding(article);
  article.querySelector(".by-hand")?.remove();
  try {
    await navigator.clipboard.writeText(text);
    copyButton.textContent = words.copied;
    say(words.copied);
  } catch {
    const field = make("textarea", { class: "by-hand", readonly: "", rows: "8", "aria-label": words.uncopied });
    field.value = text;
    article.querySelector(".top").after(field);
    field.select();
    say(words.uncopied);
  }
}

/** Give the button to the finding that is shown. */
function offerCopy(article) {
  copyButton.textContent = words.copy;
  article.querySelector(".acts").prepend(copyButton);
}

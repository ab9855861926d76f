// @ts-check
// Keys for the whole page, and light or dark.

function startTheme() {
  const themes = ["auto", "light", "dark"];
  let now = 0;
  const name = () => { at("theme").textContent = fill(words.theme, { name: words[themes[now]] }); };
  at("theme").addEventListener("click", () => {
    now = (now + 1) % themes.length;
    document.documentElement.dataset.theme = themes[now];
    name();
  });
  name();
  first(".tools").hidden = false;
}

function startKeys() {
  at("help").addEventListener("click", () => keysHelp().showModal());
  document.addEventListener("keydown", (event) => {
    const typing = targetOf(event).closest("input:not([type='checkbox'], [type='radio']), select, dialog");
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (typing) {
      if (event.key === "Escape" && targetOf(event).id === "search") targetOf(event).blur();
      return;
    }
    if (event.key === "j") step(1);
    else if (event.key === "k") step(-1);
    else if (event.key === "?") keysHelp().showModal();
    else if (event.key === "/" && options.length) {
      openTab("findings");
      at("search").focus();
    } else return;
    event.preventDefault();
  });
}

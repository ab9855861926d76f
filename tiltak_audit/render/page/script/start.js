// @ts-check
// What happens once the page is there.

document.documentElement.classList.add("js");
startTabs();
startFindings();
startTables();
startTheme();
startKeys();
addEventListener("hashchange", route);
addEventListener("beforeprint", () => { first(".trail").setAttribute("open", ""); });
route();

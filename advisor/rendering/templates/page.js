"use strict";
// Copy buttons appear only where there is a script to serve them.
for (const button of document.querySelectorAll("button[data-copy]")) {
  button.hidden = false;
  button.addEventListener("click", async () => {
    const source = document.getElementById(button.dataset.copy);
    const said = button.parentElement.querySelector(".said");
    said.textContent = "";
    try {
      await navigator.clipboard.writeText(source.textContent);
      said.textContent = `Copied ${button.dataset.what}.`;
    } catch {
      // Not every browser lets a page from a file write there: then it is marked, ready to be copied.
      getSelection().selectAllChildren(source);
      said.textContent = "It is selected now: copy it with Ctrl+C or ⌘C.";
    }
  });
}
// On paper nothing can be unfolded; afterwards, what was folded is so again.
const opened = new Set();
addEventListener("beforeprint", () => {
  for (const folded of document.querySelectorAll("details:not([open])")) {
    folded.open = true;
    opened.add(folded);
  }
});
addEventListener("afterprint", () => {
  for (const folded of opened) folded.open = false;
  opened.clear();
});
// A link to something that is folded away opens it.
const unfold = () => {
  const aim = location.hash && document.getElementById(location.hash.slice(1));
  if (aim) aim.closest("details")?.setAttribute("open", "");
};
addEventListener("hashchange", unfold);
unfold();

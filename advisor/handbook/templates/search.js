"use strict";
// Finds words in `advisorIndex` (search-index.js): entries with a title, a kind, an address and words.
const form = document.querySelector(".search");
const input = form.querySelector("input");
const list = form.querySelector("ol");
const said = form.querySelector(".said");
const MOST = 30;
form.hidden = false;
form.addEventListener("submit", (event) => event.preventDefault());
const find = () => {
  const words = input.value.toLowerCase().split(/\s+/).filter(Boolean);
  list.replaceChildren();
  if (!words.length) {
    said.textContent = "";
    return;
  }
  const weigh = ([title, , , text]) => {
    const [head, all] = [title.toLowerCase(), `${title} ${text}`.toLowerCase()];
    if (!words.every((word) => all.includes(word))) return 0;
    return 1 + words.filter((word) => head.includes(word)).length + (head.startsWith(words[0]) ? 1 : 0);
  };
  const found = advisorIndex.map((entry) => [weigh(entry), entry]).filter(([weight]) => weight);
  found.sort(([one], [other]) => other - one);
  said.textContent = found.length === 0 ? "Nothing has these words." : found.length > MOST ? `${found.length} found; the first ${MOST}:` : `${found.length} found:`;
  for (const [, [title, kind, address, text]] of found.slice(0, MOST)) {
    const item = document.createElement("li");
    const link = document.createElement("a");
    const about = document.createElement("span");
    [link.href, link.textContent] = [address, title];
    [about.className, about.textContent] = ["soft", ` ${kind}${text ? `: ${text.slice(0, 140)}` : ""}`];
    item.append(link, about);
    list.append(item);
  }
};
input.addEventListener("input", find);
if (input.value) find();

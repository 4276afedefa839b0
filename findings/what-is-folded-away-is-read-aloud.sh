#!/bin/sh
# @guidepup/virtual-screen-reader (npm): what a screen reader would say of a page, in tests; here with jsdom.
# Guess:   as a screen reader does: what is folded away is not read, a password is not said, what is there for want of
#          scripts is not read where they run, the first point of a list that begins at five is the fifth.
# Happens: what is in a closed `details` is read, and so are the password and what stands in `noscript`. The fifth point
#          is position 1 of 2, and nothing says five. A line between two parts has a greatest value of 100.
# Seen:    0.33.0, with jsdom 29.1.1.
# Matters: a test says that an explanation is heard, and nobody hears it.
set -eu
version=${1:-0.33.0}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
echo '{}' > package.json
npm install --silent --no-fund --no-audit "@guidepup/virtual-screen-reader@$version" jsdom@29.1.1
cat > ask.mjs <<'JS'
import { JSDOM } from "jsdom";
import { readFileSync } from "node:fs";
const name = "@guidepup/virtual-screen-reader";
console.log(name, JSON.parse(readFileSync(`node_modules/${name}/package.json`)).version);
const { window } = new JSDOM("<!doctype html><html lang=en><body></body></html>", { url: "http://example.org" });
for (const key of Object.getOwnPropertyNames(window)) {
  if (!(key in globalThis)) globalThis[key] = window[key];
}
globalThis.document = window.document;
const { Virtual } = await import(name);
const heard = async (html) => {
  document.body.innerHTML = html;
  const reader = new Virtual();
  await reader.start({ container: document.body });
  const phrases = [];
  for (let step = 0; step < 12; step += 1) {
    await reader.next();
    const phrase = await reader.lastSpokenPhrase();
    if (phrase === "end of document") break;
    phrases.push(phrase);
  }
  await reader.stop();
  return phrases.join(" / ");
};
const fifth = "listitem, level 1, position 1, set size 2";
const cases = [ // the page, the guess, what is seen
  ["<button>Go</button>", "button, Go", "button, Go"],
  ["<div hidden>a</div><div>b</div>", "b", "b"],
  ["<details><summary>More</summary>inner</details>", "group / More / end of group",
    "group / More / inner / end of group"],
  ['<input type="password" aria-label="Key" value="abc">', "Key", "Key, abc"],
  ["<noscript>Please allow scripts</noscript>", "", "Please allow scripts"],
  ["<ol start=5><li>a</li><li>b</li></ol>", "list / ... 5 ...", `list / ${fifth} / a / end of ${fifth} / `
    + `${fifth.replace("1, set", "2, set")} / b / end of ${fifth.replace("1, set", "2, set")} / end of list`],
  ["<hr>", "separator", "separator, orientated horizontally, max value 100, min value 0"],
].map((kase) => [...kase, () => heard(kase[0])]);
let changed = false;
for (const [asked, guess, known, find] of cases) {
  let seen;
  try {
    seen = String(await find());
  } catch {
    seen = "refused";
  }
  console.log(asked.padEnd(54), "guess:", guess.padEnd(28), "seen:", seen);
  changed ||= seen !== known;
}
if (changed) {
  console.error("This has changed.");
  process.exit(1);
}
JS
TZ=UTC node ask.mjs

// Has Mermaid itself read drawings, and draw those that are not too large. See __main__.py, which runs this.
//
//   node read.mjs BROWSER WANTED.json…     WANTED: {name, text, isDrawn, title, labels: {id: [line…]}, arrows: [[id, id, label]…]}
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";

const require = createRequire(join(process.cwd(), "package.json"));
const puppeteer = require("puppeteer-core");
const script = require.resolve("mermaid/dist/mermaid.min.js");

const [browserPath, ...files] = process.argv.slice(2);
const browser = await puppeteer.launch({ executablePath: browserPath, args: ["--no-sandbox", "--disable-gpu"] });
let [failures, drawn] = [0, 0];
try {
  const page = await browser.newPage();
  await page.setContent("<!doctype html><title>x</title><body></body>");
  await page.addScriptTag({ path: script });
  // What a program that shows Mermaid would set to draw more than the usual 500 arrows.
  await page.evaluate(() => mermaid.initialize({ startOnLoad: false, maxEdges: 5000, maxTextSize: 1e6 }));
  for (const file of files) {
    const { name, text, isDrawn, title, labels, arrows } = JSON.parse(readFileSync(file, "utf8"));
    try {
      const read = await page.evaluate(async (source) => {
        const { type, db } = await mermaid.mermaidAPI.getDiagramFromText(source);
        return {
          type,
          nodes: [...db.getVertices().keys()],
          arrows: db.getEdges().map(({ start, end, text }) => [start, end, text ?? ""]),
        };
      }, text);
      assert.deepEqual(read.nodes, Object.keys(labels));
      assert.deepEqual(read.arrows, arrows);
      if (isDrawn) {
        drawn += 1;
        const shown = await page.evaluate(async (source) => {
          const { svg } = await mermaid.render("picture", source);
          document.body.innerHTML = svg;
          const nodes = [...document.querySelectorAll("g.node")].map((one) => {
            const label = one.querySelector(".nodeLabel");
            return [one.id.match(/flowchart-(n\d+)-/)[1], label.innerText.split("\n").map((line) => line.replaceAll("\u200b", "").replace(/\s+/g, " ").trim()), one.querySelectorAll("a, i, b, em, strong, img, math, script").length];
          });
          const title = document.querySelector("svg > title").textContent.replaceAll("\u200b", "");
          document.body.innerHTML = "";
          return { title, nodes };
        }, text);
        assert.equal(shown.title, title);
        assert.deepEqual(Object.fromEntries(shown.nodes.map(([id, lines]) => [id, lines])), labels);
        assert.deepEqual(shown.nodes.filter(([, , parts]) => parts), [], "text became something else");
      }
    } catch (error) {
      failures += 1;
      console.log(`FAILED ${name}\n  ${error.message.slice(0, 1500).replaceAll("\n", "\n  ")}`);
    }
  }
} finally {
  await browser.close();
}
console.log(`${files.length} drawings read by Mermaid ${require("mermaid/package.json").version}, ${drawn} of them drawn: ${failures} failed`);
process.exit(failures ? 1 : 0);

// Opens pages of advice in a real browser and holds them to what they promise. See __main__.py, which runs this.
//
//   node check.mjs BROWSER PICTURES page.html…
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { basename, join } from "node:path";
import { pathToFileURL } from "node:url";

const require = createRequire(join(process.cwd(), "package.json"));
const puppeteer = require("puppeteer-core");
const axe = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");

const [browserPath, pictures, ...files] = process.argv.slice(2);
const WIDTHS = [360, 1280];
const SCHEMES = ["light", "dark"];
let failures = 0;

const check = async (what, run) => {
  try {
    await run();
  } catch (error) {
    failures += 1;
    console.log(`FAILED ${what}\n  ${error.message.replaceAll("\n", "\n  ")}`);
  }
};

// Of letters in a picture axe cannot tell the ground; `tooPale` can, since ours stand on that of the page.
const isDrawn = (rule, node) => rule.id === "color-contrast" && node.html.startsWith("<text");
const tooPale = () => {
  const light = (colour) => {
    const [r, g, b] = colour.match(/[\d.]+/g).map((part) => part / 255);
    const linear = (part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);
    return 0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b);
  };
  const ground = light(getComputedStyle(document.body).backgroundColor);
  return [...document.querySelectorAll("svg text")]
    .map((one) => [one.textContent, light(getComputedStyle(one).fill)])
    .map(([text, ink]) => [text, (Math.max(ink, ground) + 0.05) / (Math.min(ink, ground) + 0.05)])
    .filter(([, contrast]) => contrast < 4.5)
    .map(([text, contrast]) => `${text}: ${contrast.toFixed(1)}`);
};

const browser = await puppeteer.launch({
  executablePath: browserPath,
  args: ["--no-sandbox", "--disable-gpu"],
});
let looks = 0;
try {
  for (const file of files) {
    const name = basename(file, ".html");
    const page = await browser.newPage();
    const asked = [];
    const errors = [];
    page.on("request", (request) => asked.push(request.url()));
    page.on("pageerror", (error) => errors.push(String(error)));
    page.on("console", (message) => message.type() === "error" && errors.push(message.text()));
    const url = pathToFileURL(file).href;
    for (const scheme of SCHEMES) {
      for (const width of WIDTHS) {
        const where = `${name}, ${width} pixels, ${scheme}`;
        await page.setViewport({ width, height: 900 });
        await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: scheme }]);
        await page.goto(url);
        for (const isOpen of [false, true]) {
          await page.evaluate((open) => {
            for (const folded of document.querySelectorAll("details")) folded.open = open;
          }, isOpen);
          await page.evaluate(axe);
          const found = await page.evaluate(() => axe.run(document, { preload: false, resultTypes: ["violations", "incomplete"] }));
          looks += 1;
          await check(`axe: ${where}${isOpen ? ", unfolded" : ""}`, () => {
            const unsure = found.incomplete.map((one) => ({ ...one, nodes: one.nodes.filter((node) => !isDrawn(one, node)) }));
            const told = [...found.violations, ...unsure.filter((one) => one.nodes.length)].map(
              (one) => `${one.id}: ${one.help}: ${one.nodes.map((node) => `${node.html} ${node.failureSummary}`).slice(0, 3).join(" ; ")}`,
            );
            assert.deepEqual(told, []);
          });
          await check(`letters in pictures are dark or light enough: ${where}`, async () => {
            assert.deepEqual(await page.evaluate(tooPale), []);
          });
          await check(`nothing sticks out: ${where}`, async () => {
            const wide = await page.evaluate(() => document.documentElement.scrollWidth);
            assert.ok(wide <= width, `${wide} pixels wide`);
          });
          if (pictures) {
            const path = join(pictures, `${name}-${width}-${scheme}${isOpen ? "-unfolded" : ""}.png`);
            await page.screenshot({ path, fullPage: true });
          }
        }
      }
    }

    await page.setViewport({ width: 1280, height: 900 });
    await page.goto(url);
    await check(`all can be reached and unfolded by keyboard: ${name}`, async () => {
      const count = await page.evaluate(() => document.querySelectorAll("a[href], summary").length);
      for (let n = 0; n < 4 * count + 20; n++) {
        await page.keyboard.press("Tab");
        const isDone = await page.evaluate(() => {
          const here = document.activeElement;
          if (here === document.body || here.dataset.seen) return true;
          here.dataset.seen = "yes";
          return false;
        });
        if (isDone) break;
        const folded = await page.evaluate(() => document.activeElement.matches("details:not([open]) > summary"));
        if (folded) await page.keyboard.press("Enter");
      }
      const missed = await page.evaluate(() =>
        [...document.querySelectorAll("a[href], button:not([hidden]), summary")]
          .filter((one) => !one.dataset.seen)
          .map((one) => one.outerHTML),
      );
      assert.deepEqual(missed, []);
      const folded = await page.evaluate(() => document.querySelectorAll("details:not([open])").length);
      assert.equal(folded, 0);
    });

    await check(`letters are copied as they stand: ${name}`, async () => {
      const context = browser.defaultBrowserContext();
      await context.overridePermissions(url, ["clipboard-read", "clipboard-sanitized-write"]).catch(() => {});
      await page.bringToFront();
      for (const button of await page.$$("button[data-copy]")) {
        await button.evaluate((one) => one.closest("details").setAttribute("open", ""));
        await button.focus();
        await page.keyboard.press("Enter");
        const [said, wanted] = await button.evaluate(async (one) => {
          const status = one.parentElement.querySelector(".said");
          while (!status.textContent) await new Promise((go) => setTimeout(go, 10));
          return [status.textContent, document.getElementById(one.dataset.copy).textContent];
        });
        assert.match(said, /^Copied /);
        assert.equal(await page.evaluate(() => navigator.clipboard.readText()), wanted);
      }
    });

    await check(`letters open in a mail program as they stand: ${name}`, async () => {
      const letters = await page.evaluate(() =>
        [...document.querySelectorAll(".do")].map((row) => {
          const text = (button) => document.getElementById(button.dataset.copy).textContent;
          return { link: row.querySelector("a").href, body: text(row.children[0]), subject: text(row.children[1]) };
        }),
      );
      for (const { link, body, subject } of letters) {
        const parts = new URL(link);
        assert.equal(parts.protocol, "mailto:");
        const given = Object.fromEntries(parts.search.slice(1).split("&").map((one) => one.split("=").map(decodeURIComponent)));
        assert.deepEqual(given, { subject, body: body.replaceAll("\n", "\r\n") });
      }
    });

    await check(`on paper all is unfolded: ${name}`, async () => {
      await page.goto(url);
      const path = pictures ? join(pictures, `${name}.pdf`) : undefined;
      const pdf = await page.pdf({ path, preferCSSPageSize: true, printBackground: false });
      assert.ok(pdf.length > 1000);
      const opened = await page.evaluate(() => {
        dispatchEvent(new Event("beforeprint"));
        const before = document.querySelectorAll("details:not([open])").length;
        dispatchEvent(new Event("afterprint"));
        return [before, document.querySelectorAll("details[open]").length];
      });
      assert.deepEqual(opened, [0, 0]);
    });

    await check(`no network, no error: ${name}`, () => {
      assert.deepEqual(asked.filter((one) => !one.startsWith("file:")), []);
      assert.deepEqual(errors, []);
    });
    await page.close();
  }
} finally {
  await browser.close();
}
console.log(`${files.length} pages, ${looks} times axe-core ${require("axe-core/package.json").version}: ${failures} failed checks`);
process.exit(failures ? 1 : 0);

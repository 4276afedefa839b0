#!/bin/sh
# Three libraries from npm that work out the formulas of spreadsheets.
# Guess:   what Excel and LibreOffice have: the working day before Monday is Friday, the whole number below -2.5 is -3,
#          a month after 31 January is 28 February, "Yes" equals "yes".
# Happens: for one of them the working day before a day, or any number of them before it, is that day, also a Sunday. A
#          month after 31 January is 3 March, and "Yes" is not "yes". For another the whole number below -2.5 is -2.
#          From the end of January to the end of February there are 28 days in a year of 360, or 30. None of it is an
#          error.
# Seen:    hyperformula 3.5.0, fast-formula-parser 1.0.19, @formulajs/formulajs 4.6.1.
# Matters: a table worked out in the browser or on a server names other days than the same table when it is opened.
set -eu
version=${1:-3.5.0}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
echo '{}' > package.json
npm install --silent --no-fund --no-audit "hyperformula@$version" fast-formula-parser@1.0.19 @formulajs/formulajs@4.6.1
cat > work_out.mjs <<'JS'
import hyperformula from "hyperformula";
import FormulaParser from "fast-formula-parser";
import * as formulajs from "@formulajs/formulajs";
const day = (number) => new Date(Date.UTC(1899, 11, 30) + number * 86400000).toISOString().slice(0, 10);
const engines = [
    (formula) => {
        const sheet = hyperformula.HyperFormula.buildFromArray([["=" + formula]], { licenseKey: "gpl-v3" });
        return sheet.getCellValue({ sheet: 0, row: 0, col: 0 });
    },
    (formula) => new FormulaParser().parse(formula, { row: 1, col: 1, sheet: "Sheet1" }),
    (formula) =>  // functions only, called as such
        formula.includes("=") ? "" :
            new Function(...Object.keys(formulajs), "return " + formula)(...Object.values(formulajs)),
];
const show = (value) =>
    value instanceof Date ? value.toISOString().slice(0, 10) : value > 40000 ? day(value) : String(value);
const table = [  // the formula, the guess, what the three have
    ["WORKDAY(DATE(2026,1,13),-1)", "2026-01-12", ["2026-01-12", "2026-01-13", "2026-01-12"]],
    ["WORKDAY(DATE(2026,1,12),-1)", "2026-01-09", ["2026-01-09", "2026-01-12", "2026-01-09"]],
    ["WORKDAY(DATE(2026,1,11),-1)", "2026-01-09", ["2026-01-09", "2026-01-11", "2026-01-09"]],
    ["EDATE(DATE(2026,1,31),1)", "2026-02-28", ["2026-02-28", "2026-03-03", "2026-02-28"]],
    ["DAYS360(DATE(2026,1,31),DATE(2026,2,28))", "28", ["28", "28", "30"]],
    ["INT(-2.5)", "-3", ["-2", "-3", "-3"]],
    ["WORKDAY(DATE(2026,1,13),-5)", "2026-01-06", ["2026-01-06", "2026-01-13", "2026-01-06"]],
    ['"Yes"="yes"', "true", ["true", "false", ""]],
];
console.log("hyperformula", process.argv[2], "and others: fast-formula-parser 1.0.19 @formulajs/formulajs 4.6.1");
let changed = false;
for (const [formula, guess, known] of table) {
    const seen = engines.map((engine) => show(engine(formula)));
    changed ||= seen.join() !== known.join();
    console.log(formula.padEnd(40), "guess:", guess.padEnd(14), "seen:", seen.join(", "));
}
if (changed) console.log("This has changed.");
process.exit(changed ? 1 : 0);
JS
TZ=UTC node work_out.mjs "$version"

#!/bin/sh
# node-sarif-builder (npm): findings of a checker as SARIF, as several linters write them.
# Guess:   a finding on line 5, of which no column is said, is about the whole line; a level that SARIF does not have is
#          refused, as column 0 is; a space in the name of a file is %20, for the name is a URI.
# Happens: it is about the place before the first letter: from column 1 to column 1, where SARIF without columns has the
#          whole line. The level "warn" is written as it is, and so is the space.
# Seen:    node-sarif-builder 3.3.1, 4.1.0 and 5.0.0.
# Matters: what shows findings has nothing to underline there, and a reader that goes by the schema refuses the level.
set -eu
version=${1:-5.0.0}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
echo '{}' > package.json
npm install --silent --no-fund --no-audit "node-sarif-builder@$version"
cat > ask.cjs <<'JS'
const { readFileSync } = require("node:fs");
const { SarifBuilder, SarifResultBuilder, SarifRunBuilder } = require("node-sarif-builder");
const built = (finding) => {
  const named = { ruleId: "A1", messageText: "late", level: "warning", fileUri: "a.yaml" };
  try {
    const run = new SarifRunBuilder().initSimple({ toolDriverName: "checker", toolDriverVersion: "1.0.0" });
    run.addResult(new SarifResultBuilder().initSimple({ ...named, ...finding }));
    const builder = new SarifBuilder();
    builder.addRun(run);
    return JSON.parse(builder.buildSarifJsonString({ indent: false })).runs[0].results[0];
  } catch {
    return undefined; // refused
  }
};
const region = (result) => JSON.stringify(result.locations[0].physicalLocation.region ?? {});
const uri = (result) => result.locations[0].physicalLocation.artifactLocation.uri;
const cases = [ // what is said of the finding, what is looked at, the guess, what is seen
  [{}, region, "{}", "{}"],
  [
    { startLine: 5, startColumn: 2, endLine: 5, endColumn: 9 },
    region,
    '{"startLine":5,"startColumn":2,"endLine":5,"endColumn":9}',
    '{"startLine":5,"startColumn":2,"endLine":5,"endColumn":9}',
  ],
  [{ startLine: 5, startColumn: 0 }, region, "refused", "refused"],
  [{ startLine: 5 }, region, '{"startLine":5}', '{"startLine":5,"startColumn":1,"endLine":5,"endColumn":1}'],
  [{ level: "warn" }, (result) => result.level, "refused", "warn"],
  [{ fileUri: "my rules.yaml" }, uri, "my%20rules.yaml", "my rules.yaml"],
];
console.log("node-sarif-builder", JSON.parse(readFileSync("node_modules/node-sarif-builder/package.json")).version);
let changed = false;
for (const [finding, look, guess, known] of cases) {
  const result = built(finding);
  const seen = result ? look(result) : "refused";
  console.log(JSON.stringify(finding), "guess:", guess, "seen:", seen);
  changed ||= seen !== known;
}
if (changed) {
  console.error("This has changed.");
  process.exit(1);
}
JS
node ask.cjs

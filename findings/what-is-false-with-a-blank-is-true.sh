#!/bin/sh
# bpmn-engine (npm): workflows drawn in BPMN, with conditions on the arrows.
# Guess:   `${variables.n > 5}` is decided by n, or refused; "false" is false; a blank or a new line around a condition,
#          as formatters of XML make it, changes nothing.
# Happens: what has a sign in it (>, ==, !, not) is never true, whatever n is: its text is taken as the name of a value
#          that is not there. A value that is false with a blank or a line end beside it, and "false" without ${}, are
#          texts that are not empty, and so true: the arrow is taken. No warning in any case.
# Seen:    bpmn-engine 25.0.1 and 22.0.3. `resolveExpression` in src/Expressions.js of bpmn-elements, its parts, puts
#          the value into the text wherever there is more than the expression.
# Matters: a gateway takes the wrong way for everybody after the file has been formatted.
set -eu
version=${1:-25.0.1}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
echo '{}' > package.json
npm install --silent --no-fund --no-audit "bpmn-engine@$version"
cat > ask.cjs <<'JS'
const { EventEmitter } = require("node:events");
const { Engine } = require("bpmn-engine");
const source = (condition) => `<?xml version="1.0"?>
  <definitions id="d" xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL"
               xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
    <process id="p" isExecutable="true">
      <startEvent id="start"/><sequenceFlow id="a" sourceRef="start" targetRef="gateway"/>
      <exclusiveGateway id="gateway" default="c"/>
      <sequenceFlow id="b" sourceRef="gateway" targetRef="yes">
        <conditionExpression xsi:type="tFormalExpression">${condition}</conditionExpression>
      </sequenceFlow>
      <sequenceFlow id="c" sourceRef="gateway" targetRef="no"/>
      <task id="yes"/><task id="no"/>
    </process>
  </definitions>`;
const way = (condition, variables) => new Promise((resolve) => {
  const listener = new EventEmitter();
  listener.on("activity.end", ({ id }) => ["yes", "no"].includes(id) && resolve(id));
  new Engine({ source: source(condition), variables }).execute({ listener }, (error) => error && resolve("refused"));
});
const cases = [ // the condition, the variables, the guess, what is seen
  ["${environment.variables.late}", { late: true }, "yes", "yes"],
  ["${environment.variables.late}", { late: false }, "no", "no"],
  ["${false}", {}, "no", "no"],
  ["${environment.variables.n &gt; 5}", { n: 9 }, "yes", "no"],
  ["${environment.variables.n == 9}", { n: 9 }, "yes", "no"],
  ["${!environment.variables.late}", { late: false }, "yes", "no"],
  ["${not environment.variables.late}", { late: false }, "yes", "no"],
  ["false", {}, "no", "yes"],
  ["${environment.variables.late} ", { late: false }, "no", "yes"],
  ["\n          ${environment.variables.late}\n        ", { late: false }, "no", "yes"],
  ["${environment.variables.late} &amp;&amp; ${environment.variables.late}", { late: false }, "no", "yes"],
];
const main = async () => {
  console.log("bpmn-engine", JSON.parse(require("fs").readFileSync("node_modules/bpmn-engine/package.json")).version);
  let changed = false;
  for (const [condition, variables, guess, known] of cases) {
    const seen = await way(condition, variables);
    const asked = JSON.stringify(condition).padEnd(72) + JSON.stringify(variables).padEnd(15);
    console.log(`${asked} guess: ${guess.padEnd(3)} seen: ${seen}`);
    changed ||= seen !== known;
  }
  if (changed) console.error("This has changed.");
  process.exit(changed ? 1 : 0);
};
main();
JS
timeout 60 node ask.cjs

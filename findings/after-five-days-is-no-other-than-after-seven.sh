#!/bin/sh
# bpmn-js-differ and bpmn-moddle (npm): what has changed between two drawings of BPMN.
# Guess:   whatever an engine reads is told: another condition, another time to wait, another message, an attribute of
#          one's own.
# Happens: "after P5D" that becomes "after P7D" is told if the timer has no id, and not if it has one. Another message
#          that is waited for is not told, nor another attribute of one's own, as engines have them.
# Why one guesses so: a condition, a number of times, where an arrow leads, and an element of one's own are told.
# Seen:    bpmn-js-differ 3.2.0, bpmn-moddle 10.3.1; 2.0.2 does not tell where an arrow leads, either.
# Matters: a review of a workflow shows nothing, and everybody waits two days longer.
set -eu
version=${1:-3.2.0}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
echo '{}' > package.json
npm install --silent --no-fund --no-audit "bpmn-js-differ@$version" bpmn-moddle@10.3.1
cat > ask.mjs <<'JS'
import { readFileSync } from "node:fs";
import { diff } from "bpmn-js-differ";
import { BpmnModdle } from "bpmn-moddle";

const moddle = new BpmnModdle();
const read = async (body) => (await moddle.fromXML(`<?xml version="1.0"?>
  <definitions id="d" xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" targetNamespace="t"
    xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:x="http://x.example">
    <message id="m"/><message id="n"/><process id="p">${body}</process></definitions>`)).rootElement;
const told = async (one, two) => {
  const { _added, _removed, _changed } = diff(await read(one), await read(two));
  const [added, removed, changed] = [_added, _removed, _changed].map((what) => Object.keys(what).join());
  return Object.entries({ added, removed, changed }).flatMap(([how, what]) => (what ? `${what} ${how}` : [])).join(" ");
};
const row = (what, one, two, guess, known) => [what, async () => (await told(one, two)) || "nothing", guess, known];
const task = (within = "", more = 'name="Call"') => `<task id="a" ${more}>${within}</task>`;
const formal = (name, text) => `<${name} xsi:type="tFormalExpression">${text}</${name}>`;
const flow = (condition, to = "a") => `<task id="a"/><task id="b"/><exclusiveGateway id="g"/>
  <sequenceFlow id="f" sourceRef="g" targetRef="${to}">${condition}</sequenceFlow>`;
const days = (text) => flow(formal("conditionExpression", text));
const times = (text) => task(`<multiInstanceLoopCharacteristics>${formal("loopCardinality", text)}
  </multiInstanceLoopCharacteristics>`);
const event = (within) => `<intermediateCatchEvent id="e">${within}</intermediateCatchEvent>`;
const timer = (kind, text) => event(`<timerEventDefinition>${formal(kind, text)}</timerEventDefinition>`);
const named = (kind, text) => event(`<timerEventDefinition id="t">${formal(kind, text)}</timerEventDefinition>`);
const message = (id) => event(`<messageEventDefinition messageRef="${id}"/>`);
const own = (text) => task(`<extensionElements><x:by>${text}</x:by></extensionElements>`);
const CASES = [ // what is changed, before, after, the guess, what is seen
  row("nothing", task(), task(), "nothing", "nothing"),
  row("a name", task(), task("", 'name="Ask"'), "a changed", "a changed"),
  row("a task more", task(), `${task()}<task id="b"/>`, "b added", "b added"),
  row("n > 5 is n > 7", days("n &gt; 5"), days("n &gt; 7"), "f changed", "f changed"),
  row("where an arrow leads", flow(""), flow("", "b"), "f changed", "f changed"),
  row("three times is five times", times("3"), times("5"), "a changed", "a changed"),
  row("after P5D is after P7D", timer("timeDuration", "P5D"), timer("timeDuration", "P7D"), "e changed", "e changed"),
  row("the same, with an id", named("timeDuration", "P5D"), named("timeDuration", "P7D"), "e changed", "nothing"),
  row("each P5D is after P5D", timer("timeCycle", "P5D"), timer("timeDuration", "P5D"), "e changed", "e changed"),
  row("it waits for a message, not a time", timer("timeDuration", "P5D"), message("m"), "e changed", "e changed"),
  row("it waits for another message", message("m"), message("n"), "e changed", "nothing"),
  row("an element of one's own", own("ann"), own("bob"), "a changed", "a changed"),
  row("an attribute of one's own", task("", 'x:by="ann"'), task("", 'x:by="bob"'), "a changed", "nothing"),
];
const npm = (name) => JSON.parse(readFileSync(`node_modules/${name}/package.json`)).version;
console.log(["bpmn-js-differ", "bpmn-moddle"].map((name) => `${name} ${npm(name)}`).join(", "));
let changed = false;
for (const [what, work, guess, known] of CASES) {
  let seen;
  try {
    seen = String(await work());
  } catch {
    seen = "error";
  }
  console.log(what.padEnd(35), `guess: ${guess}`.padEnd(17), "seen:", seen);
  changed ||= seen !== known;
}
if (changed) console.log("This has changed.");
process.exit(changed ? 1 : 0);
JS
TZ=UTC timeout 60 node ask.mjs

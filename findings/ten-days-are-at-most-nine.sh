#!/bin/sh
# shacl-engine beside rdf-validate-shacl (npm): rules of SHACL for data in RDF.
# Guess:   both say the same: who is of a kind that the data call a kind of person has to obey the rules for persons;
#          ten days are not at most nine, as days on a calendar are told apart; a time of 25:00 is none.
# Happens: shacl-engine looks for kinds of a kind among the rules only, where rdf-validate-shacl does not look: of what
#          only the data say nothing is tested, and a manager is no person. Ten days are at most nine, and nine are not
#          at most ten, for both. 25:00 is a time for the second.
# Seen:    shacl-engine 1.1.2, rdf-validate-shacl 0.6.5, n3 2.13.12.
# Matters: facts of an interview in RDF are tested by such rules, and waiting times are lengths of days.
set -eu
version=${1:-1.1.2}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
echo '{}' > package.json
npm install --silent --no-fund --no-audit "shacl-engine@$version" rdf-validate-shacl@0.6.5 n3@2.13.12 \
  @rdfjs/dataset@2.0.2
cat > look.mjs <<'JS'
import { readFileSync } from "node:fs";
import dataset from "@rdfjs/dataset";
import { DataFactory, Parser } from "n3";
import RdfValidate from "rdf-validate-shacl";
import { Validator } from "shacl-engine";
const PREFIXES = `@prefix : <http://example.org/> . @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix xsd: <http://www.w3.org/2001/XMLSchema#> .`;
const graph = (text) => dataset.dataset(new Parser().parse(PREFIXES + text));
const obeys = (rules, facts) => async () => {
  const [shapes, data] = [graph(rules), graph(facts)];
  const first = await new Validator(shapes, { factory: { ...DataFactory, ...dataset } }).validate({ dataset: data });
  const second = await new RdfValidate(shapes).validate(data);
  return `${first.conforms} | ${second.conforms}`;
};
const PERSON = ":P a sh:NodeShape ; sh:targetClass :Person ; sh:property [ sh:path :name ; sh:minCount 1 ] .";
const KIND = ":Manager rdfs:subClassOf :Person .";
const most = (value) => `:S a sh:NodeShape ; sh:targetNode :a ; sh:property [ sh:path :p ; ${value} ] .`;
const days = (count) => `"P${count}D"^^xsd:dayTimeDuration`;
const CASES = [ // the rules and facts, the guess, who finds them obeyed
  ["a person without a name", obeys(PERSON, ":a a :Person ."), "false", "false | false"],
  ["a manager, by the data", obeys(PERSON, `:a a :Manager . ${KIND}`), "false", "true | false"],
  ["a manager, by the rules", obeys(`${PERSON} ${KIND}`, ":a a :Manager ."), "the same", "false | true"],
  ["the 6th, at most the 5th", obeys(most('sh:maxInclusive "2026-01-05"^^xsd:date'), ':a :p "2026-01-06"^^xsd:date .'),
    "false", "false | false"],
  ["ten days, at most nine", obeys(most(`sh:maxInclusive ${days(9)}`), `:a :p ${days(10)} .`), "false", "true | true"],
  ["nine days, at most ten", obeys(most(`sh:maxInclusive ${days(10)}`), `:a :p ${days(9)} .`), "true", "false | false"],
  ["25:00, a time", obeys(most("sh:datatype xsd:time"), ':a :p "25:00:00"^^xsd:time .'), "false", "false | true"],
];
const PACKAGES = ["shacl-engine", "rdf-validate-shacl", "n3", "@rdfjs/dataset"];
const npm = (name) => JSON.parse(readFileSync(`node_modules/${name}/package.json`)).version;
console.log(PACKAGES.map((name) => `${name} ${npm(name)}`).join(", "));
let changed = false;
for (const [what, work, guess, known] of CASES) {
  let seen;
  try {
    seen = String(await work());
  } catch {
    seen = "error";
  }
  console.log(what.padEnd(26), `guess: ${guess}`.padEnd(18), "seen:", seen);
  changed ||= seen !== String(known);
}
if (changed) console.log("This has changed.");
process.exit(changed ? 1 : 0);
JS
timeout 60 node look.mjs

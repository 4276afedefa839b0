#!/bin/sh
# nools (npm): production rules with conditions of their own language.
# Guess:   brackets say what is reckoned first; a minus before a fact makes it negative; each is what JavaScript makes
#          of it, or is refused; "5" is a text.
# Happens: (2 + 3) * 2 is 8: brackets around a sum are lost. With a minus before a fact, neither `-f.n == -3` nor
#          `-f.n == 3` holds of 3. "6" is more than 5, null is less. `and` and `or` keep their brackets, and 10 - 3 -
#          2 is 5.
# Seen:    nools 0.4.4 and 0.4.1.
# Matters: a rule of an old expert system, reckoned otherwise than it is read, and no word of it.
set -eu
version=${1:-0.4.4}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
echo '{}' > package.json
npm install --silent --no-fund --no-audit "nools@$version"
cat > ask.cjs <<'JS'
const nools = require("nools");
const cases = [ // the condition, the fact, the guess, and whether the rule fires
  ["f.n == 10 - 3 - 2", 5, true, true],
  ["f.n == 2 + 3 * 2", 8, true, true],
  ["f.n == 0 || f.n == 1 && f.n == 2", 0, true, true],
  ["(f.n == 0 || f.n == 1) && f.n == 2", 0, false, false],
  ["f.n == (2 + 3) * 2", 10, true, false],
  ["f.n == (2 + 3) * 2", 8, false, true],
  ["f.n == -3", -3, true, true],
  ["-f.n == -3", 3, true, false],
  ["-f.n == 3", 3, false, false],
  ["f.n > 5", "6", false, true],
  ["f.n < 5", null, false, true],
];
const fires = async (condition, n, name) => {
  const define = 'define Fact { n: 0, constructor: function (n) { this.n = n; } }';
  const flow = nools.compile(`${define} rule only { when { f: Fact ${condition}; } then { } }`, { name });
  const session = flow.getSession();
  let fired = false;
  session.on("fire", () => (fired = true));
  session.assert(new (flow.getDefined("Fact"))(n));
  await new Promise((resolve, reject) => session.match().then(resolve, reject));
  return fired;
};
(async () => {
  console.log("nools", require("nools/package.json").version);
  let changed = false;
  for (const [at, [condition, n, guess, known]] of cases.entries()) {
    const seen = await fires(condition, n, `flow ${at}`);
    console.log(condition.padEnd(36), `of ${JSON.stringify(n)}`.padEnd(9), "guess:", guess, "seen:", seen);
    changed ||= seen !== known;
  }
  if (changed) {
    console.error("This has changed.");
    process.exit(1);
  }
})();
JS
timeout 60 node ask.cjs

#!/bin/sh
# survey-core (npm, SurveyJS): conditions and sums over the answers to a questionnaire.
# Guess:   a month after 31 January, or before 31 March, is the end of February; from 1 March to 28 February it is one
#          day back; texts are equal that are the same, and lists that have the same order; 1 / 0 is refused.
# Happens: both months end on 3 March; the day is 1, never -1; texts are equal if they are one number ("1e3" and "1000",
#          "12.0" and "12"), or differ in capitals only; lists are equal in any order; true is 1; -2 ^ 2 is 4; 1 / 0 is
#          nothing.
# Seen:    survey-core 3.1.1 and 2.5.43. "012" is not "12". Who has not answered is neither over 18 nor 18 or under.
# Matters: what is asked next hangs on such conditions, and deadlines on such sums.
set -eu
version=${1:-3.1.1}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
echo '{}' > package.json
npm install --silent --no-fund --no-audit "survey-core@$version"
cat > ask.cjs <<'JS'
const { ExpressionRunner, Version } = require("survey-core");
const cases = [ // the expression, the answers, the guess, what is seen
  ["{age} > 18", {}, false, false],
  ["{age} <= 18", {}, false, false],
  ["dateAdd({day}, 1, 'days')", { day: "2026-01-31" }, "2026-02-01", "2026-02-01"],
  ["dateAdd({day}, 1, 'months')", { day: "2026-01-31" }, "2026-02-28", "2026-03-03"],
  ["dateAdd({day}, -1, 'months')", { day: "2026-03-31" }, "2026-02-28", "2026-03-03"],
  ["dateDiff({a}, {b}, 'days')", { a: "2026-02-28", b: "2026-03-01" }, 1, 1],
  ["dateDiff({a}, {b}, 'days')", { a: "2026-03-01", b: "2026-02-28" }, -1, 1],
  ["{code} = '12'", { code: "012" }, false, false],
  ["{code} = '12'", { code: "12.0" }, false, true],
  ["{code} = '1000'", { code: "1e3" }, false, true],
  ["{code} = 'ab'", { code: "AB" }, false, true],
  ["{order} = ['first', 'second']", { order: ["second", "first"] }, false, true],
  ["{sure} = 1", { sure: true }, false, true],
  ["-2 ^ 2", {}, -4, 4],
  ["1 / {n}", { n: 0 }, "refused", null],
];
const evaluated = (expression, answers) => {
  const runner = new ExpressionRunner(expression);
  const value = runner.runValues ? runner.runValues(answers) : runner.run(answers);
  if (!(value instanceof Date)) return value;
  const two = (number) => String(number).padStart(2, "0");
  return [value.getFullYear(), two(value.getMonth() + 1), two(value.getDate())].join("-");
};
console.log("survey-core", Version);
let changed = false;
for (const [expression, answers, guess, known] of cases) {
  const seen = evaluated(expression, answers);
  const asked = `${expression.padEnd(30)} ${JSON.stringify(answers).padEnd(34)}`;
  console.log(asked, "guess:", String(guess).padEnd(11), "seen:", seen);
  changed ||= seen !== known;
}
if (changed) {
  console.error("This has changed.");
  process.exit(1);
}
JS
TZ=UTC node ask.cjs

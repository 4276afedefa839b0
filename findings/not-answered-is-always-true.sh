#!/bin/sh
# Four languages for expressions, from npm, and the word and the sign for "not".
# Guess:   `!answered` is the opposite of answered, or refused; `not days > 5` is true where days is 4 and false where
#          it is 9, as in Python and SQL; `9 > days > 1` is the same in each, or refused.
# Happens: for expr-eval `!` in front is the factorial, as behind: of true and of false it is 1, so that `!answered`
#          always holds. In expr-eval and mathjs `not` binds first, and `not days > 5` never holds, whatever days is.
#          4 is between 9 and 1 for two of them, and not for the two others. There is no error.
# Seen:    expr-eval 2.0.2, mathjs 15.2.0, jexl 2.3.0, filtrex 3.1.0. (mathjs refuses `!` in front; its guide shows the
#          order in which `not` is worked out. jexl has no `not`, filtrex no `!` and wants brackets behind `not`.)
# Matters: a condition typed by somebody who knows another such language holds always, or never.
set -eu
version=${1:-2.0.2}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
echo '{}' > package.json
npm install --silent --no-fund --no-audit "expr-eval@$version" mathjs@15.2.0 jexl@2.3.0 filtrex@3.1.0
cat > decide.mjs <<'JS'
import exprEval from "expr-eval";
import { all, create } from "mathjs";
import jexl from "jexl";
import { compileExpression } from "filtrex";
const math = create(all);
const languages = [
    (text, facts) => exprEval.Parser.evaluate(text, facts),
    (text, facts) => math.evaluate(text, { ...facts }),
    (text, facts) => jexl.evalSync(text, facts),
    (text, facts) => compileExpression(text)(facts),
];
const decide = (language, text, facts) => {
    try {
        const answer = language(text, facts);
        return answer instanceof Error ? "refused" : String(answer);
    } catch {
        return "refused";
    }
};
const table = [  // the condition, the facts, the guess, what the four have
    ["!answered", { answered: false }, "true", "1 refused true refused"],
    ["!answered", { answered: true }, "false", "1 refused false refused"],
    ['!answered ? "write" : "wait"', { answered: true }, "wait", "write refused wait refused"],
    ["not answered", { answered: true }, "false", "false false refused false"],
    ["not days > 5", { days: 4 }, "true", "false false refused refused"],
    ["not days > 5", { days: 9 }, "false", "false false refused refused"],
    ["not (days > 5)", { days: 4 }, "true", "true true refused true"],
    ["1 < days < 9", { days: 4 }, "true", "true true true true"],
    ["9 > days > 1", { days: 4 }, "true", "false true false true"],
    ["1 < days < 3", { days: 4 }, "false", "true false true false"],
];
console.log("expr-eval", process.argv[2], "and others: mathjs 15.2.0 jexl 2.3.0 filtrex 3.1.0");
let changed = false;
for (const [text, facts, guess, known] of table) {
    const seen = languages.map((language) => decide(language, text, facts)).join(" ");
    changed ||= seen !== known;
    console.log(text.padEnd(28), JSON.stringify(facts).padEnd(18), "guess:", guess.padEnd(5), "seen:", seen);
}
if (changed) console.log("This has changed.");
process.exit(changed ? 1 : 0);
JS
node decide.mjs "$version" 2> warnings.txt

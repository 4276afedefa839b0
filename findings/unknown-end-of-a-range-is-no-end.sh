#!/bin/sh
# feelin (FEEL of DMN, in JavaScript): a day against a range one end of which is not known.
# Guess:   null, as FEEL's comparisons with null are: `day >= from` and `day between from and to`.
# Happens: these two are null, but `day in [from..to]` is true: an end that is null, or a name
#          that nobody has set, counts as no limit. The three ways to write it no longer agree.
# Seen:    1.2.0 to 8.2.0.
# Matters: a rule "while the offer is open" fires although nobody has said until when it is open.
set -eu
version=${1:-8.2.0}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --prefix . "feelin@$version"
cat > run.mjs <<'JS'
import { evaluate } from 'feelin';
const day = 'date("2026-06-01")';
const value = (text, context) => {
  const result = evaluate(text, context);
  return result !== null && typeof result === 'object' && 'value' in result ? result.value : result;
};
const seen = [{ from: null }, {}].map((context) => [
  value(`${day} >= from`, context),
  value(`${day} between from and date("2026-12-31")`, context),
  value(`${day} in [from..date("2026-12-31")]`, context),
  value(`${day} in [date("2026-01-01")..from]`, context),
]);
console.log('guess: null four times, with from null and with from not set');
console.log('seen: ', JSON.stringify(seen));
const known = [null, null, true, true];
if (JSON.stringify(seen) !== JSON.stringify([known, known])) {
  console.error('This has changed.');
  process.exit(1);
}
JS
echo "feelin $version"
node run.mjs

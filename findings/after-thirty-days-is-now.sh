#!/bin/sh
# xstate and rxjs: a state that is left after 30 days, and a signal on a day that far away.
# Guess:   it happens in 30 days, or never, when the process ends before; or so long a time is refused.
# Happens: at once, a millisecond after the start: both hand the number to the timer of the platform, which
#          takes 2147483647 milliseconds at most, 24 days, 20 hours and 31 minutes, and makes one of anything longer.
#          After 24 days all is well. Node warns on the error output; a browser says nothing.
# Seen:    xstate 4.38.3 and 5.33.3, rxjs 7.8.2.
# Matters: "after a month without an answer" is the first thing that a chart of states says.
set -eu
version=${1:-5.33.3}
rxjs=${2:-7.8.2}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm init -y > /dev/null
npm install --silent "xstate@$version" "rxjs@$rxjs"
cat > see.mjs <<'JS'
import * as xstate from "xstate";
import { timer } from "rxjs";

process.removeAllListeners("warning");
const DAY = 86_400_000;
const interpret = xstate.createActor ?? xstate.interpret;

/** The state, half a second after the start, of a chart that leaves "waiting" after some days. */
async function stateAfter(days) {
  const states = { waiting: { after: { [days * DAY]: "late" } }, late: {} };
  const actor = interpret(xstate.createMachine({ initial: "waiting", predictableActionArguments: true, states }));
  actor.start();
  await new Promise((done) => setTimeout(done, 500));
  const { value } = actor.getSnapshot();
  actor.stop();
  return value;
}

/** How often, in half a second, a timer for a day that far away has fired. */
async function firedBefore(days) {
  let times = 0;
  const waiting = timer(new Date(Date.now() + days * DAY)).subscribe(() => times++);
  await new Promise((done) => setTimeout(done, 500));
  waiting.unsubscribe();
  return times;
}

const seen = [await stateAfter(24), await stateAfter(30), await firedBefore(24), await firedBefore(30)];
console.log("guess: after 24 days and after 30 days: waiting, waiting; fired 0 times, 0 times");
console.log("seen: ", ...seen);
if (String(seen) !== "waiting,late,0,1") {
  console.error("This has changed.");
  process.exit(1);
}
JS
printf 'xstate %s, rxjs %s\n' "$version" "$rxjs"
node --no-warnings see.mjs

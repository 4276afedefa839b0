#!/bin/sh
# parquet-wasm beside hyparquet (npm): a file of Parquet that one writes and the other reads.
# Guess:   a column of which nothing is known at all is null for both; a moment and a day are a moment and a day for
#          both, whatever their unit.
# Happens: the column without a type is 0 for hyparquet in each row, as parquet-wasm writes it as whole numbers that
#          must be there, with a remark that they are null; the same nulls as a column of whole numbers are null. A
#          moment in seconds is a bare number for it, 1767605400, and a day with its time is 1767605400000; both come
#          back to parquet-wasm as what they were.
# Seen:    parquet-wasm 0.8.0 and 0.6.1, for which a day loses its time, apache-arrow 21.2.0, hyparquet 1.33.0.
# Matters: a question that nobody has answered yet is such a column.
set -eu
version=${1:-0.8.0}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
echo '{}' > package.json
npm install --silent --no-fund --no-audit "parquet-wasm@$version" apache-arrow@21.2.0 hyparquet@1.33.0
cat > look.mjs <<'JS'
import { readFileSync } from "node:fs";
import * as arrow from "apache-arrow";
import { parquetReadObjects } from "hyparquet";
import { createRequire } from "node:module";
const parquet = createRequire(import.meta.url)("parquet-wasm/node");
const shown = (values) => values.map((value) => {
  if (value instanceof Date) return value.toISOString().slice(0, 16);
  return typeof value === "number" && value > 1e12 ? new Date(value).toISOString().slice(0, 16) : String(value);
}).join();
const both = (values, type) => async () => {
  const stream = arrow.tableToIPC(new arrow.Table({ v: arrow.vectorFromArray(values, type) }), "stream");
  const file = parquet.writeParquet(parquet.Table.fromIPCStream(stream));
  const back = arrow.tableFromIPC(parquet.readParquet(file).intoIPCStream()).getChild("v");
  const rows = await parquetReadObjects({ file: new Uint8Array(file).buffer });
  return [shown([...back]), shown(rows.map(({ v }) => v))].join(" | ");
};
const MOMENT = [new Date("2026-01-05T09:30Z")];
const [DAY, TIME] = ["2026-01-05T00:00", "2026-01-05T09:30"];
const CASES = [ // the column, how it is written, the guess, what the two read
  ["nulls, whole numbers", both([null, null], new arrow.Int32()), "null,null", "null,null | null,null"],
  ["nulls, of no type", both([null, null], new arrow.Null()), "null,null", "null,null | 0,0"],
  ["a day", both([new Date("2026-01-05")], new arrow.DateDay()), DAY, `${DAY} | ${DAY}`],
  ["a moment, thousandths", both(MOMENT, new arrow.TimestampMillisecond()), TIME, `${TIME} | ${TIME}`],
  ["a moment, in seconds", both(MOMENT, new arrow.TimestampSecond()), TIME, `${TIME} | 1767605400`],
  ["a day with its time", both(MOMENT, new arrow.DateMillisecond()), TIME, `${TIME} | 1767605400000`],
];
const npm = (name) => JSON.parse(readFileSync(`node_modules/${name}/package.json`)).version;
console.log(["parquet-wasm", "apache-arrow", "hyparquet"].map((name) => `${name} ${npm(name)}`).join(", "));
let changed = false;
for (const [what, work, guess, known] of CASES) {
  let seen;
  try {
    seen = String(await work());
  } catch {
    seen = "error";
  }
  console.log(what.padEnd(26), `guess: ${guess}`.padEnd(24), "seen:", seen);
  changed ||= seen !== String(known);
}
if (changed) console.log("This has changed.");
process.exit(changed ? 1 : 0);
JS
TZ=UTC timeout 60 node look.mjs

"""What comparisons, arithmetic and functions of the rule language are called in words."""

from __future__ import annotations

from advisor import ir

DATES = {
    ir.Comparison.BEFORE: "a day before",
    ir.Comparison.NOT_AFTER: "a day on or before",
    ir.Comparison.AFTER: "a day after",
    ir.Comparison.NOT_BEFORE: "a day on or after",
}
SINCE_TODAY = {
    ir.Comparison.BEFORE: "a day that has passed",
    ir.Comparison.NOT_AFTER: "a day that has come",
    ir.Comparison.AFTER: "a day that is still to come",
    ir.Comparison.NOT_BEFORE: "today or a day still to come",
}
PLAIN_DATES = {
    ir.Comparison.BEFORE: "is before",
    ir.Comparison.NOT_AFTER: "is on or before",
    ir.Comparison.AFTER: "is after",
    ir.Comparison.NOT_BEFORE: "is on or after",
}
AMOUNTS = {
    ir.Comparison.BEFORE: "less than",
    ir.Comparison.NOT_AFTER: "at most",
    ir.Comparison.AFTER: "more than",
    ir.Comparison.NOT_BEFORE: "at least",
    ir.Comparison.BETTER: "better than",
    ir.Comparison.WORSE: "worse than",
}
COUNTS = {**AMOUNTS, ir.Comparison.BEFORE: "fewer than"}
SIGNS = {
    ir.Operator.PLUS: " + ",
    ir.Operator.MINUS: " − ",
    ir.Operator.TIMES: " × ",
    ir.Operator.OVER: " ÷ ",
}
CALLS = {
    ir.Builtin.ROUND: "{} rounded",
    ir.Builtin.ROUND_UP: "{} rounded up",
    ir.Builtin.ROUND_DOWN: "{} rounded down",
    ir.Builtin.ABS: "the size of {}",
    ir.Builtin.DAYS: "the number of days in {}",
    ir.Builtin.WEEKDAY: "the weekday of {}",
    ir.Builtin.START_OF_MONTH: "the first day of the month of {}",
    ir.Builtin.END_OF_MONTH: "the last day of the month of {}",
    ir.Builtin.YEARS: "the whole years from {} to {}",
    ir.Builtin.MONTHS: "the whole months from {} to {}",
}

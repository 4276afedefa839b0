"""Faults in what rules mean, to be planted one at a time in a copy of the package: tests must catch each.

Each is data: the file, text that stands there exactly once, what to put in its place, and the fault
in one line. A text that is no longer there is an error: plant the fault anew where the code went.
"""

from __future__ import annotations

from tests.faults.fault import Fault

ORACLE, RETE = "backends/oracle", "backends/rete"

FAULTS: tuple[Fault, ...] = (
    # Arithmetic, in both engines.
    Fault(
        "products of numbers round halves up",
        f"{ORACLE}/arithmetic.py",
        "(rest * 2 == ir.MILLION and whole % 2 == 1)",
        "rest * 2 == ir.MILLION",
    ),
    Fault(
        "products of durations round halves towards zero",
        f"{ORACLE}/arithmetic.py",
        "(abs(product) * 2 + ir.MILLION) //",
        "(abs(product) * 2 + ir.MILLION - 1) //",
    ),
    Fault(
        "no working days from a weekend stay on the weekend",
        f"{ORACLE}/arithmetic.py",
        "return day if weekday < 5 else day + 7 - weekday",
        "return day",
    ),
    Fault(
        "working days backwards forget the weekend",
        f"{ORACLE}/arithmetic.py",
        "return day - 7 * weeks - (rest if weekday - rest >= 0 else rest + 2)",
        "return day - 7 * weeks - rest",
    ),
    Fault(
        "parts of working days are cut off",
        f"{ORACLE}/arithmetic.py",
        "if factor % ir.MILLION:",
        "if False:",
    ),
    Fault(
        "a value by date begins a day late",
        f"{ORACLE}/semantics.py",
        "if first <= day:",
        "if first < day:",
    ),
    Fault(
        "a value that was set holds by date, too",
        f"{ORACLE}/semantics.py",
        "return expression.steps if own is None else",
        "return expression.steps if True else",
    ),
    Fault(
        "rete: a value by date begins a day late",
        f"{RETE}/evaluation.py",
        "values[bisect_right(days, int(day))]",
        "values[bisect_right(days, int(day) - 1)]",
    ),
    Fault(
        "rete: a value by date holds where no day is given",
        f"{RETE}/evaluation.py",
        "return None if day is None else values[",
        "return values[-1] if day is None else values[",
    ),
    Fault(
        "rete: a value that was set holds by date, too",
        f"{RETE}/evaluation.py",
        "if expression.parameter in parameters:",
        "if False:",
    ),
    Fault(
        "a rule silences its own second piece of advice",
        "backends/agenda.py",
        "rule.written_as != entry.rule.written_as",
        "rule.name != entry.rule.name",
    ),
    Fault(
        "a rule of a group overrides only the next one",
        "loading/declarations/rule_outlines.py",
        "for later in heads[number + 1 :]))",
        "for later in heads[number + 1 : number + 2]))",
    ),
    Fault(
        "who overrides a rule overrides its first advice only",
        "loading/declarations/rules.py",
        "for part in declared.rules[name].parts)",
        "for part in declared.rules[name].parts[:1])",
    ),
    Fault(
        "a rule still fires on the day after its last",
        "loading/declarations/rules.py",
        '("until", ir.Comparison.NOT_AFTER)',
        '("until", ir.Comparison.NOT_BEFORE)',
    ),
    Fault(
        "what is not given counts among the choices that are so",
        f"{ORACLE}/semantics.py",
        "else sum(map(bool, found)) * ir.MILLION",
        "else sum(value is not False for value in found) * ir.MILLION",
    ),
    Fault(
        "rete: choices that are not so are counted",
        f"{RETE}/evaluation.py",
        "each_of(memory, frames).count(True) * ir.MILLION",
        "len(each_of(memory, frames)) * ir.MILLION",
    ),
    Fault(
        "a list of choices says nothing of the others",
        "ir/entities.py",
        "return {part: choice in choices for choice, part in self.parts.items()}",
        "return {part: True for choice, part in self.parts.items() if choice in choices}",
    ),
    Fault(
        "values out of range are let through",
        f"{ORACLE}/arithmetic.py",
        "if not lowest <= value <= highest:",
        "if False:",
    ),
    Fault(
        "parts of months are not cut to the month's length",
        f"{ORACLE}/arithmetic.py",
        "min(at.day, last)",
        "min(at.day, 28)",
    ),
    Fault(
        "a month that is not over counts",
        f"{ORACLE}/arithmetic.py",
        "return months if add_months(first, months) <= last else months - 1",
        "return months",
    ),
    Fault(
        "years backwards are rounded down",
        f"{ORACLE}/arithmetic.py",
        "return months // ir.YEAR if months >= 0 else -(-months // ir.YEAR)",
        "return months // ir.YEAR",
    ),
    Fault(
        "quotients round halves up",
        f"{ORACLE}/arithmetic.py",
        "(rest * 2 == b and whole % 2 == 1)",
        "rest * 2 == b",
    ),
    Fault(
        "a division by 0 gives 0",
        f"{ORACLE}/arithmetic.py",
        "    if b == 0:\n        return None\n",
        "    if b == 0:\n        return 0\n",
    ),
    Fault(
        "halves are rounded towards zero",
        f"{ORACLE}/arithmetic.py",
        "(abs(number) * 2 + unit) // (2 * unit)",
        "(abs(number) * 2 + unit - 1) // (2 * unit)",
    ),
    Fault(
        "round_up goes away from zero",
        f"{ORACLE}/arithmetic.py",
        "return -(-number // unit) * unit",
        "return (-(-abs(number) // unit) * unit) * (1 if number >= 0 else -1)",
    ),
    Fault(
        "a day counts as a millionth",
        f"{ORACLE}/arithmetic.py",
        "return lambda days: days * ir.MILLION",
        "return lambda days: days",
    ),
    Fault(
        "rete: every month is as long as in a common year",
        f"{RETE}/arithmetic.py",
        "return 29 if of_year == 1 and is_leap else MONTH_LENGTHS[of_year]",
        "return MONTH_LENGTHS[of_year]",
    ),
    Fault(
        "rete: every hundredth year is a leap year",
        f"{RETE}/arithmetic.py",
        "year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)",
        "year % 4 == 0",
    ),
    Fault(
        "rete: the last day of a month does not end a month",
        f"{RETE}/arithmetic.py",
        "to_day >= day or to_day == length_of_month(to_month) - 1",
        "to_day >= day",
    ),
    Fault(
        "rete: months beyond the calendar are let through",
        f"{RETE}/arithmetic.py",
        "if not ir.YEAR <= month <= _LAST_MONTH:",
        "if month < ir.YEAR:",
    ),
    Fault(
        "rete: divisors below 0 are not turned",
        f"{RETE}/arithmetic.py",
        "            left, right = -left, -right\n",
        "            left, right = left, -right\n",
    ),
    Fault(
        "rete: what is rounded up may leave its range",
        f"{RETE}/arithmetic.py",
        "return within_bounds(steps * unit, ir.Kind.NUMBER)",
        "return steps * unit",
    ),
    Fault(
        "rete: products of durations round halves towards zero",
        f"{RETE}/arithmetic.py",
        "size = (2 * abs(numerator) + denominator) //",
        "size = (2 * abs(numerator) + denominator - 1) //",
    ),
    Fault(
        "rete: no working days from a weekend count from the Friday",
        f"{RETE}/arithmetic.py",
        "if count > 0 else DAYS_IN_WEEK - weekday",
        "if count >= 0 else DAYS_IN_WEEK - weekday",
    ),
    Fault(
        "a closed day is counted as one of work",
        f"{ORACLE}/arithmetic.py",
        "return day not in calendar.closed",
        "return True",
    ),
    Fault(
        "no working days from a closed day stay there",
        f"{ORACLE}/arithmetic.py",
        "if is_day_of_work(calendar, day) and count == 0:",
        "if is_day_of_work(calendar, day) or count == 0:",
    ),
    Fault(
        "a weekend that is worked is passed over",
        f"{ORACLE}/arithmetic.py",
        "return day in calendar.open",
        "return False",
    ),
    Fault(
        "a calendar knows of any year",
        f"{ORACLE}/arithmetic.py",
        "if not calendar.first <= day <= calendar.last:",
        "if False:",
    ),
    Fault(
        "a calendar that nobody chose yet is none",
        f"{ORACLE}/semantics.py",
        "if UNKNOWN in (a, b, name):",
        "name = None if name is UNKNOWN else name\n            if UNKNOWN in (a, b):",
    ),
    Fault(
        "rete: working days back from a closed day count the day before twice",
        f"{RETE}/arithmetic.py",
        "if count > 0 else self._before(day) + count",
        "if count > 0 else self._before(day + 1) + count",
    ),
    Fault(
        "rete: the day behind the last of the calendar's years is known",
        f"{RETE}/arithmetic.py",
        "if calendar.first <= day <= calendar.last:",
        "if calendar.first <= day <= calendar.last + 1:",
    ),
    Fault(
        "rete: the largest date is out of range",
        f"{RETE}/arithmetic.py",
        "if lowest <= value <= highest:",
        "if lowest <= value < highest:",
    ),
    # What is not given, in both engines.
    Fault(
        "`is` with something not given is not given",
        f"{ORACLE}/semantics.py",
        "            case ir.Is(left=left, right=right):\n"
        "                return self._strictly(left, right, operator.eq, otherwise=False)",
        "            case ir.Is(left=left, right=right):\n"
        "                return self._strictly(left, right, operator.eq, otherwise=None)",
    ),
    Fault(
        "`not` of something not given is no",
        f"{ORACLE}/semantics.py",
        "is UNKNOWN else not v",
        "is UNKNOWN else v is False",
    ),
    Fault(
        "an `and` without something not given holds",
        f"{ORACLE}/semantics.py",
        "            elif not verdict:\n                return False\n",
        "            elif verdict is False:\n                return False\n",
    ),
    Fault(
        "rete: what is not given lies above every bound, too",
        f"{RETE}/normal_form.py",
        'side = Side.HIGH if op in ("<", "<=") else Side.LOW',
        'side = Side.HIGH if op in ("<", ">") else Side.LOW',
    ),
    Fault(
        "rete: the opposite of `<` is `>`",
        f"{RETE}/normal_form.py",
        'OPPOSITE = {"<": ">="',
        'OPPOSITE = {"<": ">"',
    ),
    Fault(
        "rete: `not` of something not given is no",
        f"{RETE}/evaluation.py",
        "return lambda memory, frames: of(memory, frames) is not True",
        "return lambda memory, frames: of(memory, frames) is False",
    ),
    # Choices and lists.
    Fault(
        "better and worse change places",
        f"{ORACLE}/semantics.py",
        "test = operator.lt if op is ir.Comparison.BETTER else operator.gt",
        "test = operator.gt if op is ir.Comparison.BETTER else operator.lt",
    ),
    Fault(
        "filters are ignored",
        f"{ORACLE}/semantics.py",
        "if verdict is UNKNOWN or verdict:",
        "if True:",
    ),
    Fault(
        "`other` includes the rule's own instance",
        f"{ORACLE}/semantics.py",
        "return tuple(item for item in items if item != mine)",
        "return items",
    ),
    Fault(
        "`every` over nothing is no",
        f"{ORACLE}/semantics.py",
        "            result: Known = not is_any\n",
        "            result: Known = not is_any and bool(items_of(over, memory, frames))\n",
    ),
    Fault(
        "of equal keys the later place counts",
        f"{ORACLE}/semantics.py",
        "= choose(keyed, key=",
        "= choose(keyed[::-1], key=",
    ),
    Fault(
        "`first_by` passes over values that are not given",
        f"{ORACLE}/semantics.py",
        "keyed = [pair for pair in found if pair[0] is not None]",
        "keyed = [pair for pair in found if None not in pair]",
    ),
    Fault(
        "rete: filters keep what is not given",
        f"{RETE}/evaluation.py",
        "if is_kept(memory, inner) is True]",
        "if is_kept(memory, inner) is not False]",
    ),
    Fault(
        "rete: `other` includes the rule's own instance",
        f"{RETE}/evaluation.py",
        " if i != own.index]",
        "]",
    ),
    Fault(
        "rete: `any` and `every` look no further once they are settled",
        f"{RETE}/evaluation.py",
        "return settles(verdicts if is_safe and not memory.is_watched else list(verdicts))",
        "return settles(verdicts)",
    ),
    Fault(
        "rete: `is one of` forgets the last choice",
        f"{RETE}/normal_form.py",
        "others = [code for c in choices if",
        "others = [code for c in choices[:-1] if",
    ),
    # Defaults, conclusions, overrides.
    Fault(
        "defaults of stated facts are not used",
        f"{ORACLE}/memory.py",
        "name: [(f.name, f.default) for f in",
        "name: [(f.name, None) for f in",
    ),
    Fault(
        "overrides are ignored",
        f"{ORACLE}/engine.py",
        "if not any(around[o.entity] in self.fired[o.name] for o in overriders):",
        "if True:",
    ),
    Fault(
        "overrides work for the same instance alone",
        f"{ORACLE}/engine.py",
        "around[o.entity] in self.fired[o.name]",
        "index in self.fired[o.name]",
    ),
    Fault(
        "overrides are transposed",
        "ir/packs.py",
        "                found[name].append(rule.name)\n"
        "        return {key: tuple(names) for key, names in found.items()}",
        "                found[rule.name].append(name)\n"
        "        return {key: tuple(names) for key, names in found.items()}",
    ),
    Fault(
        "`unless` is ignored",
        f"{ORACLE}/semantics.py",
        "if rule.unless is None:",
        "if True:",
    ),
    Fault(
        "a conflict is missed",
        f"{ORACLE}/engine.py",
        "if len({value for _, value, _ in found}) > 1:",
        "if len({value for _, value, _ in found}) > 2:",
    ),
    Fault(
        "computed defaults are not used",
        f"{ORACLE}/engine.py",
        "if default is None:",
        "if True:",
    ),
    Fault(
        "rete: overrides are ignored",
        f"{RETE}/engine.py",
        "return at is not None and at in self.fired[rule]",
        "return False",
    ),
    Fault(
        "rete: a default counts although a rule concluded",
        f"{RETE}/engine.py",
        "        elif concluded.default is not None:",
        "        if concluded.default is not None:",
    ),
    Fault(
        "rete: a conflict is missed",
        f"{RETE}/engine.py",
        "if len(set(given.values())) == 1:",
        "if len(set(given.values())) < 3:",
    ),
    Fault(
        "rete: start and due change places",
        f"{RETE}/planning.py",
        "Advised(rule.name, rule.advises.start, rule.advises.due)",
        "Advised(rule.name, rule.advises.due, rule.advises.start)",
    ),
    # Strata.
    Fault(
        "strata forget what a default reads",
        "analysis/stratification.py",
        '[] if default is None else list(_reads(pack, default, "its default reads"))',
        "[]",
    ),
    Fault(
        "strata put the overridden rule first",
        "analysis/stratification.py",
        "graph[FiringNode(name)].append(\n"
        '                Edge(FiringNode(rule.name), "is overridden by", rule.span)',
        "graph[FiringNode(rule.name)].append(\n"
        '                Edge(FiringNode(name), "is overridden by", rule.span)',
    ),
    # The agenda.
    Fault(
        "a silence withholds the rule's own advice",
        "backends/agenda.py",
        "rule.written_as != entry.rule.written_as\n            and ",
        "",
    ),
    Fault(
        "silences do not reach inside",
        "backends/agenda.py",
        "            and ir.is_within(entry.at, at)\n",
        "            and entry.at is at\n",
    ),
    Fault(
        "`instead_of` looks at what is silenced",
        "backends/agenda.py",
        "_replace(_silence(_collect(firings), firings))",
        "_silence(_replace(_collect(firings)), firings)",
    ),
    Fault(
        "`instead_of` replaces what stands around it",
        "backends/agenda.py",
        "if p.action in instead_of and ir.is_within(p.at, entry.at)]",
        "if p.action in instead_of and _are_related(p.at, entry.at)]",
    ),
    Fault(
        "`instead_of` forgets its own due",
        "backends/agenda.py",
        "earliest_due(t.due for t in targets) if entry.due is None else entry.due",
        "earliest_due(t.due for t in targets)",
    ),
    Fault(
        "no start is later than any",
        "backends/agenda.py",
        "return None if None in found else min(s for s in found if s is not None)",
        "return min((s for s in found if s is not None), default=None)",
    ),
    Fault(
        "of several dues the latest counts",
        "backends/agenda.py",
        "return min((d for d in dues if d is not None), default=None)",
        "return max((d for d in dues if d is not None), default=None)",
    ),
    Fault(
        "what is only to be known is due",
        "backends/agenda.py",
        "    if action.kind is ir.ActionKind.KNOW:\n",
        "    if False:\n",
    ),
    Fault(
        "no question is open for a result",
        f"{ORACLE}/questions.py",
        "for entity, facts in reading.program.pack.results.items():",
        "for entity, facts in list(reading.program.pack.results.items())[:0]:",
    ),
    Fault(
        "a wait is overdue",
        "backends/agenda.py",
        "due is not None and due < today and kind is not ir.ActionKind.WAIT",
        "due is not None and due < today",
    ),
    Fault(
        "due today is overdue",
        "backends/agenda.py",
        "due is not None and due < today",
        "due is not None and due <= today",
    ),
    Fault(
        "notes reach inside only",
        "backends/agenda.py",
        "action in note.on) and _are_related(here, at)",
        "action in note.on) and is_within(here, at)",
    ),
    Fault(
        "only the action that says so is contradicted",
        "backends/agenda.py",
        "            or piece.action in pack.actions[other.action].incompatible\n",
        "",
    ),
    Fault(
        "no due stands first",
        "backends/agenda.py",
        "            piece.due is None,\n",
        "            piece.due is not None,\n",
    ),
    Fault(
        "what matters least stands first",
        "backends/agenda.py",
        "            -weight,\n",
        "            weight,\n",
    ),
    Fault(
        "of what is pressing the least important stands first",
        "backends/agenda.py",
        "            -weight if presses else 0,\n",
        "            weight if presses else 0,\n",
    ),
    Fault(
        "what is pressing stands by its due alone",
        "backends/agenda.py",
        "            -weight if presses else 0,\n",
        "            0,\n",
    ),
    Fault(
        "all advice for now stands by importance first",
        "backends/agenda.py",
        "            -weight if presses else 0,\n",
        "            -weight,\n",
    ),
    Fault(
        "only what is due today is pressing",
        "backends/agenda.py",
        "    return piece.due <= today + 1\n",
        "    return piece.due <= today\n",
    ),
    Fault(
        "what is due the day after tomorrow is pressing",
        "backends/agenda.py",
        "    return piece.due <= today + 1\n",
        "    return piece.due <= today + 2\n",
    ),
    Fault(
        "what is urgent and has no due can wait",
        "backends/agenda.py",
        "        return piece.importance is ir.Importance.URGENT\n",
        "        return False\n",
    ),
    Fault(
        "what is for later is pressing, too",
        "backends/agenda.py",
        "    if piece.status == ir.Status.LATER:\n        return False\n",
        "",
    ),
    Fault(
        "what is for later stands by its due, whenever it begins",
        "backends/agenda.py",
        "            begins or 0,\n",
        "",
    ),
    Fault(
        "what can be done now stands by its start, too",
        "backends/agenda.py",
        "        begins = piece.start if piece.status == ir.Status.LATER else None\n",
        "        begins = piece.start\n",
    ),
    Fault(
        "what begins last for later stands first",
        "backends/agenda.py",
        "            begins or 0,\n",
        "            -(begins or 0),\n",
    ),
    Fault(
        "the place of the action does not count",
        "backends/agenda.py",
        "            actions[piece.action],\n",
        "            0,\n",
    ),
    Fault(
        "the place of the instance does not count",
        "backends/agenda.py",
        "            at_place[piece.place].index,\n",
        "            0,\n",
    ),
    Fault(
        "`after_any` is ignored",
        "backends/agenda.py",
        "if other.action in action.after_any:",
        "if False:",
    ),
    Fault(
        "`after` reaches into the other group",
        "backends/agenda.py",
        "return (*_put_after(now, pack, at_place), *_put_after(later, pack, at_place))",
        "return tuple(_put_after([*now, *later], pack, at_place))",
    ),
    # Days that are still to come.
    Fault(
        "today is still to come",
        "ir/situations.py",
        "    return isinstance(day, int) and day > today\n",
        "    return isinstance(day, int) and day >= today\n",
    ),
    Fault(
        "a day to come does not count, but what was done then does",
        "ir/situations.py",
        "            if dated is not None:\n                changed[dated] = None\n",
        "",
    ),
    Fault(
        "a day to come counts in inner lists",
        "ir/situations.py",
        "        name: tuple(without_future(item, looking_back, today) for item in items)\n",
        "        name: items\n",
    ),
    Fault(
        "dates that look ahead cannot be to come either",
        "ir/packs.py",
        "                if fact.looks is Looks.BACK\n",
        "                if fact.looks is not None\n",
    ),
    Fault(
        "the oracle sees days to come",
        "backends/oracle/memory.py",
        "ir.place_instances(ir.without_future(root, pack.looking_back, day), pack.list_names)",
        "ir.place_instances(root, pack.list_names)",
    ),
    Fault(
        "the strata after the last full network are forgotten",
        "backends/rete/planning.py",
        "        if strata:\n",
        "        if not self.program.strata:\n",
    ),
    Fault(
        "the network sees days to come",
        "backends/rete/working_memory.py",
        "ir.place_instances(ir.without_future(root, shape.looking_back, today), shape.lists)",
        "ir.place_instances(root, shape.lists)",
    ),
    Fault(
        "titles and labels show days to come",
        "rendering/words.py",
        "    return place_stated(pack, ir.without_future(root, pack.looking_back, today))\n",
        "    return place_stated(pack, root)\n",
    ),
    # Reading values and conditions.
    Fault(
        "digits after the point move to the right",
        "loading/declarations/scalars.py",
        'int(fraction[:6].ljust(6, "0"))',
        'int(fraction[:6].rjust(6, "0"))',
    ),
    Fault(
        "a week has five days",
        "loading/declarations/scalars.py",
        '7 if found[2].startswith("week") else 1',
        '5 if found[2].startswith("week") else 1',
    ),
    Fault(
        "numbers below zero lose their sign",
        "loading/declarations/scalars.py",
        "return -value if sign else value",
        "return value",
    ),
    Fault(
        "none in quotes is none",
        "loading/syntax/nodes.py",
        "return self.is_plain and self.text in NONE_WORDS",
        "return self.text in NONE_WORDS",
    ),
    Fault(
        "a list under `unless` means all of them",
        "loading/declarations/conditions.py",
        '"any" if key == "unless" else "all"',
        '"all"',
    ),
    Fault(
        "`none` means any",
        "loading/declarations/conditions.py",
        "    return ir.Not(inner, name.span)",
        "    return inner",
    ),
    # What is open.
    Fault(
        "an item that may be left out settles a quantifier",
        f"{ORACLE}/semantics.py",
        "                    if not surely:\n",
        "                    if False:\n",
    ),
    Fault(
        "a value of a rule that may fire is certain",
        f"{ORACLE}/partial_evaluation.py",
        "is_certain = self.fires[name, index] is True",
        "is_certain = self.fires[name, index] is not False",
    ),
    Fault(
        "advice that may be silenced is certain",
        f"{ORACLE}/partial_evaluation.py",
        "return candidate.fires is True and candidate.is_silenced is False",
        "return candidate.fires is True",
    ),
    Fault(
        "nobody asks what a silence hangs on",
        f"{ORACLE}/questions.py",
        "if candidate.is_silenced is UNKNOWN:",
        "if False:",
    ),
)

#!/bin/sh
# pyAgrum: networks of what depends on what, with their chances, in files.
# Guess:   what it writes it reads, or it refuses to write, as it does for BIF: answers as "<5" or "a&b", names with a dash; a file
#          with the ending of an XML format is XML; answers stand in the order in which they are given; from 1.5 to 2.5 is no
#          range of whole numbers; true is no place in a list.
# Happens: "<5" is written as it is into XML, which is then none: BIFXML it cannot read again, XDSL it can, though "a&b" comes back as
#          "ab"; a parser of XML refuses all four, and 01 beside 1 cannot be read. The name late-call is late_call in the file of XDSL.
#          `{5|1}` is 1, 5, `[1.5,2.5]` is 1 and 2, and true is the second answer.
# Seen:    pyAgrum 2.3.1 and 3.3.1. Answers with blanks, commas or an ë come back in both forms of XML; a second "yes" is refused.
# Matters: what is drawn by hand as "waits under 5 days" is saved without a word, and is gone on the next morning.
set -eu
version=${1:-3.3.1}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
python3 -m venv venv
venv/bin/pip install -qq "pyagrum==$version"
timeout 100 venv/bin/python -W ignore - <<'PY'
import re
import sys
import xml.etree.ElementTree as ET
from importlib.metadata import version

import pyagrum as gum


def saved(labels, ending, name="late"):
    network = gum.BayesNet("b")
    network.add(gum.LabelizedVariable(name, name, labels))
    network.cpt(name).fillWith([0.25, 0.75])
    gum.saveBN(network, f"x.{ending}")


def again(labels, ending):
    saved(labels, ending)
    network = gum.loadBN(f"x.{ending}")
    return " ".join(network.variable("late").labels())


def parsed(labels, ending):
    saved(labels, ending)
    ET.parse(f"x.{ending}")
    return "XML"


def id_of(name):
    saved(["yes", "no"], "xdsl", name)
    return re.search(r'cpt id="([^"]*)"', open("x.xdsl").read())[1]


def fast(text):
    network = gum.fastBN(text)
    return " ".join(network.variable("d").labels())


def second(evidence):
    network = gum.fastBN("d{a|b|c}")
    return str([float(each) for each in gum.getPosterior(network, target="d", evs={"d": evidence}).tolist()][1])


FIVE, AND = ["<5", ">=5"], ["a&b", "c"]
CASES = [  # what is asked, how, the guess, and what is seen
    ("5 days, in XDSL", lambda: again(["5 days", "7 days"], "xdsl"), "5 days 7 days", "5 days 7 days"),
    ("5 days, in BIFXML", lambda: again(["5 days", "7 days"], "bifxml"), "5 days 7 days", "5 days 7 days"),
    ("<5, in BIF", lambda: again(FIVE, "bif"), "refused", "refused"),
    ("<5, in XDSL", lambda: again(FIVE, "xdsl"), "<5 >=5", "<5 >=5"),
    ("<5, in BIFXML", lambda: again(FIVE, "bifxml"), "<5 >=5", "refused"),
    ("a&b, in XDSL", lambda: again(AND, "xdsl"), "a&b c", "ab c"),
    ("a&b, in BIFXML", lambda: again(AND, "bifxml"), "a&b c", "ab c"),
    ("the XDSL of <5", lambda: parsed(FIVE, "xdsl"), "XML", "refused"),
    ("the BIFXML of <5", lambda: parsed(FIVE, "bifxml"), "XML", "refused"),
    ("the XDSL of a&b", lambda: parsed(AND, "xdsl"), "XML", "refused"),
    ("the BIFXML of a&b", lambda: parsed(AND, "bifxml"), "XML", "refused"),
    ("01 and 1, in BIFXML", lambda: again(["01", "1"], "bifxml"), "01 1", "refused"),
    ("late-call, in XDSL", lambda: id_of("late-call"), "late-call", "late_call"),
    ("{yes|yes}", lambda: fast("d{yes|yes}"), "refused", "refused"),
    ("{5|1}", lambda: fast("d{5|1}"), "5 1", "1 5"),
    ("[1.5,2.5]", lambda: fast("d[1.5,2.5]"), "refused", "1 2"),
    ("the second, by 1", lambda: second(1), "1.0", "1.0"),
    ("the second, by true", lambda: second(True), "refused", "1.0"),
]
print("pyagrum", version("pyagrum"))
changed = False
for what, ask, guess, known in CASES:
    try:
        seen = ask()
    except Exception:
        seen = "refused"
    print(f"{what:22} guess: {guess:14} seen: {seen}")
    changed |= seen != known
sys.exit("This has changed." if changed else 0)
PY

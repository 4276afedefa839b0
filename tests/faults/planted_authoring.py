"""Faults of what people who edit rules rely on: the difference between packs, the layout, the schemas."""

from tests.faults.fault import Fault

AUTHORING_FAULTS = (
    Fault(
        "a piece that only comes is not counted as new",
        "revisions/pages.py",
        "gone, came = np.flatnonzero(~was_kept), n + np.flatnonzero(~is_kept)",
        "gone, came = np.flatnonzero(~was_kept), n + np.flatnonzero(is_kept & False)",
    ),
    Fault(
        "another status alone is no difference",
        "revisions/pages.py",
        "for column in (pieces.start, pieces.due, pieces.status):",
        "for column in (pieces.start, pieces.due):",
    ),
    Fault(
        "earlier and later are turned around",
        "revisions/pages.py",
        "np.sign(now - was)",
        "np.sign(was - now)",
    ),
    Fault(
        "a cause is what the page is the same without",
        "revisions/causes.py",
        "if _is_about(changes[n], compared.get(at, ())):",
        "if not _is_about(changes[n], compared.get(at, ())):",
    ),
    Fault(
        "the own parameters of a situation do not count for its causes",
        "revisions/causes.py",
        "        if values:\n            return decider(program, values, self._as_of, count)\n",
        "",
    ),
    Fault(
        "the rows of a table are mixed one by one",
        "revisions/mixing.py",
        'return name.partition("/")[0]',
        "return name",
    ),
    Fault(
        "a rule that is taken back is still overridden",
        "revisions/mixing.py",
        "tuple(o for o in r.overrides if o in rules)",
        "r.overrides",
    ),
    Fault(
        "a choice that the other pack does not know stays",
        "revisions/fitting.py",
        "return pc.if_else(is_known, words, pa.scalar(None, pa.string()))",
        "return words",
    ),
    Fault(
        "what a layer does not say is gone",
        "revisions/declared.py",
        "{**below.parts, **parts}",
        "parts",
    ),
    Fault(
        "the first of a situation's groups takes all its causes",
        "revisions/tally.py",
        "np.bitwise_or.reduceat(masks[number], firsts, axis=0)",
        "masks[number[firsts]]",
    ),
    Fault(
        "comments go where what follows stands",
        "formatting/layout.py",
        "if source < old <= comment.at.column",
        "if False",
    ),
    Fault(
        "the empty lines behind a kept block are no part of it",
        "formatting/layout.py",
        "        if value.is_kept:\n            self._is_tight = True\n        elif",
        "        if",
    ),
    Fault(
        "text that stands deeper in a block moves to the left",
        "formatting/tree.py",
        'indent = _indentation(body) - _indentation(event.value.split("\\n"))',
        "indent = _indentation(body)",
    ),
    Fault(
        "a block without a last line end gets one",
        "formatting/tree.py",
        'chomping = "-"  # the text broke off at the end of the file',
        "pass",
    ),
    Fault(
        "rows that are aligned lose their columns",
        "formatting/layout.py",
        "        if id(value) in self._as_written:\n            return value.written\n",
        "",
    ),
    Fault(
        "files are not read again",
        "formatting/proving.py",
        "if documents_of(text) != documents_of(after):",
        "if False:",
    ),
    Fault(
        "whether rules are the same is not looked at",
        "formatting/proving.py",
        "if changed and _meaning(pack, below) != _meaning(after, below):",
        "if False:",
    ),
    Fault(
        "a fact that must be there may be left out",
        "schemas/situations.py",
        "if fact.is_required]",
        "if False]",
    ),
    Fault(
        "what nobody knows may stand in a situation",
        "schemas/values.py",
        '        "additionalProperties": False,\n    }\n    needed',
        '        "additionalProperties": True,\n    }\n    needed',
    ),
)

"""Keys and their words that are none: what they are called here, and where they belong."""

from __future__ import annotations

from collections.abc import Collection

from advisor.diagnostics.suggestions import closest

# what people, or other languages for rules, call a key → ours; of several, the first that the
# declaration has: a `name` is the `title` of an action and the `rule` of a rule
_MEANT: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(("name", "id", "called"), ("rule", "table", "test", "pack", "action", "title")),
    **dict.fromkeys(
        ("description", "desc", "heading", "caption", "summary"), ("title", "because", "help")
    ),
    "title": ("label", "because", "words", "ask"),
    "label": ("title", "words"),
    **dict.fromkeys(("text", "sentence", "message", "content"), ("say", "because", "ask", "title")),
    **dict.fromkeys(("reason", "why", "rationale", "explanation"), ("because", "help")),
    **dict.fromkeys(("hint", "info"), ("help", "because")),
    **dict.fromkeys(("question", "prompt", "query"), ("ask",)),
    **dict.fromkeys(("options", "values", "enum", "answers", "allowed"), ("choices",)),
    **dict.fromkeys(("synonyms", "aliases", "alias"), ("also",)),
    **dict.fromkeys(("default", "amount", "number"), ("value", "otherwise")),
    **dict.fromkeys(("minimum", "at_least", "lowest"), ("min",)),
    **dict.fromkeys(("maximum", "at_most", "highest"), ("max",)),
    **dict.fromkeys(("mandatory", "necessary", "needed"), ("required",)),
    **dict.fromkeys(("computed", "derived", "calculated", "inferred"), ("concluded",)),
    **dict.fromkeys(("if", "conditions", "condition", "given"), ("when", "situation")),
    **dict.fromkeys(("except", "exceptions", "unless_any"), ("unless",)),
    **dict.fromkeys(("set", "assign", "infer", "derive"), ("conclude", "done", "sets")),
    **dict.fromkeys(("recommend", "suggest", "advice"), ("advise",)),
    **dict.fromkeys(("by", "until", "deadline", "before", "end", "latest", "till"), ("due",)),
    **dict.fromkeys(("from", "begin", "earliest", "after", "not_before"), ("start",)),
    **dict.fromkeys(("instead", "replaces", "replace"), ("instead_of",)),
    **dict.fromkeys(("suppress", "suppresses", "mutes", "hides"), ("silences",)),
    **dict.fromkeys(("entity", "scope", "about", "each"), ("for",)),
    **dict.fromkeys(("parent", "inside", "belongs_to"), ("within", "extends")),
    **dict.fromkeys(("base", "over", "based_on", "inherits"), ("extends",)),
    **dict.fromkeys(("exclude", "remove", "omit"), ("without",)),
    **dict.fromkeys(("region", "state", "province", "county"), ("subdivision",)),
    **dict.fromkeys(("holidays", "closures", "days_off"), ("closed",)),
    **dict.fromkeys(("citation", "reference", "ref"), ("source",)),
    **dict.fromkeys(("url", "link", "href"), ("address",)),
    **dict.fromkeys(("template", "letter", "email", "mail"), ("draft",)),
    **dict.fromkeys(("effect", "effects", "changes", "updates"), ("done", "sets")),
    **dict.fromkeys(("priority", "urgency"), ("importance",)),
    **dict.fromkeys(("depends_on", "requires", "needs"), ("after",)),
    **dict.fromkeys(("conflicts", "contradicts", "excludes"), ("incompatible",)),
    **dict.fromkeys(("expected", "expects", "output", "result", "results"), ("expect", "then")),
    **dict.fromkeys(("input", "inputs", "facts"), ("situation", "when")),
    "type": ("kind",),
    "entity_list": ("list",),
}
# what is right elsewhere → where
_PLACES: dict[str, str] = {
    **dict.fromkeys(
        ("importance", "kind", "draft", "done", "incompatible", "after_any"),
        "it is said of an action, under `actions`",
    ),
    **dict.fromkeys(
        (
            "ask",
            "choices",
            "required",
            "concluded",
            "looks",
            "ask_if",
            "usual",
            "result",
            "ordered",
        ),
        "it is said of a fact, under `facts` of an entity",
    ),
    **dict.fromkeys(
        ("because", "unless", "conclude", "overrides", "silences", "disputed", "source"),
        "it is said of a rule, beside its `when`",
    ),
    **dict.fromkeys(
        ("label", "list", "within", "apart"), "it is said of an entity, under `entities`"
    ),
    **dict.fromkeys(
        ("expect", "expect_some", "expect_none", "expect_facts", "but"),
        "it is said of a test, in a file whose name ends in `_test.yaml`",
    ),
    **dict.fromkeys(
        ("extends", "without", "version", "language", "calendar", "sources"),
        "it stands in `pack.yaml`",
    ),
}


def meant_key(word: str, known: Collection[str]) -> str | None:
    """The key that was probably meant: a slip of the keyboard away, or called otherwise elsewhere."""
    near = closest(word, known)
    if near is not None:
        return near
    plain = word.lower().replace("-", "_").replace(" ", "_")
    return next((key for key in _MEANT.get(plain, ()) if key in known), None)


def help_for_key(word: str, known: Collection[str]) -> str | None:
    """What to write for a key that is none; None where nobody knows."""
    near = closest(word, known)
    if near is not None:
        return f"did you mean `{near}`?"
    meant = meant_key(word, known)
    return f"write `{meant}`" if meant is not None else _PLACES.get(word)


# what people write for one of the few words that a key takes → ours; the first that it does take
_WORDS: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(("past", "backward", "backwards"), ("back",)),
    **dict.fromkeys(("future", "forward", "forwards"), ("ahead",)),
    **dict.fromkeys(("medium", "default", "standard"), ("normal",)),
    **dict.fromkeys(("critical", "top", "very high"), ("urgent",)),
    "important": ("high",),
    "minor": ("low",),
    **dict.fromkeys(("todo", "task", "action"), ("do",)),
    **dict.fromkeys(("info", "information", "fyi", "note"), ("know", "note")),
    **dict.fromkeys(("dont", "do not", "never"), ("avoid",)),
    **dict.fromkeys(("all", "every", "multiple", "c"), ("collect",)),
    **dict.fromkeys(("one", "single", "u"), ("unique",)),
    **dict.fromkeys(("f", "top down"), ("first",)),
    **dict.fromkeys(("a",), ("any",)),
    **dict.fromkeys(("p",), ("priority",)),
    **dict.fromkeys(("r",), ("rule order",)),
    **dict.fromkeys(("o",), ("output order",)),
    **dict.fromkeys(("yes", "true", "worst first"), ("best first",)),
    "warn": ("warning",),
    "fatal": ("error",),
    "none": ("off",),
}
_BEST_FIRST = "write `best first`, and the choices in this order, the best one above"


def help_for_word(word: str, words: Collection[str]) -> str | None:
    """What to write for a word that a key does not take; None where nobody knows."""
    plain = word.lower().strip()
    meant = next((ours for ours in _WORDS.get(plain, ()) if ours in words), None)
    if meant == "best first":
        return _BEST_FIRST
    near = closest(word, words)
    if meant is None:
        return None if near is None else f"did you mean `{near}`?"
    return f"write `{meant}`"

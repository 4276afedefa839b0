"""Every diagnostic code with its one-line meaning. A code is never reused for something else.

| range | where it comes from |
|---|---|
| ADV0xx | reading files, YAML and JSON |
| ADV1xx | what a pack declares: entities, facts, parameters, actions, rules, tests, drafts |
| ADV2xx | how an expression is written |
| ADV3xx | names and types in expressions and templates |
| ADV4xx | situations |
| ADV5xx | the pack as a whole: circles, overrides, unused names |
| ADV6xx | running: conflicts, values out of range, what an engine cannot run |
| ADV7xx | running the tests of a pack |
| ADV8xx | what is proved of a pack, over all situations |
"""

READING: dict[str, str] = {
    "ADV001": "a file or folder cannot be read",
    "ADV002": "a file is too large",
    "ADV003": "a file is not UTF-8 text",
    "ADV004": "a control character in a text",
    "ADV005": "a tab where only spaces may stand",
    "ADV006": "a punctuation mark of a sentence or an expression that YAML takes for its own",
    "ADV007": "text that YAML cannot read",
    "ADV008": "a quote or bracket that is never closed",
    "ADV009": "parts nested too deep",
    "ADV010": "more parts than a file may have",
    "ADV011": "repetitions with `*` that grow too large",
    "ADV012": "a repetition with `*` of something that is not marked with `&`",
    "ADV013": "a tag with `!`",
    "ADV014": "a key that is not a plain word",
    "ADV015": "a key given twice",
    "ADV016": "a merge key `<<`",
    "ADV017": "text that is not JSON",
    "ADV018": "a file of the folder that is not read",
    "ADV019": "text behind ` #` that YAML takes for a comment",
}

DECLARATIONS: dict[str, str] = {
    "ADV101": "a key that is not known there",
    "ADV102": "a key that is missing",
    "ADV103": "a list, `key: value` lines or a text where something else belongs",
    "ADV104": "nothing where a text belongs",
    "ADV105": "a name that is not written in its style",
    "ADV106": "a reserved word as a name",
    "ADV107": "something declared twice",
    "ADV108": "a word that is none of those allowed there",
    "ADV109": "a value that is not of the declared type",
    "ADV110": "a value or bound out of its bounds",
    "ADV111": "keys that contradict each other",
    "ADV112": "a folder that is not a pack",
    "ADV113": "a pack or file that declares nothing",
    "ADV114": "a section in a file where it does not belong",
    "ADV115": "an entity that is not declared",
    "ADV116": "entities that lie inside each other in a circle, or too deep",
    "ADV117": "a source or section that is not declared",
    "ADV118": "an action that is not declared",
    "ADV119": "a rule that does not exist",
    "ADV120": "an override of a rule whose entity lies elsewhere",
    "ADV121": "a rule that does nothing",
    "ADV122": "advice without a reason",
    "ADV123": "one action advised for several entities",
    "ADV124": "an action to do that says nothing about what doing it changes",
    "ADV125": "`done`, `sets` or `asks` with a fact that is not there",
    "ADV126": "`done`, `sets` or `asks` with a fact that rules conclude",
    "ADV127": "a conclusion about a fact that the rule's entity does not have",
    "ADV128": "a conclusion about a fact that people state",
    "ADV129": "a test without a date",
    "ADV130": "a test that expects nothing",
    "ADV131": "a draft that does not exist",
    "ADV132": "a draft that cannot be read",
    "ADV133": "a draft that uses an unknown name, or one that hides a fact",
    "ADV134": "a draft that no action uses",
    "ADV135": "something that refers to itself",
    "ADV136": "an `any` with nothing under it",
    "ADV137": "a parameter that is not declared, or a value it cannot have",
    "ADV138": "`dates` with a fact that is no stated yes-no fact or choice of the same entity",
    "ADV139": "a question for a fact that its entity does not have, or that rules conclude",
    "ADV140": "a rule of a group `first_of` behind one that always holds",
    "ADV141": "`done` or `sets` that empties a required fact",
    "ADV142": "a draft that cannot be filled",
    "ADV143": "an empty list of what is expected, which every advice meets",
    "ADV145": "an event that changes nothing and asks nothing",
    "ADV146": "`adds` with a list that is not there",
    "ADV150": "a calendar that is not declared, or that nothing can choose so",
    "ADV151": "a country, a region or years of which no holidays are known",
    "ADV152": "holidays without the library that knows them",
    "ADV161": "a table whose columns or rows do not fit together",
    "ADV162": "a cell of a table that cannot be read",
    "ADV163": "a hit policy that does not go with what the table concludes or advises",
    "ADV164": "a table whose rows hold together too often",
    "ADV171": "packs that lie over each other in a circle, or too many",
    "ADV172": "a pack below a layer that is not there",
    "ADV173": "something that a layer cannot change in the pack below it",
    "ADV174": "a test that the pack below does not have",
    "ADV175": "`checks` with a check that does not exist, or is always an error",
    "ADV176": "a remark that ignores nothing",
    "ADV177": "something in a layer that changes nothing of the pack below",
}

SYNTAX: dict[str, str] = {
    "ADV201": "a word or sign stands where it cannot stand",
    "ADV202": "a sign or spelling of another language",
    "ADV203": "`and` and `or` side by side without parentheses",
    "ADV204": "comparisons that chain",
    "ADV205": "`is one of` without parentheses",
    "ADV206": "a parenthesis that is missing or too many",
    "ADV207": "a number that is written wrongly or out of bounds",
    "ADV208": "a date that is written wrongly or not in the calendar",
    "ADV209": "a unit of time that does not exist",
    "ADV210": "text with the wrong quotation marks, or without an end",
    "ADV211": "an expression that is too long or too deep",
    "ADV212": "an expression that is missing",
    "ADV213": "an expression that ends too early",
    "ADV214": "two values without anything between them",
    "ADV215": "a comparison in words that do not exist",
}

NAMES_AND_TYPES: dict[str, str] = {
    "ADV301": "a name that is not known",
    "ADV302": "a name that could mean two things",
    "ADV303": "the name of a rule or an action where a fact is meant",
    "ADV304": "a choice where none is expected",
    "ADV305": "a fact inside a list, used without a list function",
    "ADV306": "a list or an entity used as a fact",
    "ADV307": "something that is not a list, used as one",
    "ADV308": "`other` where there are no others",
    "ADV309": "`own` before something that is not a fact",
    "ADV310": "something that is not a condition where one is needed",
    "ADV311": "a value of another kind than needed here",
    "ADV312": "a comparison between two kinds",
    "ADV313": "an order among values that have none",
    "ADV314": "a comparison between choices with different values",
    "ADV315": "a choice that a fact does not have",
    "ADV316": "arithmetic between kinds that do not go together",
    "ADV317": "a function that does not exist",
    "ADV318": "a function with too few or too many arguments",
    "ADV319": "a function of another kind of values",
    "ADV320": "values of several kinds where one is needed",
    "ADV321": "a concluded fact where only stated facts count",
    "ADV322": "a choice in quotation marks",
    "ADV323": "`on` with a day behind something that has no values by date",
    "ADV324": "`has` and `type: several` without each other",
    "ADV381": "a brace without its partner in a sentence",
    "ADV382": "something else than the name of a fact in the braces of a sentence",
    "ADV383": "a sentence with a fact that its entity does not see",
    "ADV384": "a name in a sentence that could mean two facts",
    "ADV385": "a sentence that is too long",
}

SITUATIONS: dict[str, str] = {
    "ADV401": "a fact or list that the entity does not have",
    "ADV402": "a required fact that is missing",
    "ADV403": "a value that is not of the fact's type",
    "ADV404": "a value out of the fact's bounds",
    "ADV405": "none for a fact that always has a value",
    "ADV406": "a fact stated that only rules conclude",
    "ADV407": "a list, `key: value` lines or a value where something else belongs",
    "ADV408": "a file without a situation",
    "ADV409": "an expectation with an unknown key or word",
    "ADV410": "an expectation with an unknown action, rule or fact",
    "ADV411": "a day that is still to come for something that has happened",
    "ADV412": "a text in the quotes of a word processor",
    "ADV413": "an expectation for something that is not in the situation",
}

WHOLE_PACK: dict[str, str] = {
    "ADV501": "a definition depends on itself",
    "ADV502": "actions wait for each other in a circle",
    "ADV503": "whether a question makes sense depends on its own answer",
    "ADV511": "a concluded fact that no rule concludes",
    "ADV512": "a concluded fact that nothing uses",
    "ADV513": "a stated fact that nothing uses",
    "ADV514": "an action that no rule advises",
    "ADV515": "a parameter that no rule reads",
    "ADV516": "a source or section that nothing names",
    "ADV517": "two names that differ by a letter",
    "ADV518": "a fact of a layer that hides one of the pack below",
    "ADV521": "a rule that can never fire",
    "ADV522": "an override between rules that never fire together",
    "ADV523": "a comparison that the bounds of a fact decide",
    "ADV524": "advice that is due before it starts",
    "ADV531": "a negated comparison that holds when a fact is not given",
    "ADV532": "a list that holds the rule's own instance too",
    "ADV541": "a case that no row of a table is for",
    "ADV542": "two rows of a table that can hold together and must not",
    "ADV543": "a row of a table that is never reached",
}

RUNNING: dict[str, str] = {
    "ADV601": "the forward-chaining engine cannot run a pack of this size",
}

TESTING: dict[str, str] = {
    "ADV701": "advice is still given after it was carried out",
    "ADV702": "a test gets advice that contradicts itself",
    "ADV703": "nothing is advised for something that shall always have advice",
    "ADV704": "no test fires a rule",
    "ADV705": "no test leaves a rule silent",
    "ADV709": "a test that was expected to change and is met as it stands",
}

PROVING: dict[str, str] = {
    "ADV801": "a rule whose conditions exclude each other, through all that is concluded",
    "ADV802": "a rule that is always overridden where it would fire",
    "ADV803": "a rule without which everything is the same",
    "ADV804": "rules that can conclude different values for one fact at once",
    "ADV805": "advice that contradicts itself in some situations",
    "ADV806": "something that shall always have advice, and can be without",
    "ADV807": "advice that can stay once it was carried out",
    "ADV808": "a question whose answer changes nothing",
    "ADV809": "rows of a table that can hold together, through all that is concluded",
    "ADV810": "a case that can come up, and that no row of a table is for",
    "ADV811": "a question about a pack that was not decided",
}

CODES: dict[str, str] = {
    **READING,
    **DECLARATIONS,
    **SYNTAX,
    **NAMES_AND_TYPES,
    **SITUATIONS,
    **WHOLE_PACK,
    **RUNNING,
    **TESTING,
    **PROVING,
}

# What is, or may be, a warning or a notice: `checks` in a pack can say how much is made of it.
MAY_BE_WARNINGS = frozenset(
    {
        *("ADV018", "ADV019", "ADV104", "ADV113", "ADV123", "ADV124", "ADV132", "ADV133", "ADV134"),
        *("ADV143", "ADV176", "ADV177", "ADV411", "ADV412"),
        *("ADV511", "ADV512", "ADV513", "ADV514", "ADV515", "ADV516", "ADV517", "ADV518"),
        *("ADV521", "ADV522", "ADV523", "ADV524", "ADV531", "ADV532", "ADV541", "ADV543"),
        *("ADV702", "ADV703", "ADV704", "ADV705"),
        *(PROVING.keys() - {"ADV804", "ADV807"}),
    }
)

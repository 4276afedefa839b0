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
"""

READING: dict[str, str] = {}

DECLARATIONS: dict[str, str] = {}

SYNTAX: dict[str, str] = {}

NAMES_AND_TYPES: dict[str, str] = {}

SITUATIONS: dict[str, str] = {}

WHOLE_PACK: dict[str, str] = {}

RUNNING: dict[str, str] = {}

TESTING: dict[str, str] = {}

CODES: dict[str, str] = {
    **READING,
    **DECLARATIONS,
    **SYNTAX,
    **NAMES_AND_TYPES,
    **SITUATIONS,
    **WHOLE_PACK,
    **RUNNING,
    **TESTING,
}

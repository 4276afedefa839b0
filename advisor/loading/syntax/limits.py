"""How much a file may hold, so that no file can use up time or memory."""

MAX_YAML_CHARACTERS = 2_000_000  # of one YAML file
MAX_SLOW_CHARACTERS = 400_000  # the same where PyYAML was built without libyaml, 20 times slower
MAX_BAD_LINES = 1_000  # of JSON Lines, before reading stops
MAX_JSON_CHARACTERS = 64_000_000  # of a file of JSON Lines; one line has the limit of a YAML file
MAX_DEPTH = 60  # lists and mappings inside each other
MAX_NODES = 60_000  # texts, lists and mappings of one YAML or JSON document stream
MAX_REPEATED = 10_000  # the same, brought in by `*` repetitions
MAX_REPAIRED_CHARACTERS = 600_000  # read again in order to find further mistakes of punctuation
MAX_SENTENCE = 5_000  # characters of a title, label, question or note
MAX_FILES = 500  # of one pack
MAX_LAYERS = 10  # packs over each other
MAX_ENTITY_DEPTH = 20  # entities inside each other; each takes two levels of a situation file

"""JSON Schemas of rule and situation files, by which editors complete and check them while somebody types.

An editor reads YAML 1.2, where `yes` is a text, a day is a text and `007` a number; the language takes whatever stands
there by the type that is declared. The schemas say which of an editor's values that may be. They are of draft 7, which is
what yaml-language-server knows best.
"""

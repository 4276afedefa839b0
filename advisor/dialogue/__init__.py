"""The questionnaire: a pure state machine. Text in and questions out; nothing here reads or prints."""

"""The only place that knows durable-rules: a network, and sessions in which facts are told to it.

Threads: one session at a time runs in a network; another thread waits for its turn. The C module
keeps the interpreter's lock throughout, so different networks may run in different threads.
Processes: after a fork the child builds a network of its own when it first needs it.
"""

from __future__ import annotations

import os
import re
import threading
import weakref
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import durable_rules_engine

from advisor.diagnostics import AdvisorError

_NAME = "advisor"
_SESSION = "0"  # one name, used again and again: durable-rules keeps an index entry for each
_TELL = '{%s,"id":%d,"sid":"0"}'

# What is fired is told with all the facts that matched, as they were told; a whole JSON reader would
# take as long as the network: `{"r7":{"m0":{"g":0,"t":1,"i":4,"id":9,"sid":"0"},"m1":{...}},"r8":{...}}`
_FIRED = re.compile(
    r'[{,]"(?P<rule>\w+)":\{"m0":\{[^{}]*?"i":(?P<i>\d+)[^{}]*\}(?:,"m\d+":\{[^{}]*\})*\}'
)


class NetworkError(AdvisorError):
    """The network failed in a way that no rule and no situation may cause."""


class Network:
    """A definition, built when it is first needed and deleted with this object."""

    def __init__(self, definition: str, sentinel: str) -> None:
        """`sentinel` are the attributes of a fact that the rule `s` of the definition matches."""
        self._definition = definition
        self._sentinel = sentinel
        self._handle: int | None = None
        self._built_in = 0  # the process that the handle belongs to
        self._delete: weakref.finalize[..., Network] | None = None
        # By process: a child made by `fork` must not wait for a lock that its parent held.
        self._turns: dict[int, threading.Lock] = {}

    @contextmanager
    def session(self) -> Iterator[Session]:
        """A working memory of its own, gone afterwards."""
        here = os.getpid()
        with self._turns.setdefault(here, threading.Lock()):
            handle = self._handle
            if handle is None or self._built_in != here:
                handle = self._create()
            session = Session(handle)
            try:
                session.start(self._sentinel)
                yield session
            finally:
                if session.is_at_rest:
                    durable_rules_engine.delete_state(handle, _SESSION)
                else:
                    # Left with an action under way: what is in there is not worth trusting again.
                    self._drop()

    def _create(self) -> int:
        self._drop()
        handle = int(_checked(durable_rules_engine.create_ruleset, _NAME, self._definition))
        self._handle, self._built_in = handle, os.getpid()
        self._delete = weakref.finalize(self, durable_rules_engine.delete_ruleset, handle)
        self._delete.atexit = False  # the process's end frees it anyway
        return handle

    def _drop(self) -> None:
        if self._delete is not None:
            self._delete()
        self._handle = self._delete = None


class Session:
    """Facts in, firings out. One at a time in a network."""

    def __init__(self, handle: int) -> None:
        self._handle = handle
        self._told = 0
        self._state = 0
        self.is_at_rest = False

    def start(self, sentinel: str) -> None:
        """Let one rule fire: a session in which nothing ever fired crashes when it is deleted."""
        self.tell(sentinel)
        for _ in self.firings(1):
            pass

    def tell(self, attributes: str) -> None:
        """Make a fact known. SituationShape: the inside of a JSON object, integers only."""
        self._told += 1
        fact = _TELL % (attributes, self._told)
        _, self._state = _checked(durable_rules_engine.assert_fact, self._handle, fact)

    def firings(self, bound: int) -> Iterator[tuple[str, int]]:
        """Rules of the definition as they fire, each with the attribute `i` of its first fact.

        Must be exhausted; facts may be told meanwhile.
        Raises: NetworkError, after more firings than `bound`.
        """
        self.is_at_rest = False
        started = _checked(durable_rules_engine.start_action_for_state, self._handle, self._state)
        message = started[1] if started else None
        while message:
            bound -= 1
            if bound < 0:
                raise NetworkError("the network fires without end")
            yield from rules_fired(message)
            message = _checked(
                durable_rules_engine.complete_and_start_action, self._handle, self._state
            )
        self.is_at_rest = True


def rules_fired(message: str) -> Iterator[tuple[str, int]]:
    """The rules that a message of the network names, each with the attribute `i` of its first fact.

    Raises: NetworkError, where it is not such a message.
    """
    end = 0
    while fired := _FIRED.match(message, end):
        yield fired["rule"], int(fired["i"])
        end = fired.end()
    if message[end:] != "}":
        raise NetworkError(f"the network said what nobody understands: {message[end:]:.80}")


def _checked(function: Callable[..., Any], *arguments: int | str) -> Any:
    """Call the C module. Raises: NetworkError, never its own exception."""
    try:
        return function(*arguments)
    except durable_rules_engine.error as error:
        raise NetworkError(f"the network failed: {error}") from error

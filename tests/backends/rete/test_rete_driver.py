"""The network as such: sessions, failures, forks, and values to the last bit."""

from __future__ import annotations

import json
import os
import sys

import pytest

from advisor.backends.rete import limits
from advisor.backends.rete.driver import Network, NetworkError, rules_fired
from advisor.backends.rete.working_memory import SENTINEL

RULES = {
    "s": {"all": [{"m0": {"$and": [{"g": 0}, {"t": 0}]}}]},
    "r0": {"all": [{"m0": {"$and": [{"g": 0}, {"t": 1}, {"$gt": {"a0": 5}}]}}]},
    "r1": {
        "all": [
            {"m0": {"$and": [{"g": 0}, {"t": 1}]}},
            {
                "m1": {
                    "$and": [
                        {"g": 0},
                        {"t": 2},
                        {"i": {"m0": "p0"}},
                        {"$lt": {"a0": {"m0": "a0"}}},
                        {"z": {"m0": "z"}},
                    ]
                }
            },
        ]
    },
    "r2": {"all": [{"m0": {"$and": [{"g": 0}, {"t": 3}, {"$lt": {"a0": {"$m": "a1"}}}]}}]},
}


def network() -> Network:
    return Network(json.dumps(RULES), SENTINEL)


def inner(index: int, around: int, value: int) -> str:
    return f'"g":0,"t":1,"i":{index},"z":0,"p0":{around},"a0":{value}'


def outer(index: int, value: int) -> str:
    return f'"g":0,"t":2,"i":{index},"z":0,"a0":{value}'


def fired(net: Network, *facts: str) -> list[tuple[str, int]]:
    with net.session() as session:
        for told in facts:
            session.tell(told)
        return sorted(session.firings(100))


def test_constants_and_joins_are_matched() -> None:
    facts = [inner(3, 1, 6), inner(4, 1, 5), inner(5, 2, 9), outer(1, 5), outer(2, 9)]
    assert fired(network(), *facts) == [("r0", 3), ("r0", 5), ("r1", 3)]


def test_the_order_in_which_facts_are_told_does_not_matter() -> None:
    facts = [inner(3, 1, 6), inner(4, 1, 5), inner(5, 2, 9), outer(1, 5), outer(2, 9)]
    assert fired(network(), *reversed(facts)) == [("r0", 3), ("r0", 5), ("r1", 3)]


EDGES = [0, 1, -1, 2**53, 2**53 + 1, 10**18 - 1, 1 - 10**18, limits.BELOW_ALL, limits.ABOVE_ALL]


@pytest.mark.parametrize("edge", EDGES)
def test_integers_are_compared_to_the_last_bit(edge: int) -> None:
    def pair(index: int, left: int, right: int) -> str:
        return f'"g":0,"t":3,"i":{index},"a0":{left},"a1":{right}'

    facts = [pair(1, edge, edge + 1), pair(2, edge, edge), pair(3, edge, edge - 1)]
    assert fired(network(), *facts) == [("r2", 1)]
    joined = [inner(1, 7, edge + 1), inner(2, 7, edge), outer(7, edge)]
    assert [f for f in fired(network(), *joined) if f[0] == "r1"] == [("r1", 1)]


def test_a_session_in_which_nothing_is_told_ends_well() -> None:
    net = network()
    for _ in range(20):
        assert fired(net) == []


def test_a_session_knows_nothing_of_the_one_before() -> None:
    net = network()
    for _ in range(20):
        assert fired(net, inner(3, 1, 6)) == [("r0", 3)]
        assert fired(net, outer(1, 5)) == []


def test_facts_may_be_told_while_rules_fire() -> None:
    with network().session() as session:
        session.tell(inner(3, 1, 6))
        found = []
        for name, index in session.firings(100):
            found.append((name, index))
            if name == "r0" and index < 6:
                session.tell(inner(index + 1, 1, 6))
    assert found == [("r0", 3), ("r0", 4), ("r0", 5), ("r0", 6)]


def test_more_firings_than_there_can_be_end_the_session() -> None:
    net = network()
    with pytest.raises(NetworkError, match="without end"), net.session() as session:
        for n in range(5):
            session.tell(inner(n, 1, 6))
        list(session.firings(3))
    assert fired(net, inner(3, 1, 6)) == [("r0", 3)]


@pytest.mark.parametrize(
    "message",
    [
        "{}{}",
        '{"r0":{"m1":{"i":3}}}',
        '{"r0":{"m0":{"i":3}},"r1":{"m1":{"i":4}}}',
        '{"r0":[{"m0":{"i":3}}]}',
    ],
)
def test_a_message_that_is_not_understood_is_a_failure(message: str) -> None:
    with pytest.raises(NetworkError, match="nobody understands"):
        list(rules_fired(message))


def test_a_message_may_name_several_rules_each_with_its_first_fact() -> None:
    facts = '"g":0,"t":1,"i":{},"a0":-4611686018427387904,"id":9,"sid":"0"'
    own, around, other = (f"{{{facts.format(index)}}}" for index in (4, 0, 11))
    message = f'{{"r7":{{"m0":{own},"m1":{around}}},"r8":{{"m0":{other}}}}}'
    assert list(rules_fired(message)) == [("r7", 4), ("r8", 11)]


def test_a_session_left_in_the_middle_does_no_harm() -> None:
    net = network()
    with pytest.raises(KeyboardInterrupt), net.session() as session:
        for n in range(5):
            session.tell(inner(n, 1, 6))
        for _ in session.firings(100):
            raise KeyboardInterrupt
    assert fired(net, inner(3, 1, 6)) == [("r0", 3)]


def test_an_error_between_firings_leaves_the_network_in_use() -> None:
    net = network()
    with pytest.raises(ValueError, match="ours"), net.session() as session:
        session.tell(inner(3, 1, 6))
        list(session.firings(100))
        raise ValueError("ours")
    assert fired(net, inner(3, 1, 6)) == [("r0", 3)]


def test_a_failure_of_the_network_is_ours_to_name() -> None:
    with pytest.raises(NetworkError, match="the network failed"), network().session() as session:
        session.tell("no JSON at all")
    with pytest.raises(NetworkError), Network('{"r":{"some":[]}}', SENTINEL).session():
        pass


@pytest.mark.skipif(sys.platform == "win32", reason="there is no fork")
@pytest.mark.filterwarnings("ignore:This process")  # 3.12 warns where test runners use threads
def test_a_network_may_be_used_in_a_forked_child() -> None:
    net = network()
    with net.session() as session:
        session.tell(inner(3, 1, 6))
        child = os.fork()
        if child == 0:
            os._exit(fired(net, inner(4, 1, 6)) != [("r0", 4)])
        _, status = os.waitpid(child, 0)
        assert os.waitstatus_to_exitcode(status) == 0
        assert list(session.firings(100)) == [("r0", 3)]

"""Our `dataclass` beside the standard one: what is made is the same."""

from __future__ import annotations

import copy
import dataclasses
import importlib
import pickle
import pkgutil
from dataclasses import FrozenInstanceError, field, fields, is_dataclass, replace
from typing import Any, ClassVar

import pytest

import advisor
from advisor.diagnostics.fast_dataclass import dataclass, is_value_class
from advisor.diagnostics.fast_dataclass import replace as fast_replace


@dataclass(frozen=True, slots=True)
class Frozen:
    """With slots, as most are."""

    name: str
    size: int = 3
    parts: list[str] = field(default_factory=list)
    seen: int = field(default=0, compare=False, repr=False)
    KIND: ClassVar[str] = "a kind"

    @property
    def double(self) -> int:
        return self.size * 2


@dataclass(frozen=True)
class Open:
    """Frozen, with a dictionary of its own."""

    name: str
    size: int = 3


@dataclass(slots=True)
class Changing:
    """May change, and works something out."""

    name: str
    length: int = field(init=False)

    def __post_init__(self) -> None:
        self.length = len(self.name)


@dataclass(frozen=True, eq=False)
class Itself:
    """Equal to itself only."""

    name: str


@dataclasses.dataclass(frozen=True)
class Kept:
    name: str


@dataclass(frozen=True, slots=True)
class Nothing:
    """No field at all."""


def test_values_are_made_by_place_and_by_name() -> None:
    assert Frozen("a") == Frozen(name="a", size=3, parts=[], seen=9)
    assert Frozen("a", 4).double == 8
    assert Frozen("a").parts is not Frozen("a").parts
    assert Frozen.KIND == "a kind"
    assert Nothing() == Nothing()


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ((), r"Frozen.__init__\(\) missing 1 required positional argument: 'name'"),
        (("a", 1, [], 0, 5), r"takes from 2 to 5 positional arguments but 6 were given"),
    ],
)
def test_what_cannot_be_made_is_refused(arguments: tuple[Any, ...], message: str) -> None:
    with pytest.raises(TypeError, match=message):
        Frozen(*arguments)
    with pytest.raises(TypeError, match="unexpected keyword argument 'colour'"):
        Frozen("a", colour="red")  # type: ignore[call-arg]


def test_equal_values_are_of_one_class_and_hash_alike() -> None:
    assert hash(Open("a")) == hash(Open("a", 3))
    assert Open("a") != Frozen("a")
    assert Open("a") != ("a", 3)
    assert Itself("a") != Itself("a")
    assert len({Itself("a"), Itself("a")}) == 2
    with pytest.raises(TypeError, match="unhashable"):
        hash(Changing("a"))


def test_frozen_values_do_not_change_and_others_do() -> None:
    for value in (Frozen("a"), Open("a"), Itself("a")):
        with pytest.raises(FrozenInstanceError, match="cannot change field 'name'"):
            value.name = "b"  # type: ignore[misc]
        with pytest.raises(FrozenInstanceError):
            del value.name
    changing = Changing("abc")
    assert changing.length == 3
    changing.name = "b"
    assert replace(changing).length == 1  # made anew, and worked out again


def test_they_show_themselves() -> None:
    assert repr(Frozen("a")) == "Frozen(name='a', size=3, parts=[])"
    assert repr(Changing("ab")) == "Changing(name='ab', length=2)"
    assert repr(Nothing()) == "Nothing()"


def test_the_standard_module_knows_them() -> None:
    assert is_dataclass(Frozen)
    assert [(f.name, f.compare) for f in fields(Frozen)] == [
        *(("name", True), ("size", True), ("parts", True)),
        ("seen", False),
    ]
    assert replace(Frozen("a"), size=7) == Frozen("a", 7)
    assert dataclasses.astuple(Open("a")) == ("a", 3)
    match Frozen("a", 4):
        case Frozen(name, size):
            assert (name, size) == ("a", 4)


@pytest.mark.parametrize("value", [Frozen("a", 4, ["x"]), Open("a"), Changing("abc"), Nothing()])
def test_they_can_be_pickled_and_copied(value: object) -> None:
    assert pickle.loads(pickle.dumps(value)) == value
    assert copy.copy(value) == copy.deepcopy(value) == value


@pytest.mark.parametrize(
    ("value", "changes", "wanted"),
    [
        (Frozen("a", 4, ["x"]), {"size": 7}, Frozen("a", 7, ["x"])),
        (Frozen("a", 4), {}, Frozen("a", 4)),
        (Changing("abc"), {"name": "b"}, Changing("b")),  # and what is worked out is so again
        (Nothing(), {}, Nothing()),
        (Kept("a"), {"name": "b"}, Kept("b")),  # a standard class
    ],
)
def test_a_copy_is_made_with_some_fields_changed(
    value: Any, changes: dict[str, Any], wanted: object
) -> None:
    changed = fast_replace(value, **changes)
    assert changed == wanted == replace(value, **changes)
    assert changed is not value


def test_a_copy_with_what_is_no_field_is_refused() -> None:
    for changes in ({"colour": "red"}, {"length": 3}):
        with pytest.raises(TypeError, match=next(iter(changes))):
            fast_replace(Changing("a"), **changes)


def test_slots_leave_no_room_for_anything_else() -> None:
    assert not hasattr(Frozen("a"), "__dict__")
    assert hasattr(Open("a"), "__dict__")


def test_other_options_make_a_standard_class() -> None:
    @dataclass(frozen=True, order=True)
    class Ordered:
        name: str

    assert Ordered("a") < Ordered("b")
    assert not is_value_class(Ordered)


def value_classes() -> list[type]:
    found: dict[str, type] = {}
    for module in pkgutil.walk_packages(advisor.__path__, "advisor."):
        if module.name.endswith("__main__") or module.name.startswith("advisor.cluster"):
            continue
        for kind in vars(importlib.import_module(module.name)).values():
            if (
                isinstance(kind, type)
                and kind.__module__.startswith("advisor.")
                and is_value_class(kind)
            ):
                found[f"{kind.__module__}.{kind.__qualname__}"] = kind
    return [found[name] for name in sorted(found)]


@pytest.mark.parametrize("kind", value_classes(), ids=lambda kind: kind.__qualname__)
def test_every_class_of_ours_is_what_the_standard_decorator_would_make(kind: type) -> None:
    described = fields(kind)
    taken = [f for f in described if f.init]
    assert [f.name for f in taken] == list(kind.__match_args__)  # type: ignore[attr-defined]
    # The standard decorator gives a default to what `__init__` does not take; ours does not.
    missing = dataclasses.MISSING
    assert all(f.init or f.default is f.default_factory is missing for f in described)
    # What is inherited would be no field here.
    assert not any(is_dataclass(base) for base in kind.__mro__[1:])

"""`dataclass`, made in a fifth of the time, and `replace` for what it makes.

A command that takes a tenth of a second spends much of it on making classes: the standard decorator
compiles up to six functions for each, describes each field, and makes a class with slots twice. This one
shares its functions, and has the standard module describe the fields once somebody asks for that
(`fields`, `is_dataclass`). To the type checker it is the standard decorator, and what it
makes is a standard dataclass. It knows no inheritance of fields, and no default for what `__init__` does
not take.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Mapping
from functools import cache, partial
from types import CodeType, FunctionType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from dataclasses import dataclass as dataclass
    from dataclasses import replace as replace
else:

    def dataclass(cls=None, /, **options):
        """The standard decorator; itself where other options are set than these three."""
        is_ours = options.keys() <= {"frozen", "slots", "eq"}
        make = partial(_make, **options) if is_ours else dataclasses.dataclass(**options)
        return make if cls is None else make(cls)

    def replace(instance, /, **changes):
        """A copy with some fields changed; unlike the standard one it leaves the fields undescribed."""
        kind = type(instance)
        if not is_value_class(kind):
            return dataclasses.replace(instance, **changes)
        return kind(**{name: getattr(instance, name) for name in kind._taken} | changes)


def is_value_class(kind: type) -> bool:
    """Whether it was made here. Unlike `is_dataclass`, this leaves its fields undescribed."""
    return "_taken" in vars(kind)


_ABSENT: Any = dataclasses.MISSING


def _make(cls: type, *, frozen: bool = False, slots: bool = False, eq: bool = True) -> Any:
    """The class with all that a dataclass can do; anew, where it has slots."""
    stated: dict[str, Any] = {  # field -> its default, or what `field()` says of it
        name: vars(cls).get(name, _ABSENT)
        for name, annotation in cls.__annotations__.items()
        if "ClassVar" not in str(annotation)
    }
    special = {name: f for name, f in stated.items() if isinstance(f, dataclasses.Field)}
    given = [name for name in stated if name not in special or special[name].init]
    members: dict[str, Any] = {
        "__match_args__": tuple(given),
        "__dataclass_fields__": _Description(stated),
        "_taken": tuple(given),
        "_compared": tuple(n for n in stated if n not in special or special[n].compare),
        "_shown": tuple(n for n in stated if n not in special or special[n].repr),
        "__repr__": _show,
    }
    if eq:
        members |= {"__eq__": _equal, "__hash__": _hash if frozen else None}
    if frozen:
        members |= {"__setattr__": _refuse, "__delattr__": _refuse, "__reduce__": _reduce}
    own = {name: member for name, member in vars(cls).items() if name not in stated}
    own.pop("__hash__", None)  # None, where the class itself says what is equal
    if slots:
        members |= {"__slots__": tuple(stated)}
        for name in ("__dict__", "__weakref__"):  # they belong to the class as it was
            own.pop(name, None)
        made = type(cls)(cls.__name__, cls.__bases__, members | own)
        made.__qualname__ = cls.__qualname__
        setters = {name: vars(made)[name].__set__ for name in given}  # no `setattr`, no refusal
    else:
        made = cls
        for name in special:
            delattr(made, name)
        for name, member in members.items():
            if name not in own:
                type.__setattr__(made, name, member)
                if name == "__dataclass_fields__":
                    member.__set_name__(made, name)
        setters = {name: _setter(name) for name in given}
    init = _init({name: stated[name] for name in given}, setters, hasattr(made, "__post_init__"))
    init.__qualname__ = f"{cls.__qualname__}.__init__"
    type.__setattr__(made, "__init__", init)
    return made


def _setter(name: str) -> Callable[[Any, Any], None]:
    def put(instance: Any, value: Any) -> None:
        vars(instance)[name] = value

    return put


class _Description:
    """The fields of a class as the standard module describes them, from the first time on."""

    def __init__(self, stated: Mapping[str, Any]) -> None:
        self._stated = stated

    def __set_name__(self, owner: type, name: str) -> None:
        self._owner = owner

    def __get__(self, instance: object, owner: type | None = None) -> Any:
        body = {name: value for name, value in self._stated.items() if value is not _ABSENT}
        body["__annotations__"] = self._owner.__annotations__
        like = type(self._owner.__name__, (), body | {"__module__": self._owner.__module__})
        described: Any = dataclasses.dataclass(init=False, repr=False, eq=False)(like)
        fields = described.__dataclass_fields__
        type.__setattr__(self._owner, "__dataclass_fields__", fields)
        return fields


def _init(
    stated: Mapping[str, Any],
    setters: Mapping[str, Callable[[Any, Any], None]],
    has_more: bool,
) -> FunctionType:
    """The `__init__` of a class for the fields that it takes; with `has_more`, `__post_init__` follows."""
    names: dict[str, Any] = {"absent": _ABSENT}
    defaults: list[Any] = []
    is_made: list[bool] = []
    for n, (name, value) in enumerate(stated.items()):
        factory = _ABSENT
        if isinstance(value, dataclasses.Field):
            factory, value = value.default_factory, value.default
        names[f"set{n}"], names[f"make{n}"] = setters[name], factory
        is_made.append(factory is not _ABSENT)
        if defaults or is_made[-1] or value is not _ABSENT:
            defaults.append(value)
    code = _code_of_init(tuple(is_made), has_more).replace(co_varnames=("self", *stated))
    return FunctionType(code, names, "__init__", tuple(defaults))


@cache
def _code_of_init(is_made: tuple[bool, ...], has_more: bool) -> CodeType:
    """The code of an `__init__`, where some fields are made by a function if they are not given.

    Compiling is what takes the time, and a class differs from others by names only. For (False, True):

        def __init__(self, value0, value1):
            set0(self, value0)
            set1(self, make1() if value1 is absent else value1)
    """
    values = [f"value{n}" for n in range(len(is_made))]
    lines = [
        f" set{n}(self, {f'make{n}() if {value} is absent else {value}' if made else value})"
        for n, (value, made) in enumerate(zip(values, is_made, strict=True))
    ]
    lines += [" self.__post_init__()"] if has_more else []
    names: dict[str, Any] = {}
    exec("\n".join([f"def __init__({', '.join(['self', *values])}):", *lines, " pass"]), names)
    code: CodeType = names["__init__"].__code__
    return code


def _equal(self: Any, other: Any) -> Any:
    if self is other:
        return True
    if type(other) is not type(self):
        return NotImplemented
    names: tuple[str, ...] = self._compared
    return all(getattr(self, name) == getattr(other, name) for name in names)


def _hash(self: Any) -> int:
    return hash(tuple(getattr(self, name) for name in self._compared))


def _show(self: Any) -> str:
    inside = ", ".join(f"{name}={getattr(self, name)!r}" for name in self._shown)
    return f"{type(self).__qualname__}({inside})"


def _refuse(self: Any, name: str, *_: object) -> None:
    raise dataclasses.FrozenInstanceError(
        f"cannot change field {name!r} of a {type(self).__qualname__}"
    )


def _reduce(self: Any) -> tuple[Any, ...]:
    return type(self), tuple(getattr(self, name) for name in self._taken)

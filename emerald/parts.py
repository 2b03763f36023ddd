"""How a concept joins the house: one declaration, `PART`, in one place, and every register is read from these.

A concept that is a package of its own has it in `<app>/<concept>/part.py`; an app in layers has one module for each of
its concepts in `<app>/parts/`. `autodiscover` reads them when the app starts. Nothing else registers anything: a room
asks for what was joined when it needs it (`Part.joined("due_sources")`), so nothing depends on what was imported first.

Every field is required. What a concept does not have is written down as NOTHING, never left out and forgotten.
`manage.py show_parts` prints who joined what.
"""

from collections.abc import Callable
from dataclasses import dataclass, fields
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any, Self

from django.apps import AppConfig

NOTHING: tuple[()] = ()


@dataclass(frozen=True, kw_only=True)
class People:
    """What a room does when somebody's role or access changes; each a tuple of functions."""

    # (): before anything of the person is locked or changed, what must wait for whom
    beforehand: tuple[Callable[[], None], ...]
    role_changed: tuple[Callable[[Any], None], ...]  # (user): after they took up another role or other teams
    returned: tuple[Callable[..., None], ...]  # (user, by): ends what joined them before their access ended
    leaving: tuple[
        Callable[[Any], Any], ...
    ]  # (user): what still waits for them, as `emerald.accounts.offboarding` has it
    renamed: tuple[Callable[..., None], ...]  # (user, was=, by=): after they are called otherwise
    holds_team: tuple[Callable[[Any], list[str]], ...]  # (team): sentences, what is still with it when it should end
    # (team, into, by=, on=, because=): all that the room has with `team` goes to `into`; the caller's transaction
    teams_joined: tuple[Callable[..., None], ...]


@dataclass(frozen=True, kw_only=True)
class Drafts:
    """What a room says of text that somebody typed and did not save."""

    kinds: tuple[Any, ...]  # of emerald.drafts.doors.RecordKind
    taken_over: tuple[
        Callable[[Any, Any], None], ...
    ]  # (draft, author): what goes with a draft that a manager makes their own


@dataclass(frozen=True, kw_only=True)
class Part:
    """What any room of the house can join. Rooms that know cases declare a `cases.parts.CasePart`."""

    title: str
    place: int  # where it stands among the parts: their tabs, sections and pages come in this order
    due_sources: tuple[Any, ...]  # of emerald.reminders.register.DueSource
    drafts: tuple[Drafts, ...]
    people: tuple[People, ...]
    evidence: tuple[Any, ...]  # of emerald.audit.verify.Check: what only this room can tell of the evidence
    # of emerald.wording.writing_kinds.WritingKind: kinds of writing that managers keep prompts for
    prompts: tuple[Any, ...]

    @classmethod
    def all(cls) -> list[Self]:
        """Every part of this class, in the order of their places."""
        return [part for part in _joined.values() if isinstance(part, cls)]

    @classmethod
    def joined(cls, field: str) -> tuple[Any, ...]:
        """All that the parts of this class have under `field`, in the order of the parts."""
        return _joined_by(cls, field, tuple(_joined))  # type: ignore[arg-type]  # takes the class for an instance

    @classmethod
    def field_names(cls) -> list[str]:
        return [field.name for field in fields(cls) if field.name not in {"title", "place"}]


_joined: dict[str, Part] = {}  # by the module that declares it


@cache
def _joined_by(kind: type[Part], field: str, names: tuple[str, ...]) -> tuple[Any, ...]:
    """Put together once for these parts (their `names`): it is asked for every line of a list."""
    return tuple(one for part in kind.all() for one in getattr(part, field))


def autodiscover(app: AppConfig) -> None:
    """Read the parts of `app` (an AppConfig); called from its ready()."""
    for name in modules_of(app):
        put(name, import_module(name).PART)


def put(name: str, part: Part) -> None:
    """Join `part`, which the module `name` declares."""
    _joined[name] = part
    in_order = sorted(_joined.items(), key=lambda item: (item[1].place, item[0]))
    _joined.clear()
    _joined.update(in_order)
    _joined_by.cache_clear()


def modules_of(app: AppConfig) -> list[str]:
    """The names of the modules that declare a part of `app`."""
    root = Path(app.path)
    found = [*root.rglob("part.py"), *(path for path in root.glob("parts/*.py") if path.stem != "__init__")]
    return sorted(".".join([app.name, *path.relative_to(root).with_suffix("").parts]) for path in found)


def name_of(act: Callable[..., Any]) -> str:
    """Where a function that was joined is defined; of one that was made of another (`partial`), that one."""
    act = getattr(act, "func", act)
    return f"{act.__module__}.{act.__name__}"


def declared() -> list[tuple[str, Part]]:
    """(name of the module, its part) of every part, in order."""
    return list(_joined.items())


def rooms_with(package: str, module: str) -> list[str]:
    """The modules of this name in the rooms of a package: `rooms_with("interventions", "urls")` names the table of
    addresses of each kind of work. In the order of their names, whichever order they were written in."""
    root = Path(import_module(package).__path__[0])
    found = [*root.glob(f"*/{module}.py"), *root.glob(f"*/{module}/__init__.py")]
    rooms = {path.relative_to(root).parts[0] for path in found}
    return [f"{package}.{room}.{module}" for room in sorted(rooms)]

"""What is known of a persona. Touchpoints are named by symbolic key, such as `join.checkout`."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Circumstances:
    """A short biography, and what follows from it."""

    narrative: str
    needs: tuple[str, ...]
    expectations: tuple[str, ...]
    constraints: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Task:
    """One thing to get done, and where it is done."""

    title: str
    touchpoints: tuple[str, ...] = ()
    time_limit: str | None = None
    constraint: str | None = None


@dataclass(frozen=True, slots=True)
class Goal:
    """The highest-level action; its tasks serve it."""

    title: str
    tasks: tuple[Task, ...]


@dataclass(frozen=True, slots=True)
class Persona:
    """Someone to design for, known by `key` (`maya`)."""

    key: str
    name: str
    segment: str
    attributes: tuple[tuple[str, str], ...]
    circumstances: Circumstances
    goals: tuple[Goal, ...]
    motivations: tuple[str, ...]
    desired_outcomes: tuple[str, ...]
    triggers: tuple[str, ...]

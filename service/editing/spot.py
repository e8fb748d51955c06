"""A spot in an input, and the issues found there."""

from dataclasses import dataclass, field

from pydantic.alias_generators import to_camel

from service.errors import InvalidInput, Issue, ProblemCode


@dataclass(frozen=True, slots=True)
class Spot:
    """Where in an input a value stands, in the client's own words; spots of one input share its issues."""

    path: tuple[str, ...] = ("input",)
    issues: list[Issue] = field(default_factory=list)

    def at(self, step: str | int) -> "Spot":
        """Go to a field (snake_case) or a list's item."""
        name = to_camel(step) if isinstance(step, str) else str(step)
        return Spot((*self.path, name), self.issues)

    def refuse(self, code: ProblemCode, rule: str) -> None:
        """Note what is wrong here; `rule` completes a sentence that starts with the name of the spot."""
        self.issues.append(Issue(self.path, code, f"{self.name} {rule}"))

    def refusal(self, code: ProblemCode, rule: str) -> InvalidInput:
        """Say the one thing that is wrong here."""
        return InvalidInput([Issue(self.path, code, f"{self.name} {rule}")])

    def settle(self) -> None:
        """Raise InvalidInput with all issues noted, if there are any."""
        if self.issues:
            raise InvalidInput(self.issues)

    @property
    def name(self) -> str:
        """The last field's name, with the position in its list: channels[1]."""
        *_, owner, last = ("", *self.path)
        return f"{owner}[{last}]" if last.isdigit() else last

"""The service itself, with its guard asleep: what the guard costs is the difference."""

from collections import defaultdict

from graphql import DocumentNode
from starlette.applications import Starlette

from schema.guard import Cost, Findings, Guard
from schema.guard.price import Price
from service.app.create import create_app as serving


def create_app() -> Starlette:
    """Make the service's application, for a process of its own: it lets everything through, unpriced."""
    free = Cost(Price(), {}, 1)

    def asleep(_: Guard, __: DocumentNode) -> Findings:
        return Findings((), defaultdict(lambda: free))

    Guard.__call__ = asleep  # type: ignore[method-assign]
    Cost.requested = lambda *_: 0  # type: ignore[method-assign]
    return serving()

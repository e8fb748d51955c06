"""What is behind both doors, HTTP and WebSocket: who may come in, and who serves them."""

from collections.abc import Callable
from datetime import UTC, datetime

from schema.context import Context
from schema.execution import Execution
from service.auth.bearer import Bearer
from service.auth.principal import Principal
from service.live import Hub
from service.settings import Limits

NewContext = Callable[[Principal], Context]

NOT_OPEN = "the database is not ready: it is being reached, or `heartline migrate` has not run"


class House:
    """Closed until the database can serve."""

    def __init__(self, bearer: Bearer, execution: Execution, limits: Limits) -> None:
        self.execution = execution
        self.limits = limits
        self._bearer = bearer
        self.is_open = False
        self.context: NewContext
        """Gives one operation what its resolvers need; only once open."""
        self.hub: Hub
        """Who tells subscribers; only once open."""

    def open(self, context: NewContext, hub: Hub) -> None:
        """Let requests in; before, they are told to come again."""
        self.context = context
        self.hub = hub
        self.is_open = True

    async def principal(self, token: str) -> Principal:
        """Say whom a token proves. Raises Unauthenticated, and Overloaded, as Bearer.verify does."""
        return await self._bearer.verify(token, datetime.now(UTC))

    def seconds_left(self, principal: Principal) -> float:
        """Say how long a stream of this principal may last.

        Until its token expires; begun in the time forgiven to the issuer's clock, until that is over.
        """
        left = (principal.expires_at - datetime.now(UTC)).total_seconds()
        return left if left > 0 else left + self.limits.token_leeway_seconds

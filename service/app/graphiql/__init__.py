"""GraphiQL for development, from files of our own: no network beyond this service is needed."""

from service.app.graphiql.page import GraphiQL

__all__ = ["GraphiQL"]

"""GraphiQL for development, from files of our own: no network beyond this service is needed."""

from service.app.graphiql.page import GraphiQL
from service.app.graphiql.signpost import Signpost

__all__ = ["GraphiQL", "Signpost"]

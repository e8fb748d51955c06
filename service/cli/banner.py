"""What `heartline serve` says when it is about to listen: where, with which tokens, and what to ask first."""

from service.auth.scopes import Scope
from service.cli.token import minted
from service.settings import Settings

TOKEN_SECONDS = 24 * 3600
BEARERS = {
    "frontend": tuple(Scope),
    "mobile": (Scope.JOURNEYS_READ, Scope.FEEDBACK_WRITE),
    "partner": (Scope.JOURNEYS_READ, Scope.SCORES_READ),
}
QUERY = """\
{ journeys(first: 3) { edges { node { name
    score { n zone valence { value low high } crossChannel { score status coverage } nps { value status } }
    opportunities(first: 1) { touchpoint { name } recoverableValence } } } } }"""


def banner(settings: Settings, port: int, *, sample: bool) -> str:
    """Say it; tokens (one unwrapped line each) only in development, where the service holds the secret."""
    host = f"[{settings.host}]" if ":" in settings.host else settings.host
    address = f"http://{host}:{port}"
    lines = [
        f"Heartline serves {address}",
        f"  GraphQL  {address}/graphql" + ("" if settings.production else f"  GraphiQL  {address}/graphiql"),
        f"  schema   {address}/schema.graphql",
        f"  probes   {address}/healthz  {address}/readyz  {address}/metrics",
    ]
    if not settings.production and settings.jwt_algorithm == "HS256":
        lines += ["", "Bearer tokens (tenant northline, 24 hours; more with `heartline token`):"]
        for subject, scopes in BEARERS.items():
            bearer = minted(settings, "northline", subject, " ".join(scopes), TOKEN_SECONDS)
            lines.append(f"  {subject:8} {bearer}")
    if sample:
        lines += ["", "A query to paste:", "", QUERY]
    return "\n".join((*lines, ""))

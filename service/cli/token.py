"""`heartline token`."""

from datetime import UTC, datetime, timedelta

import click

from service.auth.mint import mint
from service.auth.scopes import Scope
from service.auth.secrets import Secrets
from service.errors import BadUserInput, ConfigurationError
from service.settings import Settings

ALL = " ".join(Scope)


@click.command()
@click.option("--tenant", default="northline", show_default=True, help="Whose data the bearer sees.")
@click.option("--subject", default="developer", show_default=True, help="Who the bearer is.")
@click.option("--scopes", default=ALL, show_default=True, help="What the bearer may do, parted by spaces.")
@click.option("--ttl", default=3600, show_default=True, help="How long it holds, in seconds (at most 86400).")
def token(tenant: str, subject: str, scopes: str, ttl: int) -> None:
    """Print a bearer token, and nothing else."""
    click.echo(minted(Settings(), tenant, subject, scopes, ttl))


def minted(settings: Settings, tenant: str, subject: str, scopes: str, ttl: int) -> str:
    """Make a token the service with these settings believes."""
    secret = Secrets.of(settings).jwt
    if secret is None:
        raise ConfigurationError(
            f"HEARTLINE_JWT_ALGORITHM is {settings.jwt_algorithm}: whoever holds its key makes the tokens"
        )
    named = scopes.split()
    if unknown := set(named) - set(Scope):
        raise BadUserInput(f"--scopes has no {min(unknown)!r}: choose among {ALL}")
    return mint(
        secret,
        tenant,
        subject,
        map(Scope, named),
        timedelta(seconds=ttl),
        issuer=settings.jwt_issuer,
        audience=settings.jwt_audience,
        now=datetime.now(UTC),
    )

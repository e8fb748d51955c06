"""Every knob, read from the environment with the prefix HEARTLINE_."""

from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, NonNegativeInt, PositiveFloat, PositiveInt
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict


def _listed(told: Any) -> Any:
    """Read a list parted by commas or blanks."""
    return told.replace(",", " ").split() if isinstance(told, str) else told


Origin = Annotated[str, Field(pattern=r"^(\*|https?://[^/\s]+)$")]


class Limits(BaseSettings):
    """The bounds at the door and in the queue; each is enforced before the work it bounds."""

    model_config = SettingsConfigDict(env_prefix="HEARTLINE_LIMIT_")

    body_bytes: PositiveInt = Field(default=2 * 1024 * 1024, description="Largest HTTP body, in bytes.")
    document_tokens: PositiveInt = Field(
        default=2_000, description="Most lexical tokens of a GraphQL document."
    )
    document_characters: PositiveInt = Field(
        default=65_536, description="Longest GraphQL document, in characters."
    )
    definitions: PositiveInt = Field(
        default=100, description="Most operations and fragments of a GraphQL document."
    )
    depth: PositiveInt = Field(default=12, description="Deepest field of an operation.")
    aliases: NonNegativeInt = Field(default=30, description="Most aliases of a GraphQL document.")
    directives: NonNegativeInt = Field(default=50, description="Most directives of a GraphQL document.")
    root_mutations: PositiveInt = Field(default=10, description="Most mutations of a GraphQL document.")
    expanded_fields: PositiveInt = Field(
        default=1_000, description="Most fields of a GraphQL document, its fragments spread out."
    )
    cost: PositiveInt = Field(default=5_000, description="Most that an operation may cost.")
    page_size: PositiveInt = Field(default=100, description="Most items of one page of a connection.")
    text_characters: PositiveInt = Field(
        default=4_000, description="Longest text of a feedback, in characters."
    )
    batch_items: PositiveInt = Field(default=100, description="Most items of one submitFeedbackBatch.")
    days_back: NonNegativeInt = Field(
        default=365, description="How long ago a feedback may have occurred, in days."
    )
    minutes_ahead: NonNegativeInt = Field(
        default=5, description="How far ahead a phone's clock may be, in minutes."
    )
    queue_items: PositiveInt = Field(default=10_000, description="Most feedback waiting to be committed.")
    queue_bytes: PositiveInt = Field(
        default=32 * 1024 * 1024, description="Most bytes waiting to be committed."
    )
    commit_items: PositiveInt = Field(default=500, description="Most feedback of one commit.")
    commit_bytes: PositiveInt = Field(default=4 * 1024 * 1024, description="Most bytes of one commit.")
    query_seconds: PositiveFloat = Field(default=5, description="Longest time a query may take.")
    mutation_seconds: PositiveFloat = Field(default=10, description="Longest time a mutation may take.")
    mongo_ms: PositiveInt = Field(default=3_000, description="maxTimeMS of a read; ten times that to add up.")
    touchpoints: PositiveInt = Field(default=200, description="Most touchpoints of a journey's map.")
    window_bytes: NonNegativeInt = Field(
        default=48 * 1024 * 1024, description="Memory for resident score windows."
    )
    prepared_bytes: NonNegativeInt = Field(
        default=32 * 1024 * 1024, description="Documents kept parsed, in bytes."
    )
    persisted_documents: PositiveInt = Field(default=1_000, description="Most persisted queries of a tenant.")
    persisted_bytes: PositiveInt = Field(
        default=8 * 1024 * 1024,
        description="Most bytes of a tenant's persisted queries, and of those a process has at hand.",
    )
    token_bytes: PositiveInt = Field(default=4_096, description="Longest bearer token, in bytes.")
    token_lifetime_seconds: PositiveInt = Field(
        default=24 * 3600, description="Longest lifetime of a bearer token."
    )
    token_leeway_seconds: NonNegativeInt = Field(
        default=30, description="Clock difference forgiven to an issuer."
    )
    socket_frame_bytes: PositiveInt = Field(
        default=64 * 1024, description="Largest message a WebSocket client may send, in bytes."
    )
    socket_init_seconds: PositiveFloat = Field(
        default=10, description="How long a new WebSocket may go without connection_init."
    )
    socket_ping_seconds: PositiveFloat = Field(default=20, description="How often a WebSocket is pinged.")
    socket_pong_seconds: PositiveFloat = Field(
        default=20, description="How long the answer to a ping is waited for."
    )
    socket_operations: PositiveInt = Field(
        default=50, description="Most operations of one WebSocket at once."
    )
    stream_ping_seconds: PositiveFloat = Field(
        default=12, description="After how long a silent event stream is pinged."
    )
    unread_seconds: PositiveFloat = Field(
        default=10, description="How long a reader may take nothing of what waits for it, then it is cut off."
    )
    json_depth: PositiveInt = Field(
        default=32, description="Deepest nesting of a body or a WebSocket message."
    )
    json_values: PositiveInt = Field(
        default=50_000, description="Most values in a body or a WebSocket message."
    )
    token_rate: PositiveFloat = Field(default=50, description="Requests a second of one token.")
    tenant_rate: PositiveFloat = Field(default=500, description="Requests a second of one tenant.")
    rate_burst: PositiveFloat = Field(default=2, description="Burst: so many seconds' worth at once.")
    in_flight: PositiveInt = Field(default=512, description="Most requests executed at once.")
    sockets_per_token: PositiveInt = Field(default=20, description="Most sockets of one token.")
    sockets_per_tenant: PositiveInt = Field(default=2_000, description="Most sockets of one tenant.")
    sockets: PositiveInt = Field(default=10_000, description="Most sockets of one process.")
    bodies_bytes: PositiveInt = Field(
        default=64 * 1024 * 1024, description="Most bytes of bodies that arrive in pieces, of all together."
    )
    body_seconds: PositiveFloat = Field(default=10, description="Longest time a body may take to arrive.")
    shutdown_seconds: NonNegativeInt = Field(
        default=15, description="How long a stopping service finishes its work."
    )


class Settings(BaseSettings):
    """Where the service runs, what it stores in, and whom it believes."""

    model_config = SettingsConfigDict(env_prefix="HEARTLINE_")

    env: Literal["development", "production"] = "development"
    host: str = "127.0.0.1"
    port: int = Field(default=8000, ge=0, le=65535)
    data_dir: Path = Path(".data")
    mongo_url: str | None = Field(
        default=None,
        pattern=r"^(mongodb(\+srv)?://.+)?$",
        description="An outside MongoDB; unset or empty: the embedded one.",
    )
    mongo_database: str = "heartline"
    refs_key: str | None = Field(None, repr=False, description="Key of customer and run hashes, 32+ bytes.")
    jwt_algorithm: Literal["HS256", "RS256", "ES256"] = "HS256"
    jwt_secret: str | None = Field(None, repr=False, description="HS256 secret, 32+ bytes.")
    jwt_public_key: str | None = Field(default=None, description="PEM public key for RS256 or ES256.")
    jwt_jwks_url: str | None = Field(default=None, description="JWKS address for RS256 or ES256.")
    jwt_issuer: str = "heartline"
    jwt_audience: str = "heartline"
    rate_limits: bool | None = Field(
        default=None, description="Whether rates and sockets are bounded; unset: in production."
    )
    introspection: bool | None = Field(
        default=None, description="Whether the schema may be asked for; unset: in development alone."
    )
    documents_dir: Path | None = Field(default=None, description="Directory of trusted documents.")
    trusted_only: str | None = Field(
        default=None,
        description="Scopes, separated by spaces, or *: who has one may send trusted documents alone.",
    )
    cors_origins: Annotated[tuple[Origin, ...], NoDecode, BeforeValidator(_listed)] = Field(
        default=(),
        description="Origins whose pages may read answers, such as https://app.example.com; * is all.",
    )
    emotion_analyser: Literal["linear", "lexicon", "http", "off"] = Field(
        default="linear", description="Who reads emotion from texts; off: they stay unread."
    )
    emotion_weights: Path | None = Field(
        default=None, description="Weights of the analyser linear; unset: those that come with it."
    )
    emotion_ignore: Path | None = Field(
        default=None, description="JSON file of each tenant's names that are words of feeling, too."
    )
    emotion_url: str | None = Field(
        default=None, description="Address of an emotion server of your own, for the analyser http."
    )
    emotion_token: str | None = Field(None, repr=False, description="Bearer token for that server.")
    emotion_ms: PositiveInt = Field(
        default=250, description="How long that server may take for the texts of a commit, in milliseconds."
    )
    emotion_batch: int = Field(
        default=32, ge=1, le=500, description="Most texts of one request to that server."
    )
    emotion_model: str = Field(
        default="1", min_length=1, max_length=100, description="Name of that server's model, kept as version."
    )
    emotion_languages: Annotated[tuple[str, ...], NoDecode, BeforeValidator(_listed)] = Field(
        default=("en",), min_length=1, description="Languages that server reads, by ISO 639-1 code; * is all."
    )
    otel: bool = Field(
        default=False, description="Whether spans are sent by OpenTelemetry, to OTEL_EXPORTER_OTLP_ENDPOINT."
    )
    log_level: Literal["debug", "info", "warning", "error"] = "info"
    limits: Limits = Field(default_factory=Limits)

    @property
    def production(self) -> bool:
        """Whether unsafe defaults are refused."""
        return self.env == "production"

    @property
    def may_be_introspected(self) -> bool:
        """Whether the schema may be asked for in GraphQL."""
        return not self.production if self.introspection is None else self.introspection

    @property
    def rates_are_on(self) -> bool:
        """Whether rates and sockets are bounded."""
        return self.production if self.rate_limits is None else self.rate_limits

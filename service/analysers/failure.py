"""Why an emotion server's answer could not be used."""


class ServerFailed(Exception):
    """A fact that continues "The emotion server ...". It holds nothing that was sent or answered."""

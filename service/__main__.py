"""`python -m service` is `heartline`."""

from service.cli import main

main()

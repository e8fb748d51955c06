"""A stand-in for the service in a process of its own: owns a data directory until it is killed."""

import sys
import threading
from pathlib import Path

from service.mongo.embedded import EmbeddedMongo

if __name__ == "__main__":
    with EmbeddedMongo(Path(sys.argv[1])):
        sys.stdout.write("ready\n")
        sys.stdout.flush()
        threading.Event().wait()

"""mongod's log: kept short, and asked for the reason when mongod gives up."""

import json
from pathlib import Path
from typing import Any

BOUND_BYTES = 8 * 1024 * 1024
TAIL_BYTES = 64 * 1024
GRAVE = frozenset({"F", "E"})


def set_aside_when_long(log: Path) -> bool:
    """Move a log of 8 MB or more over the one set aside before; tell whether it was moved."""
    if not log.exists() or log.stat().st_size < BOUND_BYTES:
        return False
    log.replace(log.with_suffix(".log.1"))
    return True


def last_complaint(log: Path) -> str:
    """Return the last error of a mongod log with its cause, or an empty string."""
    if not log.exists():
        return ""
    lines = log.read_bytes()[-TAIL_BYTES:].splitlines()
    return next(filter(None, map(_complaint, reversed(lines))), "")


def _complaint(line: bytes) -> str:
    try:
        entry: dict[str, Any] = json.loads(line)
        return f"{entry['msg']} {entry.get('attr', '')}".strip() if entry["s"] in GRAVE else ""
    except (ValueError, KeyError, TypeError):  # cut by the tail, or a stack trace
        return ""

"""How much CPU a process has used: what it costs, however busy the machine is with other things."""

import time

_SCHEDULED = 2


def cpu_seconds(pid: int) -> float:
    """Return the CPU time of a process and all its threads, in seconds, to the nanosecond.

    The clock's number is what the C library's clock_getcpuclockid answers; Python has no name for it.
    """
    return time.clock_gettime((~pid << 3) | _SCHEDULED)

"""A worker does not outlive the process that started it: it would keep the port of the next start."""

import ctypes
import multiprocessing
import os
import signal

PR_SET_PDEATHSIG = 1


def end_with_parent() -> None:
    """Have the kernel stop this worker when its parent ends in any way; no matter to a process of its own."""
    parent = multiprocessing.parent_process()
    if parent is None or os.uname().sysname != "Linux":
        return
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
    if os.getppid() != parent.pid:  # it ended before this line
        signal.raise_signal(signal.SIGTERM)

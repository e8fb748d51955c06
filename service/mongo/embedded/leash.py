"""Become another program that the kernel stops when the thread that started it ends.

Run by path, in a process of its own: `leash.py PARENT PROGRAM [ARGUMENT ...]`. Setting the leash in the new
process and not through `preexec_fn` keeps the service's threads out of a fork.
"""

import ctypes
import os
import signal
import sys

PR_SET_PDEATHSIG = 1


def main() -> None:
    """Put on the leash, make sure the parent is still there, and become the program."""
    parent, program, *arguments = sys.argv[1:]
    if ctypes.CDLL(None, use_errno=True).prctl(PR_SET_PDEATHSIG, signal.SIGTERM) != 0:
        number = ctypes.get_errno()
        raise OSError(number, os.strerror(number))
    if os.getppid() != int(parent):  # it ended before the leash was on, so no signal will come
        sys.exit(f"process {parent} has ended")
    os.execv(program, [program, *arguments])  # noqa: S606  # no shell is wanted: this process becomes mongod


if __name__ == "__main__":
    main()

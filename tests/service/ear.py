"""An ear at the driver: which commands a process sends, and to which collection."""

from pymongo.monitoring import CommandListener

PULSES, CHANGES, CELLS = ("find", "pulses"), ("find", "changes"), ("aggregate", "cells")


class Ear(CommandListener):
    """Hears which commands are sent, and to which collection."""

    def __init__(self):
        self.calls = []

    def started(self, event):
        """Note a command."""
        self.calls.append((event.command_name, event.command[event.command_name]))

    def succeeded(self, event):
        """Hear nothing."""

    def failed(self, event):
        """Hear nothing."""

    def heard(self):
        """Tell what was sent since the last look."""
        calls, self.calls = self.calls, []
        return calls

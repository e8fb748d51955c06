"""What can be changed, by what it changes."""

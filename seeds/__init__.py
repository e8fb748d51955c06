"""Sample companies: made up, repeatable, and true in ways the tests know."""

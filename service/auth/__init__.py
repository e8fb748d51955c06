"""Whom the service believes: bearer tokens, the principals they prove, and the secrets behind them."""

"""Numbers as a reader wants them."""


def signed(value: float) -> str:
    """A valence with its sign (a true minus) and two decimals; 0.00 has none."""
    text = f"{value:+.2f}".replace("-", "\N{MINUS SIGN}")
    return "0.00" if text[1:] == "0.00" else text


def counted(n: int) -> str:
    """A count with thousands set apart: 12,345."""
    return f"{n:,}"


def px(length: float) -> str:
    """A length or coordinate in pixels, to a tenth."""
    return f"{length:.1f}".removesuffix(".0")

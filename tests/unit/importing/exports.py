"""Small exports for the tests of importing."""

from pathlib import Path

from service.importing.export import export_of
from service.importing.form import Form, form_of
from service.importing.row import Row, Unreadable


def form(folder: Path, content: str | bytes, name: str = "export.csv", **options: object) -> Form:
    """Write an export and tell its form."""
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return form_of(path, **options)


def rows(form: Form) -> list[Row | Unreadable]:
    """Read all rows."""
    return list(export_of(form).rows(lambda _: None))


def cells(form: Form) -> list[object]:
    """Read all rows' cells; what is no row as it stands."""
    return [dict(row.cells) if isinstance(row, Row) else row.raw for row in rows(form)]

"""Every text column has its fate when a person is purged."""

from sqlalchemy import String
from sqlalchemy.dialects.postgresql import JSONB

import resolutionflow.registry  # noqa: F401
from resolutionflow.platform.db import Base
from resolutionflow.privacy.columns import FATES


def test_every_text_column_is_in_the_table_of_fates() -> None:
    there = {
        f"{table.name}.{column.name}"
        for table in Base.metadata.tables.values()
        for column in table.c
        if isinstance(column.type, String | JSONB)
    }
    listed = {f"{table}.{column}" for table, columns in FATES.items() for column in columns}
    assert there == listed, f"Say in privacy/columns.py what a purge does with these: {there ^ listed}"

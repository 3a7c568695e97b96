"""Flows are found by words without their hyphens and apostrophes too: "wifi" finds "Wi-Fi".

The stored text of search gets those forms at its end, as ``flows.engine.search_text`` writes them from now on.

Revision 0022, after 0021.
"""

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"

ADD = sa.text("""
update flows
   set search_text = search_text || E'\\n' || closed.words
  from (select f.account_id, f.id, string_agg(distinct translate(word, :marks, ''), ' ') as words
          from flows f, regexp_split_to_table(f.search_text, '\\s+') as word
         where f.account_id = :account_id and f.search_text ~ :any_mark
           and word <> translate(word, :marks, '') and translate(word, :marks, '') <> ''
         group by f.account_id, f.id) closed
 where flows.account_id = :account_id and flows.id = closed.id
""")
MARKS = "-\u2010\u2011'\u2019"


def upgrade() -> None:
    """Apply this revision."""
    fill(op.get_bind())


def fill(connection: sa.Connection) -> None:
    """Write the forms without marks behind every flow's text."""
    for (account_id,) in connection.execute(sa.text("select id from accounts")).all():
        connection.execute(sa.text("select set_config('app.account_id', :id, true)"), {"id": str(account_id)})
        given = {"account_id": account_id, "marks": MARKS, "any_mark": f"[{MARKS[1:]}{MARKS[0]}]"}
        connection.execute(ADD, given)
    connection.execute(sa.text("select set_config('app.account_id', '', true)"))

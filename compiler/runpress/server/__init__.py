"""The local server: the half of W&B's protocol that reports and workspaces need, over a metadata store.

    POST /graphql ──graphql.py──▶ operations/FIELD.py ──▶ store/ (SQLAlchemy) ──▶ .runpress/server/

Real clients send many shapes of one operation, so GraphQL is executed without a schema: what is asked is
resolved on plain objects (`graphql.py`). A root field is a function in `operations/`.
"""

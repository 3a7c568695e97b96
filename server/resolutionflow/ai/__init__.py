"""Models and the playbook behind one port; what they cost, what an account may spend, what leaves the house.

A feature asks in three parts, with no transaction open while a model works:

1. ``service.reserve(session, …)`` in the feature's own transaction: refuses what is over quota, before it is paid.
2. ``service.ask(database, reservation, asked, check)`` outside any transaction: the model, or the playbook.
3. ``service.settle(session, reservation, answer)`` in the transaction that keeps what was made: one usage row a call.
"""

"""Nothing acknowledged is lost or doubled when server or database are taken away with kill -9."""

import asyncio

from bench.figures import Figure, at_least, at_most
from bench.kill import Desk, Verdict, hire, open_desk
from bench.product import held_database, installation
from bench.rows import superuser

SERVER_KILLS, DATABASE_KILLS = 50, 20


async def kills(desk: Desk) -> None:
    """Every kill, under load all the time."""
    desk.begin()
    for _ in range(SERVER_KILLS):
        await desk.kill_server()
    for _ in range(DATABASE_KILLS):
        await desk.kill_database()
    await desk.end()


def measure() -> list[Figure]:
    """One installation."""
    with installation() as product:
        product.start()
        with held_database(product) as server:
            with superuser(server) as sql:
                people = hire(sql)

            async def whole() -> Desk:
                desk = await open_desk(product, people)
                await kills(desk)
                return desk

            desk = asyncio.run(whole())
            with superuser(server) as sql:
                careful, control = Verdict.of(sql, desk.careful), Verdict.of(sql, desk.control)
    return [
        Figure("kills of the server", SERVER_KILLS),
        Figure("kills of the database", DATABASE_KILLS),
        Figure("acknowledged answers", careful.acknowledged),
        Figure("answers sent again", careful.resent),
        Figure("lost", careful.lost, target=at_most(0)),
        Figure("doubled", careful.doubled, target=at_most(0)),
        Figure("refused", len(careful.refused), target=at_most(0)),
        Figure("control without key and version: doubled", control.doubled, target=at_least(1)),
        Figure("control: lost", control.lost, target=at_most(0)),
    ]

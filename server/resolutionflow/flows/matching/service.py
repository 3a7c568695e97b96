"""Matching a problem with the flows and proposals of an account, and keeping up what it is matched with."""

import asyncio
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from resolutionflow.accounts.actor import Actor
from resolutionflow.accounts.roles import Permission
from resolutionflow.flows.matching import queries
from resolutionflow.flows.matching.engine import (
    DEFAULT_MATCH_THRESHOLD,
    DEFAULT_SUGGEST_THRESHOLD,
    LEAST_TELLING,
    Compared,
    Hit,
    has_a_claim,
    hits,
    is_near,
    is_somewhat_near,
)
from resolutionflow.flows.matching.known_words import rightly_spelled
from resolutionflow.flows.matching.library import Floats
from resolutionflow.flows.matching.passages import MOST_TICKETS
from resolutionflow.flows.matching.shelves import Part, Shelf, Shelves
from resolutionflow.flows.matching.spelling import as_meant, mended, put_right
from resolutionflow.flows.matching.words import READ, plain, spelled, telling, windows
from resolutionflow.kit.clock import now
from resolutionflow.platform import vectors
from resolutionflow.platform.jobs import enqueue

SHELVES = Shelves()
MOST_SUGGESTED = 5
MOST_NEAREST = 3
MANY_WORDS = 3
"""The best one that has so many of the problem's words is named, however unlike in meaning."""
NEAR_CHANCE = 0.03
"""Of those that are offered because they are near, 3 in 100 were the right one on the pack."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A flow or a proposal that may fit, one of the ids set. ``score``: its chance of being right.

    ``near``: it ranks lower than the best and is so near that it may be the right one after all. ``worth_a_look``: it
    is the best, shares a telling word and is near in meaning, however unlikely it is. ``worth_naming``: it
    shares a telling word and is somewhat near.
    """

    flow_id: UUID | None
    flow_proposal_id: UUID | None
    title: str
    category: str | None
    score: float
    matched_words: list[str]
    near: bool = False
    worth_a_look: bool = False
    worth_naming: bool = False


@dataclass(frozen=True, slots=True)
class MatchResult:
    """Candidates, best first, and the account's thresholds. ``by_text_alone``: no vectors can be made here.

    ``vague``: the words name no problem, so nothing is started. ``still_indexing``: so many flows and proposals were
    judged by their words, until their vectors are made.
    """

    candidates: list[Candidate]
    match_threshold: float
    suggest_threshold: float
    by_text_alone: bool
    vague: bool = False
    still_indexing: int = 0

    @property
    def match(self) -> Candidate | None:
        """Return the candidate that may be started without asking, if there is one."""
        best = self.candidates[:1]
        return best[0] if best and best[0].score >= self.match_threshold and not self.vague else None

    @property
    def suggestions(self) -> list[Candidate]:
        """Return the candidates that are good enough to be offered, and beside them those that are near."""
        good = [candidate for candidate in self.candidates if candidate.score >= self.suggest_threshold]
        if not good:
            return []
        near = [
            replace(candidate, score=min(good[-1].score, max(candidate.score, NEAR_CHANCE)))
            for candidate in self.candidates
            if candidate.near and candidate not in good
        ]
        return (good + near)[:MOST_SUGGESTED]

    @property
    def hardly(self) -> list[Candidate]:
        """Return the flows to be looked at before steps are made, though none is good enough to be offered otherwise.

        An account that asks for more than usual of what is offered is not asked about these.
        """
        if self.suggestions or self.suggest_threshold > DEFAULT_SUGGEST_THRESHOLD:
            return []
        flows = [candidate for candidate in self.candidates if candidate.flow_id is not None]
        if not any(candidate.worth_a_look for candidate in flows):
            return []
        return [candidate for candidate in flows if candidate.worth_a_look or candidate.near][:MOST_SUGGESTED]

    @property
    def nearest(self) -> list[Candidate]:
        """Return the flows to be named where no steps are made; none if the account wants surer ones."""
        if self.suggestions or self.suggest_threshold > DEFAULT_SUGGEST_THRESHOLD:
            return []
        named = [one for one in self.candidates if one.flow_id is not None and one.worth_naming]
        return self.hardly or named[:MOST_NEAREST]


@dataclass(frozen=True, slots=True)
class _Problem:
    words: list[tuple[str, str]]
    vectors: list[Floats] | None

    @property
    def telling(self) -> int:
        return telling(stem for stem, _ in self.words)

    def stems_of(self, spellings: list[str]) -> list[str]:
        return [stem for stem, word in self.words if word in spellings]


async def match(session: AsyncSession, actor: Actor, problem_text: str, *, limit: int = 5) -> MatchResult:
    """Compare a problem with the account's published flows, then with its proposals if no flow can be started."""
    actor.must(Permission.READ_LIBRARY)
    bounds = await queries.bounds(session, actor.account_id)
    shelf = await SHELVES.of(session, actor.account_id, bounds.revision)
    problem = await asyncio.to_thread(_prepared, problem_text, shelf)
    start = DEFAULT_MATCH_THRESHOLD if bounds.match_threshold is None else bounds.match_threshold
    suggest = DEFAULT_SUGGEST_THRESHOLD if bounds.suggest_threshold is None else bounds.suggest_threshold
    found = await _candidates(session, actor, shelf.flows, problem, limit)
    if shelf.proposals.kept and not (found and found[0].score >= start):
        found += await _candidates(session, actor, shelf.proposals, problem, limit)
        found = sorted(found, key=lambda candidate: -candidate.score)[:limit]
    vague = problem.telling < LEAST_TELLING
    lacking = 0 if problem.vectors is None else shelf.flows.library.lacking + shelf.proposals.library.lacking
    return MatchResult(found, start, suggest, problem.vectors is None, vague, lacking)


def _prepared(problem_text: str, shelf: Shelf) -> _Problem:
    text = plain(problem_text)
    meant = mended(text[:READ], shelf.frequencies, rightly_spelled())
    made = vectors.embed_all(windows(put_right(text, meant))) if vectors.available() else None
    return _Problem(as_meant(spelled(text), meant), made)


async def _candidates(
    session: AsyncSession, actor: Actor, part: Part, problem: _Problem, limit: int
) -> list[Candidate]:
    found = await asyncio.to_thread(_hits, part, problem, limit)
    named = await queries.named(session, actor.account_id, [part.kept[hit.place].id for hit in found])
    return [
        _candidate(row, hit, found[0], part.kept[hit.place].entry.matched(problem.words), problem)
        for hit in found
        if (row := named.get(part.kept[hit.place].id)) is not None
    ]


def _candidate(row: queries.Named, hit: Hit, best: Hit, matched: list[str], problem: _Problem) -> Candidate:
    shares_a_word = telling(problem.stems_of(matched)) > 0
    return Candidate(
        row.flow_id,
        row.flow_proposal_id,
        row.title,
        row.category,
        hit.score,
        matched,
        near=hit is not best and has_a_claim(hit, best),
        worth_a_look=hit is best and is_near(hit) and shares_a_word,
        worth_naming=shares_a_word and (is_somewhat_near(hit) or (hit is best and hit.fit.words >= MANY_WORDS)),
    )


def _hits(part: Part, problem: _Problem, limit: int) -> list[Hit]:
    cosines = None if problem.vectors is None else part.library.cosines(problem.vectors)
    return hits(Compared(*part.library.text(stem for stem, _ in problem.words), cosines, problem.telling), limit)


async def spelled_right(session: AsyncSession, actor: Actor, words: str) -> str:
    """Return words with those put right that no flow and no dictionary knows and that are one letter from a flow's."""
    actor.must(Permission.READ_LIBRARY)
    shelf = await SHELVES.of(session, actor.account_id, (await queries.bounds(session, actor.account_id)).revision)
    meant = await asyncio.to_thread(mended, words, shelf.frequencies, rightly_spelled())
    return " ".join(meant.get(word, word) for word in words.casefold().split())


async def remember_resolved(session: AsyncSession, actor: Actor, flow_id: UUID, problem_text: str) -> None:
    """Keep the problem of a ticket that was resolved on this flow as one of its match texts; the newest 20 are kept."""
    text = plain(problem_text)
    if not text:
        return
    if await queries.keep_ticket(session, actor.account_id, flow_id, actor.user_id, text, now()):
        await queries.forget_old_tickets(session, actor.account_id, flow_id, MOST_TICKETS)
        await enqueue(session, "flows.matching.reindex", account_id=actor.account_id, flow_id=flow_id)


async def forget_resolved(
    session: AsyncSession, account_id: UUID, flow_id: UUID, problem_text: str, since: datetime
) -> None:
    """Take the problem of a ticket out again if it was kept at ``since`` or later: it was not solved after all.

    One kept before then came from another ticket with the same words, which still is solved.
    """
    if await queries.forget_ticket(session, account_id, flow_id, plain(problem_text), since):
        await enqueue(session, "flows.matching.reindex", account_id=account_id, flow_id=flow_id)


async def waiting_for_vectors(session: AsyncSession, actor: Actor) -> int:
    """Return how many of the account's subjects are matched by text until their vectors are made."""
    return await queries.waiting(session, actor.account_id)


async def purge_person(session: AsyncSession, account_id: UUID, user_id: UUID) -> None:
    """Delete the ticket texts that came from this person's work."""
    for flow_id in await queries.forget_tickets_of(session, account_id, user_id):
        await enqueue(session, "flows.matching.reindex", account_id=account_id, flow_id=flow_id)

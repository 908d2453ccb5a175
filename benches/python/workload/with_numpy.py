"""By hand with numpy: whole columns at a time, and only the few who may move are picked out of them."""

import numpy as np

from .common import *

QUEUED = 6  # in the UK and in the queue


def prepare(agents, seed):
    rng = np.random.Generator(np.random.SFC64(seed))
    shared = Shared(agents)
    state = np.full(agents, WAITING, np.uint8)
    of_age = np.where(rng.integers(*AGES, agents, np.uint8, endpoint=True) < OLDER_FROM, 1.0, OLDER).astype(np.float32)
    risk_aversion = rng.random(agents, np.float32)
    perceived = np.full(agents, FIRST_SIGNAL, np.float32)
    draw = np.empty(agents, np.float32)
    change = np.empty(agents, np.float32)
    counts = np.zeros(6, np.int64)
    counts[WAITING] = agents

    def day():
        np.subtract(np.float32(shared.signal), perceived, out=change)
        np.multiply(change, np.float32(LEARN), out=change)
        np.add(perceived, change, out=perceived, where=state != SETTLED)
        rng.random(out=draw, dtype=np.float32)

        # All look at the state of the morning, so all are picked before any moves.
        waiting, attempting, in_uk, detained, returned = (
            np.flatnonzero(state == which) for which in (WAITING, ATTEMPTING, IN_UK, DETAINED, RETURNED)
        )
        chance = ATTEMPT * (1.0 - risk_aversion[waiting] * perceived[waiting]) * of_age[waiting]
        leaving = waiting[draw[waiting] < chance]
        arriving = draw[attempting] < ARRIVE
        of_uk = draw[in_uk]
        joined = in_uk[of_uk < REFER]
        settling = in_uk[(of_uk >= REFER) & (of_uk < REFER + SETTLE)]
        of_detained = draw[detained]
        returning = detained[of_detained < RETURN]
        released = detained[(of_detained >= RETURN) & (of_detained < RETURN + RELEASE)]
        north = returned[draw[returned] < LEAVE]

        def move(who, origin, target):
            state[who] = target
            counts[origin] -= len(who)
            counts[IN_UK if target == QUEUED else target] += len(who)

        move(leaving, WAITING, ATTEMPTING)
        move(attempting[arriving], ATTEMPTING, IN_UK)
        move(attempting[~arriving], ATTEMPTING, WAITING)
        move(joined, IN_UK, QUEUED)
        move(settling, IN_UK, SETTLED)
        move(returning, DETAINED, RETURNED)
        move(released, DETAINED, IN_UK)
        move(north, RETURNED, WAITING)
        admitted = shared.end_day(counts, joined.tolist(), np.count_nonzero(arriving), len(returning))
        state[admitted] = DETAINED

    def run():
        for _ in range(DAYS):
            day()
        return shared.days

    return run

"""LASER: columns in a LaserFrame, and a Numba kernel that passes over them."""

import numba as nb
import numpy as np
from laser.core import LaserFrame
from laser.core.random import seed as set_seed

from .common import *


@nb.njit(parallel=True, nogil=True, cache=False)
def step(state, queued, age, risk_aversion, perceived, signal, joined, tallies):
    """One day; each thread adds up in its own row of `tallies`: the six states, arrivals, returns."""
    for i in nb.prange(len(state)):
        tally = tallies[nb.get_thread_id()]
        now = state[i]
        if now != SETTLED:
            perceived[i] += np.float32(LEARN) * (signal - perceived[i])
            draw = np.random.random()
            if now == WAITING:
                of_age = 1.0 if age[i] < OLDER_FROM else OLDER
                if draw < ATTEMPT * (1.0 - risk_aversion[i] * perceived[i]) * of_age:
                    now = ATTEMPTING
            elif now == ATTEMPTING:
                if draw < ARRIVE:
                    now = IN_UK
                    tally[6] += 1
                else:
                    now = WAITING
            elif now == IN_UK:
                if not queued[i]:
                    if draw < REFER:
                        queued[i] = True
                        joined[i] = True
                    elif draw < REFER + SETTLE:
                        now = SETTLED
            elif now == DETAINED:
                if draw < RETURN:
                    now = RETURNED
                    tally[7] += 1
                elif draw < RETURN + RELEASE:
                    now = IN_UK
            elif draw < LEAVE:
                now = WAITING
            state[i] = now
        tally[now] += 1


class Channel:
    def __init__(self, agents, seed):
        rng = set_seed(seed)
        self.shared = Shared(agents)
        self.people = people = LaserFrame(capacity=agents, initial_count=agents)
        people.add_scalar_property("state", dtype=np.uint8, default=WAITING)
        people.add_scalar_property("queued", dtype=np.bool_, default=False)
        people.add_scalar_property("joined", dtype=np.bool_, default=False)
        people.add_scalar_property("age", dtype=np.uint8)
        people.add_scalar_property("risk_aversion", dtype=np.float32)
        people.add_scalar_property("perceived", dtype=np.float32, default=FIRST_SIGNAL)
        people.age[:] = rng.integers(*AGES, agents, np.uint8, endpoint=True)
        people.risk_aversion[:] = rng.random(agents, np.float32)

    def step(self):
        people = self.people
        tallies = np.zeros((nb.get_num_threads(), 8), np.int64)
        step(
            people.state,
            people.queued,
            people.age,
            people.risk_aversion,
            people.perceived,
            np.float32(self.shared.signal),
            people.joined,
            tallies,
        )
        joined = np.flatnonzero(people.joined)
        people.joined[joined] = False
        *counts, arrivals, returns = tallies.sum(axis=0)
        admitted = self.shared.end_day(counts, joined.tolist(), arrivals, returns)
        people.state[admitted] = DETAINED
        people.queued[admitted] = False


def prepare(agents, seed):
    # Numba compiles at the first call, which is not to be timed.
    Channel(1_000, seed).step()
    model = Channel(agents, seed)

    def run():
        for _ in range(DAYS):
            model.step()
        return model.shared.days

    return run

"""Starsim: a module with a state for each place, and arrays of the agents in them."""

import starsim as ss

from .common import *


class Channel(ss.Module):
    def __init__(self, agents):
        super().__init__()
        self.shared = Shared(agents)
        self.luck = ss.random(name="luck")
        self.define_states(
            ss.BoolState("waiting", default=True),
            ss.BoolState("attempting"),
            ss.BoolState("in_uk"),
            ss.BoolState("queued"),
            ss.BoolState("detained"),
            ss.BoolState("returned"),
            ss.BoolState("settled"),
            ss.FloatArr("age_in_years", default=ss.randint(low=AGES[0], high=AGES[1] + 1)),
            ss.FloatArr("risk_aversion", default=ss.random()),
            ss.FloatArr("perceived", default=FIRST_SIGNAL),
        )

    def step(self):
        learning = (~self.settled).uids
        self.perceived[learning] += LEARN * (self.shared.signal - self.perceived[learning])
        draw = self.luck.rvs(len(self.waiting))

        # All look at the state of the morning, so all are picked before any moves.
        waiting, attempting, detained, returned = (
            places.uids for places in (self.waiting, self.attempting, self.detained, self.returned)
        )
        free = (self.in_uk & ~self.queued).uids
        older = self.age_in_years[waiting] >= OLDER_FROM
        chance = ATTEMPT * (1.0 - self.risk_aversion[waiting] * self.perceived[waiting]) * (1.0 - (1.0 - OLDER) * older)
        leaving = waiting[draw[waiting] < chance]
        arriving = attempting[draw[attempting] < ARRIVE]
        failing = attempting[draw[attempting] >= ARRIVE]
        joined = free[draw[free] < REFER]
        settling = free[(draw[free] >= REFER) & (draw[free] < REFER + SETTLE)]
        returning = detained[draw[detained] < RETURN]
        released = detained[(draw[detained] >= RETURN) & (draw[detained] < RETURN + RELEASE)]
        north = returned[draw[returned] < LEAVE]

        for who, origin, target in (
            (leaving, self.waiting, self.attempting),
            (arriving, self.attempting, self.in_uk),
            (failing, self.attempting, self.waiting),
            (settling, self.in_uk, self.settled),
            (returning, self.detained, self.returned),
            (released, self.detained, self.in_uk),
            (north, self.returned, self.waiting),
        ):
            origin[who] = False
            target[who] = True
        self.queued[joined] = True
        places = (self.waiting, self.attempting, self.in_uk, self.detained, self.returned, self.settled)
        counts = [place.count() for place in places]
        admitted = ss.uids(self.shared.end_day(counts, joined.tolist(), len(arriving), len(returning)))
        self.queued[admitted] = False
        self.in_uk[admitted] = False
        self.detained[admitted] = True


def prepare(agents, seed):
    channel = Channel(agents)
    sim = ss.Sim(
        n_agents=agents,
        modules=channel,
        start=ss.date("2025-01-01"),
        dt=ss.days(1),
        dur=DAYS - 1,  # both ends are stepped
        rand_seed=seed,
        copy_inputs=False,
        verbose=0,
    )
    sim.init()

    def run():
        sim.run()
        return channel.shared.days

    return run

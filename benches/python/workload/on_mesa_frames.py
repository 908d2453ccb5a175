"""mesa-frames: the agents are a Polars frame."""

import polars as pl
from mesa_frames import AgentSetPolars, ModelDF

from . import polars_day
from .common import *


class People(AgentSetPolars):
    def __init__(self, model, agents):
        super().__init__(model)
        ids = pl.int_range(agents, eager=True)
        self.add(pl.DataFrame({"unique_id": ids} | polars_day.population(agents, model.random)))

    def step(self):
        self.agents = polars_day.day(self.agents, self.random, self.model.shared)


class Channel(ModelDF):
    def __init__(self, agents, seed):
        super().__init__(seed)
        self.shared = Shared(agents)
        self.agents += People(self, agents)


def prepare(agents, seed):
    model = Channel(agents, seed)

    def run():
        for _ in range(DAYS):
            model.step()
        return model.shared.days

    return run

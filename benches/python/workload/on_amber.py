"""AMBER: the agents are a Polars frame."""

import ambr
import numpy as np

from . import polars_day
from .common import *


class Channel(ambr.Model):
    def setup(self):
        agents = self.p["agents"]
        self.luck = np.random.default_rng(self.p["seed"])
        self.shared = Shared(agents)
        self.add_agents(agents, **polars_day.population(agents, self.luck))

    def step_vectorized(self):
        self.agents_df = polars_day.day(self.agents_df, self.luck, self.shared)


def prepare(agents, seed):
    model = Channel({"agents": agents, "seed": seed, "steps": DAYS, "show_progress": False})
    model.run(steps=0)  # otherwise the first step would build the population

    def run():
        model.run()
        return model.shared.days

    return run

"""AgentPy: an agent is an object in a list."""

import agentpy

from .common import *


class Person(agentpy.Agent):
    def setup(self):
        random = self.model.random
        self.state = WAITING
        self.queued = False
        self.age = random.randint(*AGES)
        self.risk_aversion = random.random()
        self.perceived = FIRST_SIGNAL

    def step(self):
        model = self.model
        state = self.state
        if state == SETTLED:
            model.counts[SETTLED] += 1
            return
        self.perceived += LEARN * (model.shared.signal - self.perceived)
        draw = model.random.random()
        if state == WAITING:
            chance = ATTEMPT * (1.0 - self.risk_aversion * self.perceived) * (1.0 if self.age < OLDER_FROM else OLDER)
            if draw < chance:
                state = ATTEMPTING
        elif state == ATTEMPTING:
            if draw < ARRIVE:
                state = IN_UK
                model.arrivals += 1
            else:
                state = WAITING
        elif state == IN_UK:
            if not self.queued:
                if draw < REFER:
                    self.queued = True
                    model.joined.append(self)
                elif draw < REFER + SETTLE:
                    state = SETTLED
        elif state == DETAINED:
            if draw < RETURN:
                state = RETURNED
                model.returns += 1
            elif draw < RETURN + RELEASE:
                state = IN_UK
        elif draw < LEAVE:
            state = WAITING
        self.state = state
        model.counts[state] += 1


class Channel(agentpy.Model):
    def setup(self):
        self.shared = Shared(self.p.agents)
        self.people = agentpy.AgentList(self, self.p.agents, Person)

    def step(self):
        self.counts = [0] * len(STATES)
        self.joined = []
        self.arrivals = self.returns = 0
        self.people.step()
        for person in self.shared.end_day(self.counts, self.joined, self.arrivals, self.returns):
            person.state = DETAINED
            person.queued = False


def prepare(agents, seed):
    model = Channel({"agents": agents, "seed": seed})
    model.sim_setup(steps=DAYS)

    def run():
        for _ in range(DAYS):
            model.sim_step()
        return model.shared.days

    return run

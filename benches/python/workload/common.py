"""What the implementations share: the rates, the queue and the signal, the records, and what they must come to."""

from collections import deque
from math import sqrt

DAYS = 365

WAITING, ATTEMPTING, IN_UK, DETAINED, RETURNED, SETTLED = range(6)
STATES = ("Waiting", "Attempting", "InUK", "Detained", "Returned", "Settled")

# Probabilities a day.
ATTEMPT = 0.02
OLDER = 0.5  # what is left of the chance of an attempt from OLDER_FROM on
OLDER_FROM = 35
ARRIVE = 0.7
REFER = 0.02
SETTLE = 0.005
RETURN = 0.05
RELEASE = 0.05
LEAVE = 0.01
LEARN = 0.1  # how far the perceived probability moves towards the signal

AGES = (18, 60)
FIRST_SIGNAL = 0.1

# Shares after the last day; the same numbers as in ../../peers/workload/expected.rs, where they are explained.
SHARES = (0.0861, 0.00079, 0.6779, 0.005, 0.0243, 0.2059)
QUEUE_SHARE = 0.6397


class Shared:
    """The signal, the detention queue, and a row a day."""

    def __init__(self, agents):
        self.signal = FIRST_SIGNAL
        self.capacity = max(1, agents // 200)
        self.queue = deque()
        self.days = []

    def end_day(self, counts, joined, arrivals, returns):
        """Lets `joined` into the queue, closes the day, and returns who is admitted to detention."""
        self.queue.extend(joined)
        places = max(0, min(self.capacity - counts[DETAINED], len(self.queue)))
        admitted = [self.queue.popleft() for _ in range(places)]
        counts[IN_UK] -= places
        counts[DETAINED] += places
        self.signal = 0.9 * self.signal + 0.1 * min(1.0, returns / max(1, arrivals))
        self.days.append((*(int(count) for count in counts), len(self.queue), self.signal))
        return admitted


def disagreement(agents, last_day):
    """What of the last day is not as expected, up to luck; empty if all is well."""
    wrong = []
    for name, count, share in zip((*STATES, "queue"), last_day, (*SHARES, QUEUE_SHARE)):
        margin = 6.0 * sqrt(agents * share * (1.0 - share)) + 0.0001 * agents + 30.0
        if abs(count - agents * share) > margin:
            wrong.append(f"{name}: {count}, expected {agents * share:.0f} ± {margin:.0f}")
    return "; ".join(wrong)

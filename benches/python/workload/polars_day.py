"""One day as expressions over the columns of a Polars frame, for the frameworks that keep their agents in one."""

import polars as pl

from .common import *


def population(agents, rng):
    """The columns of the agents, as at the start."""
    return {
        "state": pl.repeat(WAITING, agents, dtype=pl.UInt8, eager=True),
        "queued": pl.repeat(False, agents, dtype=pl.Boolean, eager=True),
        "age": pl.Series(rng.integers(*AGES, agents, "uint8", endpoint=True)),
        "risk_aversion": pl.Series(rng.random(agents, "float32")),
        "perceived": pl.repeat(FIRST_SIGNAL, agents, dtype=pl.Float32, eager=True),
    }


def day(frame, rng, shared):
    """The frame as it is in the evening."""
    state, draw, perceived = pl.col("state"), pl.col("draw"), pl.col("perceived")
    free = (state == IN_UK) & ~pl.col("queued")
    of_age = pl.when(pl.col("age") < OLDER_FROM).then(ATTEMPT).otherwise(ATTEMPT * OLDER).cast(pl.Float32)
    learnt = perceived + pl.lit(LEARN, pl.Float32) * (pl.lit(shared.signal, pl.Float32) - perceived)

    def to(target):
        return pl.lit(target, pl.UInt8)

    frame = (
        frame.lazy()
        .with_columns(
            pl.Series("draw", rng.random(len(frame), "float32")),
            perceived=pl.when(state != SETTLED).then(learnt).otherwise(perceived),
        )
        .with_columns(
            was=state,
            joined=free & (draw < REFER),
            state=pl.when((state == WAITING) & (draw < of_age * (1.0 - pl.col("risk_aversion") * perceived)))
            .then(to(ATTEMPTING))
            .when((state == ATTEMPTING) & (draw < ARRIVE))
            .then(to(IN_UK))
            .when(state == ATTEMPTING)
            .then(to(WAITING))
            .when(free & (draw >= REFER) & (draw < REFER + SETTLE))
            .then(to(SETTLED))
            .when((state == DETAINED) & (draw < RETURN))
            .then(to(RETURNED))
            .when((state == DETAINED) & (draw < RETURN + RELEASE))
            .then(to(IN_UK))
            .when((state == RETURNED) & (draw < LEAVE))
            .then(to(WAITING))
            .otherwise(state),
        )
        .with_columns(queued=pl.col("queued") | pl.col("joined"))
        .collect()
    )
    *counts, arrivals, returns = frame.select(
        *[(state == which).sum().alias(name) for which, name in enumerate(STATES)],
        arrivals=((pl.col("was") == ATTEMPTING) & (state == IN_UK)).sum(),
        returns=((pl.col("was") == DETAINED) & (state == RETURNED)).sum(),
    ).row(0)
    joined = frame["joined"].arg_true().to_list()
    admitted = shared.end_day(counts, joined, arrivals, returns)
    frame = frame.drop("was", "joined", "draw")
    if not admitted:
        return frame
    return frame.with_columns(frame["state"].scatter(admitted, DETAINED), frame["queued"].scatter(admitted, False))

#!/usr/bin/env python3
"""Times Python's agent-based frameworks on the common workload, in the columns of the `peers` program.

    python -m venv /tmp/peers && /tmp/peers/bin/pip install -r requirements.txt
    /tmp/peers/bin/pip install --no-deps mesa-frames==0.1.0a0
    /tmp/peers/bin/python peers.py --agents 100000

Each runs in a process of its own; what is not installed is skipped, with a line on stderr. Building the population and
compiling are not timed. The final counts of all must agree; otherwise this says whose do not, and fails.
"""

import argparse
import importlib
import json
import os
import resource
import statistics
import subprocess
import sys
import time

from workload.common import DAYS, disagreement

# Name in the table: module in workload/, and the most agents it is run with unless told otherwise.
IMPLEMENTATIONS = {
    "numpy": ("with_numpy", None),
    "laser": ("on_laser", None),
    "mesa-frames": ("on_mesa_frames", None),
    "starsim": ("on_starsim", None),
    "amber": ("on_amber", None),
    "mesa": ("on_mesa", 100_000),
    "agentpy": ("on_agentpy", 100_000),
}
HEADER = "implementation,agents,threads,cpu_ns_per_agent_step,wall_s,peak_mb"
NOT_INSTALLED = 3


def main():
    arguments = parse()
    if arguments.child:
        return child(arguments)
    runs = {name: [] for name in arguments.only or IMPLEMENTATIONS}
    for _ in range(arguments.repeat):
        for name in list(runs):
            run = run_child(name, arguments)
            if run is None:
                del runs[name]
            else:
                runs[name].append(run)
    print(HEADER)
    for name, of_name in runs.items():
        print(row(name, of_name))
    wrong = [(name, run["disagreement"]) for name, of_name in runs.items() for run in of_name if run["disagreement"]]
    for name, message in wrong:
        print(f"error: {name} does not come to the expected counts: {message}", file=sys.stderr)
    return 1 if wrong else 0


def parse():
    parser = argparse.ArgumentParser(description="Time Python's agent-based frameworks on the common workload.")
    parser.add_argument("--agents", type=within(1_000, 1_000_000_000), default=1_000_000)
    parser.add_argument("--threads", type=within(1, 1_024), default=1, help="for those that can use several")
    parser.add_argument("--repeat", type=within(1, 1_000), default=1, help="runs of each; the medians are printed")
    parser.add_argument("--only", type=names, metavar="NAME", help="only these, separated by commas")
    parser.add_argument("--seed", type=within(0, 2**32 - 1), default=1)
    parser.add_argument("--full-size", action="store_true", help="run the slow ones with all the agents too")
    parser.add_argument("--counts", action="store_true", help="show the final counts, on stderr")
    parser.add_argument("--child", action="store_true", help=argparse.SUPPRESS)
    return parser.parse_args()


def names(text):
    found = text.split(",")
    for name in found:
        if name not in IMPLEMENTATIONS:
            raise argparse.ArgumentTypeError(f"found {name!r}, allowed are {', '.join(IMPLEMENTATIONS)}")
    return found


def within(least, most):
    def number(text):
        value = int(text)
        if not least <= value <= most:
            raise argparse.ArgumentTypeError(f"{value} is not between {least} and {most}")
        return value

    return number


def run_child(name, arguments):
    """One run in a process of its own, or nothing if the framework is not there."""
    _, most_agents = IMPLEMENTATIONS[name]
    agents = arguments.agents
    if most_agents is not None and not arguments.full_size:
        agents = min(agents, most_agents)
    threads = str(arguments.threads)
    # Every library that might start threads is told how many.
    pools = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "NUMBA_NUM_THREADS", "POLARS_MAX_THREADS")
    outcome = subprocess.run(
        [sys.executable, __file__, "--child", "--only", name]
        + ["--agents", str(agents), "--threads", threads, "--seed", str(arguments.seed)],
        env=os.environ | dict.fromkeys(pools, threads),
        stdout=subprocess.PIPE,
        text=True,
    )
    if outcome.returncode == NOT_INSTALLED:
        return None
    if outcome.returncode != 0:
        sys.exit(f"error: {name} failed")
    run = json.loads(outcome.stdout.splitlines()[-1])
    if arguments.counts:
        print(f"{name}: {run['last_day']}", file=sys.stderr)
    return run


def child(arguments):
    (name,) = arguments.only
    module, _ = IMPLEMENTATIONS[name]
    try:
        workload = importlib.import_module(f"workload.{module}")
    except ImportError as error:
        print(f"{name} is skipped: {error}", file=sys.stderr)
        return NOT_INSTALLED
    run = workload.prepare(arguments.agents, arguments.seed)
    wall, cpu = time.perf_counter(), time.process_time()
    days = run()
    cpu, wall = time.process_time() - cpu, time.perf_counter() - wall
    if len(days) != DAYS:
        sys.exit(f"{len(days)} days were recorded, not {DAYS}")
    print(
        json.dumps(
            {
                "agents": arguments.agents,
                "threads": arguments.threads,
                "cpu": cpu,
                "wall": wall,
                "peak_mb": peak_mb(),
                "last_day": days[-1],
                "disagreement": disagreement(arguments.agents, days[-1]),
            }
        )
    )
    return 0


def peak_mb():
    unit = 1 if sys.platform == "darwin" else 1_024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit / 1e6


def row(name, runs):
    agents, threads = runs[0]["agents"], runs[0]["threads"]
    cpu, wall, peak = (statistics.median(run[column] for run in runs) for column in ("cpu", "wall", "peak_mb"))
    return f"{name},{agents},{threads},{cpu / (agents * DAYS) * 1e9:.2f},{wall:.3f},{peak:.1f}"


if __name__ == "__main__":
    sys.exit(main())

#!/usr/bin/env python3
"""Makes weekly.csv and yearly.csv, the observed crossings that Strait is judged against.

Usage:
    python3 make_weekly.py DAILY.csv WEEKLY.csv            write both tables beside this script
    python3 make_weekly.py DAILY.csv WEEKLY.csv --check    compare with the tables there; write nothing

DAILY.csv   the Home Office's daily sheet (SB_01): columns date, arrivals, boats
WEEKLY.csv  the Home Office's weekly sheet (SB_02): columns week_ending, arrivals, boats,
            people_prevented, events_prevented; the last two empty where nothing was recorded

Days after LAST_DAY are ignored, so that later months stay unseen by whoever fits the model.
Every disagreement between the two sheets is printed. Standard library only.
"""

import csv
import io
import sys
from datetime import date, timedelta
from pathlib import Path

FIRST_DAY = date(2018, 1, 1)  # a Monday
LAST_DAY = date(2025, 12, 31)  # the evidence cut-off
SUNDAY = 6

# Whole years before the weekly sheet counts preventions, as the House of Commons Library gives them
# (CBP-9681); True marks a rounded figure. 2024 has no whole-year figure.
LIBRARY_PREVENTED = {
    2018: (228, False),
    2019: (1447, False),
    2020: (6801, False),
    2021: (23923, False),
    2022: (33000, True),
    2023: (26000, True),
}


def read_daily(path):
    """Arrivals and boats by day; stops at the first hole or impossible row."""
    days = {}
    with open(path, newline="", encoding="utf-8") as file:
        for row in csv.DictReader(file):
            day = date.fromisoformat(row["date"])
            if not FIRST_DAY <= day <= LAST_DAY:
                continue
            if day in days:
                raise SystemExit(f"{path}: {day} appears twice")
            arrivals, boats = int(row["arrivals"]), int(row["boats"])
            if min(arrivals, boats) < 0 or (arrivals == 0) != (boats == 0):
                raise SystemExit(f"{path}: {day} has {arrivals} people in {boats} boats")
            days[day] = (arrivals, boats)
    day = FIRST_DAY
    while day <= LAST_DAY:
        if day not in days:
            raise SystemExit(f"{path}: {day} is missing")
        day += timedelta(days=1)
    return days


def read_weekly(path):
    """The published weekly rows by the Sunday that ends the week."""
    weeks = {}
    with open(path, newline="", encoding="utf-8") as file:
        for row in csv.DictReader(file):
            sunday = date.fromisoformat(row["week_ending"])
            if sunday.weekday() != SUNDAY:
                raise SystemExit(f"{path}: {sunday} is not a Sunday")
            if sunday <= LAST_DAY:
                weeks[sunday] = row
    return weeks


def totals(days):
    """People, boats and days with at least one arrival."""
    days = list(days)
    return sum(d[0] for d in days), sum(d[1] for d in days), sum(d[0] > 0 for d in days)


def weekly_table(daily, weekly):
    """One row a full week, and what the two sheets disagree about."""
    rows, disagreements = [], []
    sunday = FIRST_DAY + timedelta(days=6)
    while sunday <= LAST_DAY:
        arrivals, boats, crossing_days = totals(daily[sunday - timedelta(days=back)] for back in range(7))
        published = weekly.get(sunday)
        if published is None:
            disagreements.append(f"{sunday}: no row in the weekly sheet")
            prevented = events = ""
        else:
            theirs = (int(published["arrivals"]), int(published["boats"]))
            if theirs != (arrivals, boats):
                disagreements.append(f"{sunday}: daily sheet {arrivals} in {boats}, weekly sheet {theirs[0]} in {theirs[1]}")
            prevented, events = published["people_prevented"], published["events_prevented"]
        rows.append([sunday.isoformat(), arrivals, boats, crossing_days, prevented, events])
        sunday += timedelta(days=7)
    return rows, disagreements


def yearly_table(daily, weeks):
    """One row a calendar year; preventions only where a whole year is known."""
    rows = []
    for year in range(FIRST_DAY.year, LAST_DAY.year + 1):
        arrivals, boats, crossing_days = totals(d for day, d in daily.items() if day.year == year)
        recorded = [row[4] for row in weeks if row[0].startswith(str(year))]
        if year in LIBRARY_PREVENTED:
            prevented, rounded = LIBRARY_PREVENTED[year]
            basis = "published total, rounded" if rounded else "published total"
        elif all(cell != "" for cell in recorded):
            prevented, basis = sum(int(cell) for cell in recorded), "sum of weeks ending in the year"
        else:
            known = [int(cell) for cell in recorded if cell != ""]
            prevented, basis = "", f"not known: {sum(known)} in the last {len(known)} weeks only"
        rows.append([year, arrivals, boats, f"{arrivals / boats:.1f}", crossing_days, prevented, basis])
    return rows


def as_csv(header, rows):
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(header)
    writer.writerows(rows)
    return text.getvalue()


def main(arguments):
    paths = [a for a in arguments if a != "--check"]
    if len(paths) != 2:
        print(__doc__, file=sys.stderr)
        return 2
    daily = read_daily(paths[0])
    weeks, disagreements = weekly_table(daily, read_weekly(paths[1]))
    tables = {
        "weekly.csv": as_csv(
            ["week_ending", "arrivals", "boats", "crossing_days", "people_prevented", "prevention_events"], weeks
        ),
        "yearly.csv": as_csv(
            ["year", "arrivals", "boats", "people_per_boat", "crossing_days", "people_prevented", "prevented_basis"],
            yearly_table(daily, weeks),
        ),
    }
    print(f"{len(weeks)} weeks; {len(disagreements)} disagreements between the daily and weekly sheets")
    print("\n".join(disagreements), end="\n" if disagreements else "")
    status = 0
    for name, text in tables.items():
        path = Path(__file__).with_name(name)
        if "--check" not in arguments:
            path.write_text(text, encoding="utf-8", newline="\n")
        elif path.read_text(encoding="utf-8") != text:
            print(f"{name} differs from what these sheets give")
            status = 1
    return status


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

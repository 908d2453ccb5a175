#!/usr/bin/env python3
"""Makes yearly.csv from daily.csv and weekly.csv beside it.

Usage:
    python3 make_yearly.py            write yearly.csv
    python3 make_yearly.py --check    compare with yearly.csv; write nothing

Only whole calendar years get a row. Standard library only.
"""

import csv
import io
import sys
from datetime import date
from pathlib import Path

HERE = Path(__file__).parent

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


def read(name):
    with open(HERE / name, newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def yearly_table(days, weeks):
    """One row a whole calendar year; preventions only where a whole year is known."""
    rows = []
    for year in sorted({int(day["date"][:4]) for day in days}):
        of_year = [day for day in days if day["date"].startswith(str(year))]
        if len(of_year) != (date(year + 1, 1, 1) - date(year, 1, 1)).days:
            continue
        if any(day["arrivals"] == "" or day["boats"] == "" for day in of_year):
            raise SystemExit(f"{year}: a day without a record")
        arrivals, boats = (sum(int(day[column]) for day in of_year) for column in ("arrivals", "boats"))
        crossing_days = sum(int(day["arrivals"]) > 0 for day in of_year)
        recorded = [week["people_prevented"] for week in weeks if week["week_ending"].startswith(str(year))]
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


def main(arguments):
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(["year", "arrivals", "boats", "people_per_boat", "crossing_days", "people_prevented", "prevented_basis"])
    writer.writerows(yearly_table(read("daily.csv"), read("weekly.csv")))
    path = HERE / "yearly.csv"
    if "--check" not in arguments:
        path.write_text(text.getvalue(), encoding="utf-8", newline="\n")
    elif path.read_text(encoding="utf-8") != text.getvalue():
        print("yearly.csv differs from what daily.csv and weekly.csv give")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

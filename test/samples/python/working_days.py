# Staff plan: the calendar is NumPy's alone, the arithmetic is not.
import numpy as np
from numpy import busday_count

STARTS = ["2024-01-01", "2024-02-05", "2024-03-11"]
ENDS = ["2024-02-01", "2024-03-09", "2024-06-28"]
RATES = np.array([[40.0, 55.0, 62.5], [38.0, 50.0, 70.0]])


def costs(days, rates):
    return np.sum(rates * days * 8, axis=1, keepdims=True)


def main():
    days = busday_count(STARTS, ENDS)
    weights = days / np.sum(days, axis=0)
    total = costs(days, RATES)
    print("days", days, "weights", np.round(weights, decimals=3))
    print("costs", np.ravel(total), np.max(total, axis=0))
    names = np.char.upper(["north", "south"])
    best = np.argmax(total, axis=0)
    print("best", str(names[best][0]), np.take(RATES, best, axis=0))
    grid, edges = np.histogramdd(RATES, bins=2)
    print("grid", np.sum(np.asarray(grid), axis=0).shape, len(edges))
    ends_well = np.is_busday(ENDS)
    counts = np.where(ends_well, np.arange(3), -1)
    counts[ends_well] += 5
    print("counts", counts, counts.sum(axis=0), days[counts > 5])
    days += np.ones(3, dtype=int)
    print("days", days, np.dot(RATES, days))


main()

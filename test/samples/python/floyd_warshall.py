"""All-pairs shortest paths (Floyd-Warshall) and what follows from them."""
import math

import numpy as np

ROADS = [
    # from, to, kilometres
    ("Aarau", "Bern", 80.0), ("Aarau", "Basel", 55.0),
    ("Basel", "Bern", 100.5), ("Bern", "Chur", 242.25),
    ("Aarau", "Chur", 165.0), ("Chur", "Davos", 57.5),
    ("Davos", "Erlen", 118.0), ("Aarau", "Erlen", 110.75),
]


def distance_matrix(names, roads):
    index = {name: i for i, name in enumerate(names)}
    n = len(names)
    matrix = np.full((n, n), np.inf)
    matrix[np.eye(n, dtype=bool)] = 0.0
    for start, end, length in roads:
        i, j = index[start], index[end]
        matrix[i, j] = matrix[j, i] = np.minimum(matrix[i, j], length)
    return matrix


def floyd_warshall(weights):
    """Distances and the next stop on the way from i to j (-1: no way)."""
    n = weights.shape[0]
    distance = weights.copy()
    follow = np.where(weights < np.inf,
                      np.arange(n)[np.newaxis, :], -1)
    for k in range(n):
        through = distance[:, k, np.newaxis] + distance[np.newaxis, k, :]
        shorter = through < distance
        distance = np.minimum(distance, through)
        follow = np.where(shorter, follow[:, k:k + 1], follow)
    return distance, follow


def min_plus(a, b):
    """Matrix product with (min, +) in place of (+, *)."""
    return np.min(a[:, :, None] + b[None, :, :], axis=1)


def path(follow, i, j):
    stops = [i]
    while i != j:
        i = int(follow[i, j])
        stops.append(i)
    return stops


def ring(n):
    """One-way ring 0 -> 1 -> ... -> n - 1 -> 0 with lengths 1 .. n."""
    weights = np.ones((n, n)) * np.inf
    weights[np.arange(n), np.arange(n)] = 0
    weights[np.arange(n), np.roll(np.arange(n), -1)] = np.arange(1, n + 1)
    return weights


def main():
    names = sorted({town for start, end, _ in ROADS for town in (start, end)})
    weights = distance_matrix(names, ROADS)
    print("roads:")
    print(weights)
    distance, follow = floyd_warshall(weights)
    print("distances:")
    print(distance)
    print("next stop:")
    print(follow)

    i, j = divmod(int(np.argmax(distance)), len(names))
    route = " - ".join(names[k] for k in path(follow, i, j))
    print(f"longest: {route}, {distance[i, j]:.2f} km")

    reach = np.max(distance, axis=1)
    print("eccentricity:", reach)
    centre = np.argsort(reach)[0]
    print("centre:", names[centre], "radius:", reach[centre])
    mean = distance.sum(axis=1) / (len(names) - 1)
    for name, value in zip(names, mean):
        print(f"{name:6s} {value:9.4f}")

    # Squaring in the (min, +) algebra gives the same answer.
    power = weights
    for _ in range(math.ceil(math.log2(len(names)))):
        power = min_plus(power, power)
    print("same by squaring:", np.allclose(power, distance))
    print("symmetric:", bool(np.all(distance == distance.T)))

    directed, follow = floyd_warshall(ring(5))
    print("ring:")
    print(directed.astype(int))
    print("path 3 to 2:", path(follow, 3, 2))
    print("lap length:", directed[0, 4] + 5, "is", ring(5)[0, 1] + 14)

    islands = np.full((4, 4), fill_value=np.inf)
    islands[:2, :2] = islands[2:, 2:] = 1
    islands[range(4), range(4)] = 0
    split, follow = floyd_warshall(islands)
    print(split)
    print("unreachable pairs:", np.sum(split == np.inf) // 2)


if __name__ == "__main__":
    main()

"""K-means clustering of three blobs, with k-means++ style seeding."""
import numpy as np
from numpy.linalg import norm


class Lcg:
    """Small linear congruential generator (Park and Miller, 1988)."""

    def __init__(self, seed):
        self.state = seed

    def uniform(self):
        self.state = self.state * 16807 % 2147483647
        return self.state / 2147483647

    def gauss(self):
        # Sum of twelve uniforms: mean 6, variance 1.
        return sum(self.uniform() for _ in range(12)) - 6.0


def make_blobs(centers, points_each, rng):
    blocks = []
    labels = []
    for index, center in enumerate(centers):
        noise = [[rng.gauss(), rng.gauss()] for _ in range(points_each)]
        blocks.append(np.array(center) + 0.5 * np.array(noise))
        labels.append(np.full(points_each, index))
    return np.concatenate(blocks, axis=0), np.concatenate(labels)


def seed_centers(points, k):
    """Take the point furthest from all the centers chosen so far."""
    chosen = [0]
    while len(chosen) < k:
        gaps = [norm(points - points[i], axis=1) for i in chosen]
        nearest = np.min(np.stack(gaps), axis=0)
        chosen.append(int(np.argmax(nearest)))
    return points[chosen].copy(), chosen


def assign(points, centers):
    distances = norm(
        points[:, np.newaxis, :] - centers[np.newaxis, :, :],
        axis=2,
    )
    return np.argmin(distances, axis=1), distances


def kmeans(points, k, max_iter=50, tol=1e-9):
    centers, chosen = seed_centers(points, k)
    print("seeds:", chosen)
    for iteration in range(1, max_iter + 1):
        labels, distances = assign(points, centers)
        updated = np.zeros_like(centers)
        for j in range(k):
            members = points[labels == j]
            if len(members):
                updated[j] = members.mean(axis=0)
        shift = np.max(np.abs(updated - centers))
        centers = updated
        if shift < tol:
            break
    labels, distances = assign(points, centers)
    inertia = np.sum(np.min(distances, axis=1) ** 2)
    return centers, labels, inertia, iteration


def main():
    rng = Lcg(seed=42)
    truth = [(0.0, 0.0), (5.0, 1.0), (2.0, 6.0)]
    points, expected = make_blobs(truth, points_each=40, rng=rng)
    print("points:", points.shape, points.dtype)
    print("lowest:", np.round(points.min(axis=0), 4))
    print("highest:", np.round(points.max(axis=0), 4))

    centers, labels, inertia, iterations = kmeans(points, k=3)

    # Number the clusters by their distance from the origin.
    order = np.argsort(norm(centers, axis=1))
    rank = np.empty(3, dtype=int)
    rank[order] = np.arange(3)
    centers = centers[order]
    labels = rank[labels]
    print(f"iterations: {iterations}")
    print("centers:")
    print(np.round(centers, 3))
    print(f"inertia: {inertia:.4f}")

    values, counts = np.unique(labels, return_counts=True)
    print("clusters:", values, "sizes:", counts)
    print("first labels:", labels[:10])

    confusion = np.zeros((3, 3), dtype=int)
    for want, got in zip(expected, labels):
        confusion[want, got] += 1
    print("confusion matrix:")
    print(confusion)

    spread = np.array([np.std(points[labels == j], axis=0) for j in range(3)])
    print("spread:")
    print(np.round(spread, 3))
    middle = np.array([np.median(points[labels == j], axis=0)
                       for j in values])
    print("medians:", np.round(middle, 3).tolist())


if __name__ == "__main__":
    main()

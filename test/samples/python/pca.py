"""Principal component analysis of a small table of measurements."""
import numpy as np
import numpy.linalg as la

# Sepal length, sepal width, petal length, petal width in cm.
FLOWERS = """
5.1 3.5 1.4 0.2
4.9 3.0 1.4 0.2
4.7 3.2 1.3 0.2
4.6 3.1 1.5 0.2
5.0 3.6 1.4 0.2
7.0 3.2 4.7 1.4
6.4 3.2 4.5 1.5
6.9 3.1 4.9 1.5
5.5 2.3 4.0 1.3
6.5 2.8 4.6 1.5
6.3 3.3 6.0 2.5
5.8 2.7 5.1 1.9
7.1 3.0 5.9 2.1
6.3 2.9 5.6 1.8
6.5 3.0 5.8 2.2
"""


def load_table(text):
    rows = [[float(word) for word in line.split()]
            for line in text.strip().splitlines()]
    return np.array(rows)


def standardize(table):
    center = np.mean(table, axis=0)
    scale = np.std(table, axis=0, ddof=1)
    return (table - center) / scale, center, scale


def fix_signs(vectors):
    """An eigenvector has no sign; make its largest entry positive."""
    for j in range(vectors.shape[1]):
        largest = np.argmax(np.abs(vectors[:, j]))
        vectors[:, j] *= np.sign(vectors[largest, j])
    return vectors


def principal_components(data):
    covariance = data.T.dot(data) / (data.shape[0] - 1)
    values, vectors = la.eig(covariance)
    order = np.argsort(np.real(values))[::-1]  # largest first
    return covariance, np.real(values)[order], fix_signs(
        np.real(vectors)[:, order])


class PCA:
    def __init__(self, n_components):
        self.n_components = n_components

    def fit(self, table):
        data, self.center, self.scale = standardize(table)
        self.covariance, self.values, vectors = principal_components(data)
        self.components = vectors[:, :self.n_components]
        return self

    def transform(self, table):
        return np.dot((table - self.center) / self.scale, self.components)

    def inverse(self, scores):
        flat = np.dot(scores, np.transpose(self.components))
        return flat * self.scale + self.center

    @property
    def explained(self):
        return self.values / np.sum(self.values)


def main():
    table = load_table(FLOWERS)
    print("table:", np.shape(table), table.ndim, table.dtype)
    print(table[::5])

    model = PCA(n_components=2).fit(table)
    print("center:", np.round(model.center, 4))
    print("scale:", np.round(model.scale, 4))
    print("correlation:")
    print(np.round(model.covariance, 3))
    print("eigenvalues:", np.round(model.values, 4))
    print("explained:", np.round(100.0 * model.explained, 2), "%")
    print("cumulative:", np.round(np.cumsum(model.explained), 4))
    print("components:")
    print(np.round(model.components, 4))

    scores = model.transform(table)
    print("scores:", scores.shape)
    print(np.round(scores[:6], 3))
    groups = np.repeat(np.arange(3), 5)
    for group in range(3):
        centroid = scores[groups == group].mean(axis=0)
        print(f"group {group}: {centroid[0]:+.3f} {centroid[1]:+.3f}")

    # The components are orthonormal and the scores uncorrelated.
    gram = model.components.T @ model.components
    print("orthonormal:", np.allclose(gram, np.eye(2)))
    products = np.diag(np.outer(scores[:, 0], scores[:, 1]))
    print("uncorrelated:", bool(np.abs(np.sum(products)) < 1e-9))
    lost = table - model.inverse(scores)
    print(f"reconstruction error: {np.sqrt(np.mean(lost ** 2)):.5f}")
    print("trace kept:", np.allclose(np.diag(model.covariance).sum(),
                                     model.values.sum()))
    full = PCA(n_components=4).fit(table)
    print("lossless:", np.allclose(full.inverse(full.transform(table)), table))


if __name__ == "__main__":
    main()

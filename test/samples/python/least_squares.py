"""Polynomial fits by the normal equations, with an outlier test."""
import numpy as np
from numpy.linalg import inv, solve


def design_matrix(x, degree):
    """Columns 1, x, x^2, ... up to the degree."""
    columns = np.ones((len(x), 1))
    for power in range(1, degree + 1):
        columns = np.c_[columns, np.power(x, power)]
    return columns


def fit(x, y, degree, weights=None):
    A = design_matrix(x, degree)
    if weights is None:
        weights = np.ones(A.shape[0])
    normal = A.T @ np.multiply(weights[:, np.newaxis], A)
    right = np.dot(A.T, weights * y)
    return solve(normal, right), normal


def evaluate(coefficients, x):
    """Horner's rule, highest power first."""
    value = np.zeros(np.shape(x))
    for c in coefficients[::-1]:
        value = value * x + c
    return value


def r_squared(y, predicted):
    residual = np.sum((y - predicted) ** 2)
    total = np.sum((y - np.mean(y)) ** 2)
    return 1.0 - residual / total


@np.vectorize
def grade(residual, limit):
    if abs(residual) > limit:
        return 2
    return 1 if abs(residual) > limit / 4 else 0


def exact_line():
    """Points on y = 3 - 2x give back the line without error."""
    x = np.arange(5)
    y = 3 - 2 * x
    coefficients, normal = fit(x, y, degree=1)
    print("normal matrix:", normal, sep="\n")
    print("line:", np.round(coefficients, 10))
    print("design:", design_matrix(x, 2), sep="\n")


def noisy_cubic():
    x = np.linspace(-2.0, 2.0, 21)
    wiggle = np.array([(37 * k * k + 11 * k) % 17 - 8 for k in range(21)])
    y = 0.5 * x ** 3 - x ** 2 + 2.0 + 0.02 * wiggle
    print("noise:", wiggle, wiggle.dtype)
    for degree in range(1, 5):
        coefficients, normal = fit(x, y, degree)
        predicted = evaluate(coefficients, x)
        print(f"degree {degree}: r^2 = {r_squared(y, predicted):.6f}, "
              f"coefficients {np.round(coefficients, 4)}")
    coefficients, normal = fit(x, y, degree=3)
    residual = y - evaluate(coefficients, x)
    variance = np.sum(residual ** 2) / (x.size - 4)
    sigma = np.sqrt(np.diag(variance * inv(normal)))
    print("standard errors:", np.round(sigma, 4))
    print("inverse is right:", np.allclose(normal @ inv(normal),
                                           np.identity(4), atol=1e-9))
    return x, y


def outliers(x, y):
    spoiled = np.copy(y)
    spoiled[[3, 17]] += np.array([6.0, -5.0])
    coefficients, _ = fit(x, spoiled, 3)
    residual = spoiled - evaluate(coefficients, x)
    worst = np.argsort(np.abs(residual))[::-1][:2]
    print("worst points:", worst, np.round(residual[worst], 3))
    print("grades:", grade(residual, 3.0))

    weights = np.ones(x.size)
    weights[worst] = 0.0
    coefficients, _ = fit(x, spoiled, 3, weights)
    print("without them:", np.round(coefficients, 3))


def transcendental():
    """Fit y = a exp(b x) through its logarithm."""
    x = np.linspace(0, 3, num=7)
    y = 2.5 * np.exp(-0.75 * x)
    (log_a, b), _ = fit(x, np.log(y), 1)
    print(f"a = {np.exp(log_a):.6f}, b = {b:.6f}")
    slope = np.append(np.diff(np.log(y)) / np.diff(x), np.nan)
    print("slopes:", np.round(slope, 6))


def main():
    exact_line()
    x, y = noisy_cubic()
    outliers(x, y)
    transcendental()


if __name__ == "__main__":
    main()

"""Kalman filter that tracks a vehicle from noisy positions and speeds."""
from numpy import (array, asarray, atleast_1d, atleast_2d, diag, dot,
                   expand_dims, eye, identity, isscalar, ndarray, sqrt, zeros)
from numpy import allclose, mean as average, square
from numpy.linalg import inv, norm


def measurement_noise():
    """Fixed noise, so that every run sees the same measurements."""
    seed = 12345
    while True:
        seed = (1103515245 * seed + 12345) % 2 ** 31
        yield seed / 2 ** 30 - 1.0


class KalmanFilter:
    """Linear filter; x is the state and P its covariance."""

    def __init__(self, F, H, Q, R, x0, P0):
        self.F = atleast_2d(F)
        self.H = atleast_2d(H)
        self.Q = asarray(Q)
        self.R = self._square(R)
        self.x = array(x0, dtype=float)
        self.P = array(P0, dtype=float)

    @staticmethod
    def _square(value):
        if isscalar(value):
            return value * identity(1)
        return asarray(value)

    def predict(self):
        self.x = dot(self.F, self.x)
        self.P = dot(dot(self.F, self.P), self.F.T) + self.Q

    def update(self, z) -> ndarray:
        residual = atleast_1d(z) - self.H @ self.x
        S = self.H @ self.P @ self.H.T + self.R
        gain = self.P @ self.H.T @ inv(S)
        self.x = self.x + gain @ residual
        self.P = (eye(self.x.size) - gain @ self.H) @ self.P
        return residual


def constant_velocity_model(dt, acceleration_noise):
    F = array([[1.0, dt], [0.0, 1.0]])
    g = expand_dims(array([0.5 * dt * dt, dt]), axis=1)
    return F, dot(g, g.T) * acceleration_noise ** 2


def simulate(steps, dt):
    """True states: constant speed, then constant deceleration."""
    state = zeros((steps, 2))
    position, speed = 0.0, 8.0
    for k in range(steps):
        if k >= steps // 2:
            speed -= 0.25 * dt
        position += speed * dt
        state[k] = position, speed
    return state


def exact_example():
    """One update whose numbers can be checked by hand."""
    tracker = KalmanFilter(F=1.0, H=1.0, Q=zeros((1, 1)), R=1.0,
                           x0=[0.0], P0=[[3.0]])
    tracker.predict()
    residual = tracker.update(2.0)
    print("by hand:", tracker.x, tracker.P, residual)


def main():
    exact_example()

    steps, dt = 60, 0.5
    truth = simulate(steps, dt)
    print("last true state:", truth[-1])
    noise = measurement_noise()
    sigma = array([4.0, 0.5])
    readings = array([[row[0] + sigma[0] * next(noise),
                       row[1] + sigma[1] * next(noise)] for row in truth])

    F, Q = constant_velocity_model(dt, acceleration_noise=0.3)
    print("F:", F, "Q:", Q, sep="\n")
    tracker = KalmanFilter(F, eye(2), Q, diag(sigma ** 2 / 3.0),
                           x0=readings[0], P0=diag([16.0, 1.0]))
    estimates = zeros(truth.shape)
    for k, z in enumerate(readings):
        tracker.predict()
        tracker.update(z)
        estimates[k] = tracker.x
        if k % 15 == 0:
            print(f"k = {k:2d}  position {tracker.x[0]:9.4f}"
                  f"  speed {tracker.x[1]:7.4f}"
                  f"  sigma {sqrt(tracker.P[0, 0]):.4f}")

    raw = sqrt(average(square(readings - truth), axis=0))
    filtered = sqrt(average(square(estimates - truth), axis=0))
    print(f"raw error:      {raw[0]:.4f} {raw[1]:.4f}")
    print(f"filtered error: {filtered[0]:.4f} {filtered[1]:.4f}")
    print("better:", filtered < raw)
    print("symmetric:", allclose(tracker.P, tracker.P.T))
    print(f"final distance: {norm(estimates[-1] - truth[-1]):.4f}")


if __name__ == "__main__":
    main()

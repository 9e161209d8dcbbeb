"""Gravitational n-body simulation of a small planetary system.

Units are astronomical units, years and solar masses, so that G = 4 pi^2.
The integrator is velocity Verlet (kick, drift, kick).
"""
import numpy as np

G = 4.0 * np.pi ** 2


def orbit_state(semi_major, eccentricity, anomaly_deg, inclination_deg):
    """Position and velocity on a Kepler orbit around one solar mass."""
    nu = np.deg2rad(anomaly_deg)
    inc = np.radians(inclination_deg)
    p = semi_major * (1.0 - eccentricity ** 2)
    r = p / (1.0 + eccentricity * np.cos(nu))
    position = r * np.array([np.cos(nu), np.sin(nu), 0.0])
    velocity = np.sqrt(G / p) * np.array(
        [-np.sin(nu), eccentricity + np.cos(nu), 0.0])
    tilt = np.array([[1.0, 0.0, 0.0],
                     [0.0, np.cos(inc), -np.sin(inc)],
                     [0.0, np.sin(inc), np.cos(inc)]])
    return np.dot(tilt, position), tilt.dot(velocity)


class System:
    def __init__(self, masses, positions, velocities):
        self.mass = np.asarray(masses, dtype=np.float64)
        self.pos = np.vstack(positions)
        self.vel = np.vstack(velocities)
        # Start in the frame of the centre of mass.
        self.pos -= self.centre(self.pos)
        self.vel -= self.centre(self.vel)

    @property
    def n(self):
        return self.mass.size

    def centre(self, values):
        weighted = self.mass[:, np.newaxis] * values
        return np.sum(weighted, axis=0, keepdims=True) / self.mass.sum()

    def accelerations(self):
        # delta[i, j] points from body i to body j.
        delta = self.pos[np.newaxis, :, :] - self.pos[:, np.newaxis, :]
        dist2 = np.sum(delta ** 2, axis=-1)
        dist2 += np.eye(self.n)  # no division by zero on the diagonal
        weight = self.mass / dist2 ** 1.5
        weight[np.arange(self.n), np.arange(self.n)] = 0.0
        return G * np.sum(weight[:, :, None] * delta, axis=1)

    def step(self, dt):
        self.vel += 0.5 * dt * self.accelerations()
        self.pos += dt * self.vel
        self.vel += 0.5 * dt * self.accelerations()

    def energy(self):
        kinetic = 0.5 * np.sum(self.mass * np.sum(self.vel ** 2, axis=1))
        potential = 0.0
        for i in range(self.n):
            for j in range(i + 1, self.n):
                r = np.linalg.norm(self.pos[i] - self.pos[j])
                potential -= G * self.mass[i] * self.mass[j] / r
        return kinetic + potential

    def angular_momentum(self):
        return np.sum(self.mass[:, None] * np.cross(self.pos, self.vel),
                      axis=0)


def build_system():
    planets = [
        # mass, semi-major axis, eccentricity, anomaly, inclination
        (3.0e-6, 1.00, 0.017, 0.0, 0.0),
        (3.2e-7, 1.52, 0.093, 75.0, 1.85),
        (9.5e-4, 5.20, 0.049, 210.0, 1.30),
    ]
    masses = [1.0]
    positions = [np.zeros(3)]
    velocities = [np.zeros(3)]
    for mass, *elements in planets:
        position, velocity = orbit_state(*elements)
        masses.append(mass)
        positions.append(position)
        velocities.append(velocity)
    return System(masses, positions, velocities)


def main():
    system = build_system()
    print("bodies:", system.n, "positions:", system.pos.shape)
    print("masses:", system.mass)

    start_energy = system.energy()
    start_momentum = system.angular_momentum()
    print(f"energy at start: {start_energy:.9f}")

    earth_angle = []
    for step in range(1, 401):
        system.step(dt=0.005)
        if step % 100 == 0:
            x, y, _ = system.pos[1] - system.pos[0]
            earth_angle.append(np.arctan2(y, x))
            print(f"t = {step * 0.005:.2f} years, "
                  f"energy = {system.energy():.9f}")

    print("positions:")
    print(np.round(system.pos, 4) + 0.0)
    print("earth angle:", np.round(np.array(earth_angle), 4))
    separation = np.linalg.norm(system.pos[1:] - system.pos[0], axis=1)
    print("distance from the sun:", np.round(separation, 5))

    drift = np.abs(system.energy() / start_energy - 1.0)
    print("energy kept:", bool(drift < 1e-4))
    print("momentum kept:", np.allclose(system.angular_momentum(),
                                        start_momentum, rtol=1e-10,
                                        atol=1e-12))


if __name__ == "__main__":
    main()

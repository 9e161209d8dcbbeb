"""A two-layer neural network learns XOR and a ring, in plain NumPy."""
import numpy as np

EPS = np.finfo(np.float64).eps


def uniform_weights(shape, seed, scale=1.0):
    """Weights in [-scale, scale) from a linear congruential generator."""
    count = int(np.prod(shape))
    state = seed
    values = np.empty(count)
    for i in range(count):
        state = (state * 1664525 + 1013904223) % 2 ** 32
        values[i] = state / 2 ** 31 - 1.0
    return scale * values.reshape(shape)


def sigmoid(z):
    return 1.0 / (1.0 + np.exp(-z))


def one_hot(labels, classes):
    return np.eye(classes)[labels]


class Layer:
    def __init__(self, n_in, n_out, seed):
        self.weight = uniform_weights((n_in, n_out), seed)
        self.bias = np.zeros((1, n_out))
        self.velocity = np.zeros_like(self.weight)

    def forward(self, x):
        self.input = x
        return np.dot(x, self.weight) + self.bias

    def backward(self, gradient, rate, momentum):
        below = np.dot(gradient, self.weight.T)
        self.velocity *= momentum
        self.velocity -= rate * np.dot(self.input.T, gradient)
        self.weight += self.velocity
        self.bias -= rate * np.sum(gradient, axis=0, keepdims=True)
        return below


class Network:
    """tanh hidden layer, sigmoid output, cross-entropy loss."""

    def __init__(self, sizes, seed=7):
        self.hidden = Layer(sizes[0], sizes[1], seed)
        self.output = Layer(sizes[1], sizes[2], seed + 1)

    def forward(self, x):
        self.activation = np.tanh(self.hidden.forward(x))
        return sigmoid(self.output.forward(self.activation))

    def loss(self, p, y):
        p = np.clip(p, EPS, 1.0 - EPS)
        return -np.mean(y * np.log(p) + (1.0 - y) * np.log(1.0 - p))

    def train(self, x, y, epochs, rate=0.5, momentum=0.9):
        losses = []
        for _ in range(epochs):
            p = self.forward(x)
            losses.append(self.loss(p, y))
            gradient = (p - y) / len(x)
            below = self.output.backward(gradient, rate, momentum)
            self.hidden.backward(below * (1.0 - np.square(self.activation)),
                                 rate, momentum)
        return np.array(losses)


def learn_xor():
    x = np.array([[0, 0], [0, 1], [1, 0], [1, 1]], dtype=np.float64)
    y = np.array([[0.0], [1.0], [1.0], [0.0]])
    network = Network((2, 6, 1))
    losses = network.train(x, y, epochs=600)
    p = network.forward(x)
    print("inputs:", x, sep="\n")
    print("learned:", bool(losses[-1] < 0.05), "falling:",
          bool(losses[-1] < losses[0]))
    print(f"first loss: {losses[0]:.6f}")
    print("prediction:", np.round(p).ravel())
    print("correct:", np.all((p > 0.5) == (y > 0.5)))


def learn_ring():
    """Is a point of the grid inside the circle?"""
    side = np.linspace(-1.0, 1.0, 9)
    gx, gy = np.meshgrid(side, side)
    x = np.c_[gx.ravel(), gy.ravel()]
    inside = (np.sum(x ** 2, axis=1) < 0.5).astype(int)
    targets = one_hot(inside, classes=2)
    print("points:", x.shape, "inside:", inside.sum())
    print("targets:", targets[38:43].tolist())

    network = Network([2, 8, 2], seed=3)
    losses = network.train(x, targets, epochs=300, rate=0.3)
    guess = np.argmax(network.forward(x), axis=1)
    accuracy = np.mean(guess == inside)
    print("loss fell below 0.2:", bool(losses[-1] < 0.2))
    print("accuracy above 0.95:", bool(accuracy > 0.95))
    print("centre row:", guess.reshape(9, 9)[4])


def float32_layer():
    """The same arithmetic in single precision."""
    weight = np.array([[0.5, -1.0], [2.0, 0.25]], dtype=np.float32)
    x = np.ones((3, 2), dtype=np.float32)
    x[1] *= 2
    x[2, 0] = -4
    z = x @ weight
    relu = np.maximum(z, 0)
    print(z.dtype, relu.dtype, (z + 1).dtype)
    print(z)
    print(relu)
    print("largest:", np.max(relu, axis=1, keepdims=True).T)


if __name__ == "__main__":
    learn_xor()
    learn_ring()
    float32_layer()

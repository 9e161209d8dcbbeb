"""Whether torch is as fast after `import tnp` as without it.

Two processes time the same calls in turn, one with torch alone and one that has
imported tnp too; a row is the ratio of the fastest times. The exit status is 1
when the geometric mean is above the bar.
"""

import argparse
import json
import math
import os
import subprocess
import sys
import timeit

BAR = 1.03

CALLS = {
    "empty(3)": "torch.empty(3)",
    "zeros(3)": "torch.zeros(3)",
    "tensor(list)": "torch.tensor([1.0, 2.0, 3.0])",
    "a + b": "a + b",
    "a + 1": "a + 1",
    "1 - a": "1 - a",
    "a.add_(1)": "c.add_(1)",
    "a < b": "a < b",
    "a @ b": "m @ m",
    "a[1]": "a[1]",
    "a[1:]": "a[1:]",
    "a[mask]": "a[mask]",
    "a[1] = 2": "c[1] = 2",
    "a.sum()": "a.sum()",
    "a.item()": "s.item()",
    "a.shape": "a.shape",
    "a.dtype": "a.dtype",
    "a.grad": "a.grad",
    "a.reshape(3, 1)": "a.reshape(3, 1)",
    "a.T": "m.T",
    "a.numpy()": "a.numpy()",
    "float(a)": "float(s)",
    "len(a)": "len(a)",
    "isinstance": "isinstance(a, torch.Tensor)",
    "sin(a)": "torch.sin(a)",
    "where": "torch.where(mask, a, b)",
    "backward": "(g * g).sum().backward()",
    "Linear": "linear(a)",
}
SETUP = """
a = torch.tensor([1.0, 2.0, 3.0]); b = a + 1; c = a.clone(); m = torch.ones(3, 3)
s = torch.tensor(2.0); mask = a > 1; g = a.clone().requires_grad_()
linear = torch.nn.Linear(3, 3)
"""


def worker(with_tnp):
    """Answers each line, a statement, with its seconds per call."""
    import torch

    torch.set_num_threads(1)
    if with_tnp:
        import tnp

        assert hasattr(torch.Tensor, "_np_compat"), tnp
    names = {"torch": torch}
    exec(SETUP, names)
    for line in sys.stdin:
        timer = timeit.Timer(json.loads(line), globals=names)
        count = 500
        print(timer.timeit(count) / count, flush=True)


class Worker:
    def __init__(self, *options):
        self.process = subprocess.Popen(
            [sys.executable, __file__, "--worker", *options], text=True,
            stdin=subprocess.PIPE, stdout=subprocess.PIPE)

    def seconds(self, statement):
        print(json.dumps(statement), file=self.process.stdin, flush=True)
        answer = self.process.stdout.readline()
        if not answer:
            raise SystemExit(f"the process that times {statement!r} ended")
        return float(answer)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=100)
    parser.add_argument("--worker", action="store_true",
                        help=argparse.SUPPRESS)
    parser.add_argument("--with-tnp", action="store_true",
                        help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.worker:
        worker(arguments.with_tnp)
        return 0
    # One processor for both: processors differ, and have other work.
    os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})
    alone, beside = Worker(), Worker("--with-tnp")
    logs = []
    for label, statement in CALLS.items():
        best = [math.inf, math.inf]
        for turn in range(arguments.rounds + 1):
            # Whoever comes second may find the caches of the first.
            order = (0, 1) if turn % 2 else (1, 0)
            for i in order:
                seconds = (alone, beside)[i].seconds(statement)
                if turn:
                    best[i] = min(best[i], seconds)
        logs.append(math.log(best[1] / best[0]))
        print(f"{label:18}{1e9 * best[0]:8.0f} ns alone {1e9 * best[1]:8.0f} ns "
              f"with tnp {best[1] / best[0]:6.2f}")
    mean = math.exp(sum(logs) / len(logs))
    print(f"geometric mean of {len(logs)} rows: {mean:.3f}, bar {BAR} "
          f"{'met' if mean <= BAR else 'MISSED'}")
    return int(mean > BAR)


if __name__ == "__main__":
    sys.exit(main())

"""What a variable holds after a loop, and inside it before it is bound again."""
import numpy as np

total = 0
for row in np.ones((3, 2)):
    before = total
    total = total + row
after = total

x = np.zeros(3)
i = 0
while i < 3:
    seen = x
    if i == 1:
        x = "text"
    i += 1
kept = x

for k in range(4):
    if k == 2:
        found = np.arange(4)
        break
    found = None
else:
    found = 1.5
result = found

grid = np.zeros((2, 2))
for a in range(2):
    for b in range(2):
        cell = grid[a, b]
        line = grid[a]
        grid = grid + 1 if b else grid
last = None
for value in [1, 2.5, np.float32(3)]:
    previous = last
    last = value

swap, other = np.ones(2), 1
for _ in range(3):
    swap, other = other, swap
first, second = swap, other

count = 0
for _ in range(2):
    count += np.ones(2)
buffer = np.ones(3, dtype=np.float32)
for _ in range(2):
    buffer += 1
    buffer *= 2.5
done = buffer
depth = np.ones((2, 2, 2))
while depth.ndim > 1:
    depth = depth[0]
flat = depth

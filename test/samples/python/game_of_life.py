"""Conway's game of life on a torus: a glider, a blinker and a soup."""
from numpy import *

GLIDER = array([[0, 1, 0],
                [0, 0, 1],
                [1, 1, 1]], dtype=uint8)


def neighbours(board):
    """Number of live cells around each cell; the edges wrap."""
    total = zeros(board.shape, dtype=int)
    for dy in (-1, 0, 1):
        for dx in (-1, 0, 1):
            if dy or dx:
                total += roll(roll(board, dy, axis=0), dx, axis=1)
    return total


def step(board):
    count = neighbours(board)
    born = (board == 0) & (count == 3)
    stays = (board == 1) & ((count == 2) | (count == 3))
    return where(born | stays, 1, 0).astype(uint8)


def place(board, pattern, row, column):
    height, width = pattern.shape
    board[row:row + height, column:column + width] = pattern
    return board


def run(board, generations):
    for _ in range(generations):
        board = step(board)
    return board


def soup(height, width, seed=1):
    """A random board from a small shift-register generator."""
    cells = empty(height * width, dtype=uint8)
    for i in range(cells.size):
        seed ^= (seed << 13) & 0xFFFFFFFF
        seed ^= seed >> 17
        seed ^= (seed << 5) & 0xFFFFFFFF
        cells[i] = seed & 1
    return reshape(cells, (height, width))


def show(board):
    for row in board.tolist():
        print("".join("#" if cell else "." for cell in row))


def bounding_box(board):
    live_rows = arange(board.shape[0])[board.sum(axis=1) > 0]
    live_columns = arange(board.shape[1])[board.sum(axis=0) > 0]
    return (int(min(live_rows)), int(max(live_rows)),
            int(min(live_columns)), int(max(live_columns)))


def main():
    board = place(zeros((8, 8), dtype=uint8), GLIDER, row=0, column=0)
    print("board:", board.shape, board.dtype)
    print(neighbours(board))

    after = run(board, 4)
    print("after four generations:")
    print(after)
    print("moved diagonally:",
          all(after == roll(board, (1, 1), axis=(0, 1))))
    print("box:", bounding_box(after))
    print("round the torus:", all(run(board, 32) == board))

    blinker = zeros((5, 5), dtype=uint8)
    blinker[2, 1:4] = 1
    turned = step(blinker)
    print(hstack((blinker, turned)))
    print("turned:", all(turned == transpose(blinker)),
          "period two:", all(step(turned) == blinker))

    world = soup(16, 24)
    history = []
    for generation in range(30):
        history.append(int(sum(world)))
        world = step(world)
    print("population:", array(history))
    print("change:", diff(history[:10]))
    show(world)
    print("alive:", int(sum(world)), "share:", mean(world))
    alive_rows = sum(world, axis=1, keepdims=True)
    print("rows:", alive_rows.T)
    ages = zeros_like(world, dtype=int)
    for _ in range(20):
        world = step(world)
        ages[world > 0] += 1
        ages[world == 0] = 0
    print("oldest cell:", max(ages), "cells that old:",
          sum(ages == max(ages)))


if __name__ == "__main__":
    main()

"""`Arrayterator`: an array in blocks of at most so many elements.

Source: https://numpy.org/doc/stable/reference/generated/numpy.lib.Arrayterator.html
"""

import math


class Arrayterator:
    """Walks over an array, or what can be sliced like one, block by block.

    Each block has at most `buf_size` elements (all of them without it) and as
    many axes as the array. Indexing gives one over a part; `flat` gives the
    elements one by one. Other attributes are those of the array.
    Example: for block in Arrayterator(tnp.memmap("a", mode="r"), 2**20): ...
    """

    def __init__(self, var, buf_size=None):
        self.var = var
        self.buf_size = buf_size
        self.start = [0] * len(var.shape)
        self.stop = list(var.shape)
        self.step = [1] * len(var.shape)

    def __getattr__(self, attr):
        return getattr(self.var, attr)

    def __getitem__(self, index):
        part = type(self)(self.var, self.buf_size)
        for i, taken in enumerate(self._slices(index)):
            begin, end = self.start[i], self.stop[i]
            part.start[i] = begin + (taken.start or 0)
            part.step[i] = self.step[i] * (taken.step or 1)
            part.stop[i] = min(end, begin + (taken.stop or end - begin))
        return part

    def _slices(self, index):
        """A slice for each axis; a number is a slice of one."""
        given = index if isinstance(index, tuple) else (index,)
        missing = self.ndim - len(given)
        slices = []
        for item in given:
            if item is Ellipsis:
                slices += [slice(None)] * (missing + 1)
                missing = -1
            elif isinstance(item, int):
                slices.append(slice(item, item + 1, 1))
            else:
                slices.append(item)
        return slices + [slice(None)] * (self.ndim - len(slices))

    def __array__(self, dtype=None, copy=None):
        return self.var[tuple(map(slice, self.start, self.stop, self.step))]

    @property
    def flat(self):
        """The elements one by one."""
        for block in self:
            yield from block.flat

    @property
    def shape(self):
        """The shape of what is walked over."""
        return tuple((stop - start - 1) // step + 1 for start, stop, step
                     in zip(self.start, self.stop, self.step))

    def _block_from(self, start):
        """(the end of the block that begins at `start`, the axis it grows on).

        Inner axes are taken whole while they fit; on the one that does not fit
        the block ends early, and on those outside of it is one element wide.
        """
        shape = self.shape
        room = self.buf_size or math.prod(shape)
        stop, axis = list(self.stop), 0
        for i in reversed(range(len(shape))):
            if room == 0:
                stop[i] = start[i] + 1
            elif room <= shape[i]:
                stop[i] = start[i] + room * self.step[i]
                axis = i
            stop[i] = min(self.stop[i], stop[i])
            room //= shape[i]
        return stop, axis

    def __iter__(self):
        if any(extent <= 0 for extent in self.shape):
            return
        start = list(self.start)
        while True:
            stop, axis = self._block_from(start)
            yield self.var[tuple(map(slice, start, stop, self.step))]
            if not start:
                return
            start[axis] = stop[axis]
            for i in reversed(range(1, len(start))):
                if start[i] >= self.stop[i]:
                    start[i] = self.start[i]
                    start[i - 1] += self.step[i - 1]
            if start[0] >= self.stop[0]:
                return


Arrayterator.__module__ = "tnp.lib"

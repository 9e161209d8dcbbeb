"""`block`: an array of nested lists of blocks.

Source: https://numpy.org/doc/stable/reference/generated/numpy.block.html
"""

from tnp import _tnp


def _spelled(index):
    return "arrays" + "".join(f"[{i}]" for i in index)


def _check_depths(arrays, index=()):
    """The depth of the lists and the most axes of a block.

    The depth is that of the first block; ValueError where another differs or a
    list is empty, TypeError for a tuple.
    """
    if isinstance(arrays, tuple):
        raise TypeError(
            f"{_spelled(index)} is a tuple. Only lists can be used to arrange "
            "blocks, and np.block does not allow implicit conversion from "
            "tuple to ndarray.")
    if not isinstance(arrays, list):
        return len(index), None, _tnp.ndim(arrays)
    if not arrays:
        return len(index) + 1, index, 0
    depth, empty, ndim = _check_depths(arrays[0], index + (0,))
    for i, item in enumerate(arrays[1:], 1):
        other, other_empty, item_ndim = _check_depths(item, index + (i,))
        ndim = max(ndim, item_ndim)
        if other != depth:
            place = index + (i,) if not isinstance(item, list) else index + (i, 0)
            raise ValueError(
                "List depths are mismatched. First element was at depth "
                f"{depth}, but there is an element at depth {other} "
                f"({_spelled(place)})")
        empty = other_empty if empty is None else empty
    return depth, empty, ndim


def _laid_out(arrays, depth, ndim):
    """The shape of the blocks together, and (start, block) of each."""
    if depth == 0:
        block = _tnp.array(arrays, ndmin=ndim, copy=None, subok=True)
        return block.shape, [((0,) * ndim, block)]
    axis = ndim - depth
    shape, placed, start = None, [], 0
    for number, item in enumerate(arrays):
        item_shape, blocks = _laid_out(item, depth - 1, ndim)
        shape = item_shape if shape is None else shape
        for i, (first, other) in enumerate(zip(shape, item_shape)):
            if i != axis and first != other:
                raise ValueError(
                    "all the input array dimensions except for the concatenation "
                    f"axis must match exactly, but along dimension {i}, the "
                    f"array at index 0 has size {first} and the array at index "
                    f"{number} has size {other}")
        placed += [(begin[:axis] + (begin[axis] + start,) + begin[axis + 1:],
                    block) for begin, block in blocks]
        start += item_shape[axis]
    return shape[:axis] + (start,) + shape[axis + 1:], placed


def block(arrays):
    """The blocks of nested lists side by side, the innermost along the last axis.

    Every block gets as many axes as the most of them and as the lists are deep.
    Example: block([[a, b], [c, d]])
    """
    depth, empty, ndim = _check_depths(arrays)
    if empty is not None:
        raise ValueError(f"List at {_spelled(empty)} cannot be empty")
    shape, placed = _laid_out(arrays, depth, max(depth, ndim))
    blocks = [block for _, block in placed]
    # Fortran order where every block has it, and no one has C order too.
    order = "F" if (all(b.flags.f_contiguous for b in blocks) and
                    not all(b.flags.c_contiguous for b in blocks)) else "C"
    result = _tnp.empty(shape, _tnp.result_type(*blocks), order)
    for start, values in placed:
        result[tuple(slice(i, i + n) for i, n in zip(start, values.shape))] = values
    return result

"""`nditer`, `nested_iters` and `broadcast` against NumPy."""

import itertools

import numpy as np
import pytest

import tnp

VIEWS = {
    "plain": lambda a: a,
    "transposed": lambda a: a.T,
    "rows backwards": lambda a: a[::-1],
    "columns backwards": lambda a: a[:, ::-1],
    "steps": lambda a: a[:, ::2],
    "all backwards": lambda a: a[::-1, ::-1],
    "cube": lambda a: a.reshape(2, 3, 2).transpose(1, 0, 2),
    "one": lambda a: a[:1, :1],
}


def array(xp, view="plain"):
    return VIEWS[view](xp.arange(12.0).reshape(3, 4) if view != "cube"
                       else xp.arange(12.0))


def same(run):
    """Asserts that run(np) and run(tnp) give, or raise, the same."""
    outcomes = []
    for xp in (np, tnp):
        try:
            outcomes.append(run(xp))
        except Exception as error:  # compared
            outcomes.append((type(error).__name__, str(error)))
    assert outcomes[1] == outcomes[0]


def listed(values):
    return [tuple(np.asarray(v).tolist() for v in x) if isinstance(x, tuple)
            else np.asarray(x).tolist() for x in values]


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("order", "KCFA")
@pytest.mark.parametrize("flags", [
    [], ["external_loop"], ["multi_index"], ["c_index"], ["f_index"], ["buffered"],
    ["external_loop", "buffered"]], ids=" ".join)
def test_order_and_flags(view, order, flags):
    same(lambda xp: listed(xp.nditer(array(xp, view), flags=flags, order=order)))

    def places(xp):
        it = xp.nditer(array(xp, view), flags=flags, order=order)
        found = [it.shape, it.ndim, it.itersize]
        while not it.finished:
            found.append((it.multi_index if it.has_multi_index else None,
                          it.index if it.has_index else None, it.iterindex))
            it.iternext()
        return found

    same(places)


@pytest.mark.parametrize("first, second", list(itertools.product(
    ["plain", "transposed", "rows backwards"], repeat=2)))
def test_two_operands(first, second):
    def run(xp):
        a, b = array(xp, first), array(xp, second)
        if a.shape != b.shape:
            b = b.T
        return listed(xp.nditer([a, b])) + listed(xp.nditer([a, b[:1]]))

    same(run)


def test_writing_to_the_operand():
    def run(xp):
        a = array(xp, "transposed").copy()
        with xp.nditer(a, op_flags=["readwrite"]) as it:
            for x in it:
                x[...] = 2 * x
        return a.tolist()

    same(run)


def test_a_read_only_operand_gives_read_only_values():
    same(lambda xp: next(xp.nditer(array(xp))).flags.writeable)


def test_outputs_are_made():
    def run(xp):
        it = xp.nditer([array(xp, "transposed"), None])
        for x, y in it:
            y[...] = x * x
        out = it.operands[1]
        return out.tolist(), str(out.dtype), out.flags.f_contiguous

    same(run)


def test_an_outer_product_by_axes():
    def run(xp):
        it = xp.nditer([xp.arange(3), xp.arange(8).reshape(2, 4), None],
                       flags=["external_loop"],
                       op_axes=[[0, -1, -1], [-1, 0, 1], None])
        with it:
            for x, y, z in it:
                z[...] = x * y
            return it.operands[2].tolist()

    same(run)


@pytest.mark.parametrize("flags", [[], ["external_loop"], ["external_loop", "buffered"]])
def test_reductions(flags):
    def run(xp):
        a = xp.arange(24).reshape(2, 3, 4)
        it = xp.nditer([a, None], flags=["reduce_ok", *flags],
                       op_flags=[["readonly"], ["readwrite", "allocate"]],
                       op_axes=[None, [0, 1, -1]])
        with it:
            it.operands[1][...] = 0
            it.reset()
            for x, y in it:
                y[...] += x
            return it.operands[1].tolist()

    if "buffered" in flags:  # NumPy wants the buffers made late
        return
    same(run)


def test_other_types_go_through_buffers():
    def read(xp):
        return [complex(x) for x in xp.nditer(
            array(xp) - 3, flags=["buffered"], op_dtypes=["complex128"])]

    def write(xp):
        a = array(xp).copy()
        with xp.nditer(a, flags=["buffered"], op_flags=["readwrite"],
                       op_dtypes=["float32"], casting="same_kind") as it:
            for x in it:
                x[...] = x / 2
        return a.tolist()

    same(read)
    same(write)


@pytest.mark.parametrize("call", [
    lambda xp: xp.nditer(array(xp), flags=["foo"]),
    lambda xp: xp.nditer([]),
    lambda xp: xp.nditer([array(xp), xp.zeros(5)]),
    lambda xp: xp.nditer(xp.zeros(0)),
    lambda xp: xp.nditer(None),
    lambda xp: xp.nditer([array(xp), xp.zeros((3, 1))], op_flags=[["readonly"], ["writeonly"]]),
    lambda xp: xp.nditer([array(xp), xp.zeros(4)], ["reduce_ok"],
                         [["readonly"], ["writeonly"]]),
    lambda xp: xp.nditer([array(xp), xp.zeros(4)], [], [["readonly"], ["readonly", "no_broadcast"]]),
    lambda xp: xp.nditer(array(xp), flags=["external_loop", "multi_index"]),
    lambda xp: xp.nditer(array(xp), op_flags=["bar"]),
    lambda xp: xp.nditer(array(xp), op_flags=["readonly", "readwrite"]),
    lambda xp: xp.nditer(array(xp), op_dtypes=["float32"]),
    lambda xp: xp.nditer(array(xp), flags=["buffered"], op_dtypes=["float32"]),
    lambda xp: xp.nditer(array(xp), casting="loosely"),
    lambda xp: xp.nditer(array(xp)).multi_index,
    lambda xp: xp.nditer(array(xp)).index,
])
def test_errors(call):
    def run(xp):
        call(xp)
        return "no error"

    same(run)


def test_positions_can_be_set():
    def run(xp):
        it = xp.nditer(array(xp), flags=["multi_index", "c_index"])
        found = []
        it.multi_index = (1, 2)
        found.append(float(it[0]))
        it.iterindex = 3
        found.append((float(it.value), it.index))
        it.index = 7
        found.append(float(it[0]))
        other = it.copy()
        it.reset()
        return found + [float(it.value), float(other.value)]

    same(run)


def test_changes_of_the_iteration():
    def run(xp):
        it = xp.nditer(array(xp), flags=["multi_index"])
        it.remove_axis(1)
        column = listed(it)
        it = xp.nditer(array(xp), flags=["multi_index"])
        it.remove_multi_index()
        it.enable_external_loop()
        return column, listed(it)

    same(run)


@pytest.mark.parametrize("axes", [[[1], [0, 2]], [[0], [2, 1]], [[0, 1], [2]],
                                  [[0], [1], [2]]])
def test_nested_iters(axes):
    def run(xp):
        iterators = xp.nested_iters(xp.arange(12).reshape(2, 3, 2), axes,
                                    flags=["multi_index"])
        found = []

        def visit(depth, index):
            for x in iterators[depth]:
                place = index + iterators[depth].multi_index
                if depth + 1 < len(iterators):
                    visit(depth + 1, place)
                else:
                    found.append((place, int(x)))

        visit(0, ())
        return found

    same(run)


def test_a_loop_over_an_overlap_reads_what_was_there():
    def run(xp):
        a = xp.arange(10.0)
        with xp.nditer([a[:-1], a[1:]], ["copy_if_overlap"],
                       [["readonly"], ["readwrite"]]) as it:
            for x, y in it:
                y[...] = x
        return a.tolist()

    same(run)


def test_a_million_elements_take_their_time_once():
    total = 0.0
    for x in tnp.nditer(tnp.ones((100, 100)), flags=["external_loop"]):
        total += float(x.sum())
    assert total == 10000


# ---- broadcast.


def test_broadcast():
    def run(xp):
        b = xp.broadcast(xp.arange(3), xp.arange(2).reshape(2, 1))
        head = b.shape, b.nd, b.ndim, b.size, b.numiter, b.index
        pairs = [tuple(map(int, pair)) for pair in b]
        end = b.index
        b.reset()
        nested = xp.broadcast(b, xp.ones((4, 1, 1)))
        return head, pairs, end, b.index, nested.shape, nested.numiter

    same(run)


@pytest.mark.parametrize("shapes", [((3,), (2,)), ((2, 3), (4, 1, 2)), ((2,), (1,), (3,))])
def test_broadcast_of_shapes_that_do_not_fit(shapes):
    same(lambda xp: xp.broadcast(*map(xp.ones, shapes)).shape)


def test_flatiter_is_the_type_of_flat():
    assert isinstance(tnp.ones(3).flat, tnp.flatiter)


@pytest.mark.parametrize("shapes", [[(3,), (2, 1)], [(2, 3), (2, 3)], [()], [], [(1,), ()],
                                    [(2,), (3,)], [(4, 1, 3), (2, 1), (1,)]])
def test_broadcast_arrays(shapes):
    def run(xp):
        arrays = [xp.arange(float(np.prod(shape))).reshape(shape) for shape in shapes]
        results = xp.broadcast_arrays(*arrays)
        return type(results), [(a.shape, a.tolist(), a.strides) for a in results]

    same(run)


def test_broadcast_arrays_keeps_classes_when_told():
    class Own(tnp.ndarray):
        pass

    own = tnp.ones(3).view(Own)
    plain = tnp.broadcast_arrays(own, tnp.ones((2, 1)))
    assert [type(a) for a in plain] == [tnp.ndarray] * 2
    kept = tnp.broadcast_arrays(own, tnp.ones((2, 1)), subok=True)
    assert [type(a) for a in kept] == [Own, tnp.ndarray]
    same_shape = tnp.ones((2, 3))
    assert tnp.broadcast_arrays(same_shape, 1.0)[0] is same_shape

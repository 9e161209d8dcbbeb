"""The places where torch gives another result than NumPy under the same name.

One test per place, by number: small programs that run under NumPy and under
tnp (as `np`), whose last line is compared: kind of object, dtype, shape, value,
warnings, or the exception's class and message.
"""

import textwrap
import warnings

import numpy
import pytest
import tnp

from array_compare import assert_same

TRAPS = {
    1: ("default types", [
        "np.zeros(2)", "np.array([1.5])", "np.array([1j])", "np.ones(2) * 1j",
        "np.linspace(0, 1, 3)", "np.arange(3.)", "np.full(2, 1.5)"]),
    2: ("functions of integers", [
        *(f"np.sqrt(np.array([1, 4], '{t}'))" for t in
          ("i1", "i2", "i4", "i8", "u1", "u2", "u4", "u8", "?"))]),
    3: ("division of integers", [
        "np.array([1, 2], 'i1') / np.array([2, 4], 'i1')",
        "np.array([1, 2]) / np.array([2, 4])"]),
    4: ("square roots are rounded correctly", [
        "np.sqrt(np.arange(1., 2000.) / 7)",
        "np.sqrt((np.arange(1., 2000.) / 7).astype('f4'))"]),
    5: ("sums of small integers", [
        *(f"np.{f}(np.array([1, 2], '{t}'))" for t in ("u1", "u2", "u4", "u8")
          for f in ("sum", "prod", "cumsum"))]),
    6: ("order of additions", [
        "np.full(100000, 0.1, 'f4').sum()", "(np.arange(1e5) / 3).sum()",
        "(np.arange(99999.) / 7).astype('f4').reshape(3, -1).sum(axis=1)"]),
    7: ("means of integers", [
        "np.mean(np.arange(5))", "np.var(np.arange(5, dtype='u1'))",
        "np.arange(6).reshape(2, 3).mean(axis=0)"]),
    8: ("variance", [
        "np.var(np.array([1., 2., 4.]))", "np.std(np.array([1., 2.]), ddof=1)",
        "np.var(np.array([1 + 2j, 3 - 1j]))", "np.var(np.array([1.]), ddof=1)"]),
    9: ("reductions of nothing", [
        "np.mean(np.array([]))", "np.max(np.array([]))", "np.sum(np.array([]))",
        "np.zeros((0, 3)).mean(axis=0)", "np.zeros((0, 3)).min(axis=0)"]),
    10: ("median", [
        "np.median(np.array([1, 2, 3, 4]))", "np.median(np.array([1., np.nan]))",
        "np.median(np.array([[3., 1.], [2., 8.]]), axis=0)"]),
    11: ("quantiles", [
        *(f"np.quantile(np.array([1, 5, 2, 8, 3]), [0.1, 0.5, 0.77], method='{m}')"
          for m in ("linear", "lower", "higher", "nearest", "midpoint",
                    "inverted_cdf", "averaged_inverted_cdf", "hazen", "weibull",
                    "closest_observation", "interpolated_inverted_cdf",
                    "median_unbiased", "normal_unbiased"))]),
    12: ("extrema", [
        "np.arange(24).reshape(2, 3, 4).max(axis=(0, 2))",
        "np.max(np.array([1 + 2j, 1 + 3j, 0]))",
        "np.max(np.array([1, 5]), where=np.array([True, False]), initial=-9)"]),
    13: ("positions of extrema", [
        "np.argmax(np.array([1., np.nan, 3., np.nan]))",
        "np.argmax(np.array([False, True, True]))",
        "np.argmin(np.array([2 + 1j, 1 + 5j, 1 + 4j]))",
        "np.argmax(np.array([3, 7, 7, 1]))"]),
    14: ("numbers and lists as operands", [
        "np.maximum(np.array([1, 5]), 3)", "np.add(np.array([1, 2]), [3, 4])",
        "np.where([True, False], 1, 2.5)", "np.minimum([1., 2.], 1)"]),
    15: ("sorting", [
        "np.sort(np.array([[3, 1], [2, 0]]), axis=None)",
        "np.sort(np.array([2 + 1j, 1 + 5j, 1 + 4j]))",
        "np.argsort(np.array([3., np.nan, 1.]), kind='stable')"]),
    16: ("negative steps are views", [
        "a = np.arange(6)\nb = a[::-2]\nb[0] = 50\na",
        "a = np.arange(6)\na[::-1] = np.arange(6) * 10\na",
        "a = np.arange(6)\na[::-1] += np.arange(6)\na"]),
    17: ("views of the same memory", [
        "a = np.arange(4).reshape(2, 2)\nnp.flip(a)[0, 0] = 9\na",
        "a = np.arange(4).reshape(2, 2)\nnp.rot90(a)[0, 0] = 9\na",
        "np.diagonal(np.eye(2)).flags.writeable",
        "a = np.broadcast_to(np.arange(2), (2, 2))\na[0, 0] = 1"]),
    18: ("elements are scalars", [
        "a = np.arange(3.)\nb = a[1]\na[1] = 7\n(isinstance(b, float), b, hash(b))",
        "(np.arange(3).sum(), {np.float64(1): 2}[1.0])"]),
    19: ("results without axes", [
        "np.add(np.array(1), np.array(2))", "np.sin(np.array(0.))",
        "np.add(np.array(1), 2, out=np.array(0))"]),
    20: ("casts of in-place operators", [
        "a = np.arange(3)\na += 1.5", "a = np.arange(3)\na /= 2",
        "a = np.arange(3, dtype='f4')\na += 1.5\na"]),
    21: ("complex into real", [
        "a = np.zeros(2)\na[0] = 1j", "a = np.zeros(2)\na[:] = np.array([1, 2j])\na"]),
    22: ("Python integers out of range", [
        "np.array([1], 'u1') + 300", "np.array([1], 'u1') + -1",
        "np.array([1], 'i1') * 128", "np.array([1], 'u1') < 300"]),
    23: ("overflow of scalars", [
        "np.int8(127) + np.int8(1)", "np.float32(3e38) * np.float32(10)",
        "np.array([127], 'i1') + np.int8(1)"]),
    24: ("arrays without axes take part in promotion", [
        "np.array([1], 'i4') + np.array(1, 'i8')",
        "np.array([1], 'f4') + np.array(1, 'f8')"]),
    25: ("promotion of mixed kinds", [
        "np.array([1]) + np.array([1], 'f4')",
        "np.array([1], 'i4') * np.array([1], 'f2')",
        "np.array([1], 'u8') + np.array([1], 'i8')"]),
    26: ("unsigned integers", [
        *(code.replace("T", t) for t in ("u2", "u4", "u8") for code in (
            "np.array([9, 2, 5], 'T') - np.array([3, 4, 1], 'T')",
            "np.array([9, 2, 5], 'T') // np.array([3, 4, 1], 'T')",
            "np.array([9, 2, 5], 'T') % np.array([2, 4, 3], 'T')",
            "np.array([9, 2, 5], 'T') ** np.array([2, 4, 3], 'T')",
            "np.array([9, 2, 5], 'T') < np.array([2, 4, 5], 'T')",
            "np.array([9, 2, 5], 'T') << np.array([2, 4, 5], 'T')",
            "-np.array([9, 2], 'T')", "~np.array([9, 2], 'T')",
            "np.array([9, 2], 'T').max()", "np.array([9, 2], 'T').argmax()",
            "np.abs(np.array([9, 2], 'T'))", "np.flip(np.array([9, 2], 'T'))",
            "np.minimum(np.array([9, 2], 'T'), np.array([3, 4], 'T'))",
            "np.array([[9, 2]], 'T') @ np.array([[3], [4]], 'T')",
            "np.nonzero(np.array([0, 2], 'T'))",
            "np.arange(2, 9, 3, dtype='T')", "np.clip(np.array([9, 2], 'T'), 3, 5)",
            "np.isin(np.array([9, 2], 'T'), np.array([2], 'T'))",
            "np.searchsorted(np.array([1, 5], 'T'), np.array([3], 'T'))",
            "a = np.arange(4, dtype='T')\na[a > 1] = 7\na",
            "np.where(np.array([True, False]), np.array([9, 2], 'T'), np.array([1, 1], 'T'))"))]),
    27: ("arithmetic of truth values", [
        *(f"np.array([True, False]) {op} np.array([True, True])"
          for op in ("+", "*", "-", "//", "**", "@", "/", "%")),
        "-np.array([True])"]),
    28: ("negative powers of integers", [
        "np.array([2]) ** -1", "np.array([2]) ** np.array([-1])",
        "np.power(np.int64(2), -1)"]),
    29: ("integer division by zero", [
        "np.array([1, 0]) // 0", "np.array([1, 0]) % 0", "np.int64(1) // 0",
        "np.array([-128], 'i1') // np.array([-1], 'i1')"]),
    30: ("edges of float division", [
        "np.array([0., -0., 7., -7., np.inf, np.nan, 1e308]) // -2.",
        "np.array([0., -0., 7., -7., np.inf, np.nan, 1e308]) % -2.",
        "np.array([5., -5.]) % np.inf", "np.divmod(np.array([7., -7.]), [2., 0.])"]),
    31: ("floating-point warnings", [
        "np.array([1., 0.]) / 0", "np.log(np.array([-1., 0.]))",
        "np.exp(np.array([1000.]))", "np.array([np.nan]).astype('i8')",
        "with np.errstate(all='raise'):\n    np.array([1.]) / 0",
        "with np.errstate(all='ignore'):\n    a = np.array([1.]) / 0\na"]),
    32: ("sign", [
        "np.sign(np.array([np.nan, -3., 0., -0.]))", "np.sign(np.array([3 + 4j, 0]))"]),
    33: ("functions that torch lacks", [
        "np.fix(np.array([-1.5, 1.5]))", "np.cbrt(np.array([27., -8.]))",
        "np.spacing(np.array([1., -1e300]))", "np.frexp(np.array([5., 0.]))",
        "np.modf(np.array([-1.5, np.inf]))", "np.divmod(np.array([7]), -2)",
        "np.nextafter(np.array([1.]), 2)", "np.rint(np.array([0.5, 1.5]))",
        "np.heaviside(np.array([np.nan, 0., 2.]), 1)", "np.fabs(np.array([-1]))",
        "np.bitwise_count(np.array([255, -3]))"]),
    34: ("floating functions of two integers", [
        "np.hypot(np.array([3]), np.array([4]))",
        "np.copysign(np.array([3]), np.array([-4]))",
        "np.arctan2(np.array([0]), np.array([4]))"]),
    35: ("rounding", [
        "np.round(np.array([0.5, 1.5, 2.5]))", "np.round(np.array([15, 25]), -1)",
        "np.round(np.array([1.005, 2.675]), 2)"]),
    36: ("shifts by the width", [
        "np.array([1, -1]) << 64", "np.array([1, -1]) >> 64",
        "np.array([1, -1], 'i1') >> np.array([8, 9], 'i1')"]),
    37: ("conditions that are numbers", [
        "np.where(np.array([0, 2]), 1.5, 2)", "np.where(np.array([0., np.nan]), 1, 2)"]),
    38: ("nonzero", ["np.nonzero(np.array([[0, 2], [3, 0]]))", "np.array([0, 2]).nonzero()"]),
    39: ("uint8 indices are no masks", [
        "np.array([5, 6, 7])[np.array([1, 0, 1], 'u1')]",
        "a = np.arange(3)\na[np.array([2], 'u1')] = 9\na"]),
    40: ("lists as indices", [
        "np.arange(9).reshape(3, 3)[[0, 2]]", "np.arange(9).reshape(3, 3)[[[0, 2], [1, 1]]]"]),
    41: ("axes of mixed indices", [
        "np.arange(24).reshape(2, 3, 4)[0, :, [0, 1]]",
        "np.arange(24).reshape(2, 3, 4)[:, [0, 1], 0]",
        "np.arange(24).reshape(2, 3, 4)[:, None, [0, 1], [2, 3]]"]),
    42: ("overlapping writes", [
        "a = np.arange(12).reshape(3, 4)\na[:, 1:] = a[:, :-1]\na",
        "a = np.arange(9).reshape(3, 3)\na[:3, :3] = a[:3, :3].T\na",
        "a = np.arange(6.).reshape(2, 3)\na -= a[:, :1]\na",
        "a = np.arange(6)\na[1:] += a[:-1]\na",
        "a = np.arange(6)\nnp.add(a[:-1], a[1:], out=a[1:])\na"]),
    43: ("out=", [
        "np.add(np.ones(3), 1, out=np.zeros((2, 3)))",
        "np.add(np.ones(3), 1, out=np.zeros(2))",
        "np.add(np.ones(3), 1, out=np.zeros(3, 'i8'))",
        "np.sum(np.ones((2, 3)), axis=0, out=np.zeros(2))"]),
    44: ("unique", [
        "np.unique(np.array([np.nan, 1., np.nan]))",
        "np.unique(np.array([np.nan, 1., np.nan]), equal_nan=False)",
        "np.unique(np.array([3, 1, 3]), True, True, True)",
        "np.unique(np.array([[3, 1], [3, 1], [0, 2]]), axis=0)",
        "np.unique(np.array([2j, 1, 2j]))"]),
    45: ("transposition", [
        "np.zeros((2, 3, 4)).T.shape", "np.zeros((2, 3, 4)).transpose().shape",
        "np.zeros((2, 3, 4)).mT.shape", "np.zeros(3).T.shape",
        "np.zeros((2, 3)).transpose(1, 0).shape"]),
    46: ("order", [
        "np.arange(6).reshape(2, 3, order='F')",
        "np.arange(6).reshape(2, 3).ravel('F')",
        "np.arange(6).reshape(2, 3).T.ravel('K')",
        "np.arange(6).reshape(2, 3).T.flatten('A')",
        "a = np.arange(3)\nb = a.flatten()\nb[0] = 9\na"]),
    47: ("strides, size, itemsize", [
        "a = np.zeros((2, 3), 'f4')\n(a.strides, a.size, a.itemsize, a.nbytes)",
        "np.zeros((2, 3)).T[:, ::-1].strides"]),
    48: ("layout set in place", [
        "a = np.arange(3)\na.resize((2, 3), refcheck=False)\na",
        "a = np.arange(6)\na.shape = (2, 3)\na",
        "a = np.zeros(2)\na.dtype = 'u8'\na", "bytes(np.arange(2, dtype='u1').data)"]),
    49: ("eigenvalues of real matrices", [
        "np.linalg.eig(np.diag([1., 2.]))[0]",
        "np.linalg.eigvals(np.array([[0., -1.], [1., 0.]])).dtype.name"]),
    50: ("linear algebra of integers", [
        "np.linalg.det(np.array([[1, 0], [0, 2]]))",
        "np.linalg.inv(np.array([[2, 0], [0, 4]]))",
        "np.linalg.inv(np.zeros((2, 2)))", "np.linalg.cholesky(-np.eye(2))"]),
    51: ("conventions of linear algebra", [
        "np.linalg.pinv(np.diag([1., 1e-16]))",
        "np.linalg.lstsq(np.diag([1., 2.]), np.array([1., 2.]))[2:]",
        "np.linalg.cond(np.zeros((2, 2)))",
        "np.linalg.solve(np.eye(2), np.array([1., 2.]))",
        "np.linalg.solve(np.ones((2, 2, 2)) + np.eye(2), np.ones((2, 2))).shape"]),
    52: ("factors multiply to the matrix", [
        "a = np.arange(6.).reshape(3, 2)\nu, s, v = np.linalg.svd(a, full_matrices=False)\n"
        "np.allclose((u * s) @ v, a)",
        "a = np.array([[2., 1.], [1., 3.]])\nw, v = np.linalg.eigh(a)\n"
        "np.allclose((v * w) @ v.T, a)",
        "a = np.arange(6.).reshape(3, 2)\nq, r = np.linalg.qr(a)\nnp.allclose(q @ r, a)"]),
    53: ("defaults of norm, svd and cross", [
        "np.linalg.norm(np.array([3, 4]))", "np.linalg.norm(np.array([[3, 0], [0, 4]]))",
        "np.linalg.svd(np.diag([2., 1.]), compute_uv=False, hermitian=True)",
        "np.cross(np.eye(3), np.array([1, 2, 3]))"]),
    54: ("products", [
        "np.dot(np.ones((2, 3)), np.ones((4, 3, 5))).shape",
        "np.arange(4).reshape(2, 2) @ np.ones((2, 2), 'f4')",
        "np.array([[True]]) @ np.array([[True]])", "np.dot(3, 4)"]),
    55: ("axes are checked", [
        "np.squeeze(np.zeros((2, 1)), axis=0)", "np.sum(np.zeros(2), axis=1)",
        "issubclass(np.exceptions.AxisError, (ValueError, IndexError))"]),
    56: ("clip", [
        "np.clip(np.array([1, 2]), None, None)", "np.array([1, 9], 'u1').clip(-1, 300)",
        "np.clip(np.array([1., 5.]), 2, None)"]),
    57: ("concatenate", [
        "np.concatenate([np.array([1]), np.array([1.5])])",
        "np.concatenate([np.ones((1, 2)), np.zeros(1)], axis=None)",
        "np.concatenate([np.zeros(0), np.zeros((1, 2))])"]),
    58: ("splitting and repeating", [
        "np.split(np.arange(6), 3)", "np.split(np.arange(6), [1, 4])",
        "np.repeat(np.array([1, 2]), 2)", "np.tile(np.array([1, 2]), 2)",
        "np.stack([[1, 2], [3, 4]])"]),
    59: ("defaults of lookups", [
        "np.meshgrid(np.arange(2), np.arange(3))",
        "np.take(np.arange(6).reshape(2, 3), [0, 5])",
        "np.take(np.arange(3), [4, -5], mode='wrap')",
        "np.bincount(np.array([1, 1, 3]), minlength=6)",
        "np.histogram(np.array([1., 2., 2.]), bins=2)",
        "np.searchsorted(np.array([1, 2, 2, 3]), 2, side='right')"]),
    60: ("truth reductions", [
        "np.all(np.array([1, 2], 'u1'))", "np.any(np.zeros((2, 2)), axis=(0, 1))",
        "np.count_nonzero(np.eye(2), axis=0, keepdims=True)",
        "np.prod(np.full((2, 2), 2), axis=(0, 1))"]),
    61: ("running sums", [
        "np.cumsum(np.arange(4).reshape(2, 2))", "np.diff(np.array([1, 4, 9, 16]), n=2)"]),
    62: ("comparison with anything", [
        "np.arange(2) == None", "np.arange(2) == 'x'", "np.arange(2) == np.arange(3)"]),
    63: ("truth and numbers of arrays", [
        "bool(np.array([]))", "bool(np.arange(2))", "int(np.array([3]))",
        "float(np.array(3.5))"]),
    64: ("Fourier transforms", ["np.fft.fft(np.arange(4)).dtype.name"]),
    65: ("conj and imag are eager", [
        "a = np.array([1 + 2j])\nb = a.conj()\na[0] = 0\nb", "np.arange(3).imag",
        "np.imag(np.array([1.5]))"]),
    66: ("random streams", [
        "np.random.seed(0)\n(np.random.rand(3), np.random.randn(3))",
        "np.random.default_rng(0).random(3)"]),
    67: ("random scalars", [
        "np.random.seed(1)\nnp.random.rand()", "np.random.seed(1)\nnp.random.randint(3)"]),
    68: ("what array() takes", [
        "np.array([True, 2])", "np.array([2**63])", "np.array([1, 2.5, 1j])",
        "np.array([[1], [2, 3]])", "np.array([2**63, -1])"]),
    69: ("lists and iteration", [
        "np.triu([1, 2, 3])", "np.zeros_like([1, 2])", "[type(x).__name__ for x in np.arange(2.)]"]),
    72: ("no in-place operation changes a constant", [
        "a = np.ones(3)\nb = a[1:]\nb += 1\na"]),
    73: ("text", [
        "str(np.array([1., 2.5]))", "repr(np.arange(1001))", "repr(np.float64(0.1))",
        "str(np.array([1e-10, 1.]))", "repr(np.array([], 'f4'))"]),
}

# Traps of another kind, with the tests of their own.
ELSEWHERE = {
    70: "test_torch_bridge.py, test_dlpack.py, test_creation.py",
    71: "test_gradients.py, test_torch_bridge.py, test_dlpack.py",
}


def run(program, module):
    """What the last line of a program gives: value, warnings, error."""
    *lines, last = textwrap.dedent(program).split("\n")
    names = {"np": module}
    value = error = None
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        try:
            exec("\n".join(lines), names)
            try:
                code = compile(last, "last line", "eval")
            except SyntaxError:
                code = compile(program, "program", "exec")
            value = eval(code, names)
        except Exception as raised:  # compared by the caller
            error = (type(raised).__name__, str(raised))
    return value, [(w.category.__name__, str(w.message)) for w in caught], error


CASES = [
    pytest.param(program, id=f"{number:02}-{title}-{i}".replace(" ", "_"))
    for number, (title, programs) in TRAPS.items()
    for i, program in enumerate(programs)
]


@pytest.mark.parametrize("program", CASES)
def test_trap(program):
    expected, expected_warnings, expected_error = run(program, numpy)
    found, found_warnings, found_error = run(program, tnp)
    assert found_error == expected_error
    assert found_warnings == expected_warnings
    assert_same(found, expected)


def test_every_trap_has_a_test():
    assert sorted([*TRAPS, *ELSEWHERE]) == list(range(1, 74))

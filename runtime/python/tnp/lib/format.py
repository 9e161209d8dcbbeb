"""The .npy format: one array as a header that describes it, and its bytes.

A file begins with the magic string and the format's version, then the length of
the header, then the header: a dict as Python writes it, padded so that the bytes
after it lie at a multiple of 64. Source:
https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html
"""

import io as _io
import os as _os
import struct as _struct
import warnings as _warnings

from tnp import _tnp

__all__ = []

ARRAY_ALIGN = 64
BUFFER_SIZE = 2**18
EXPECTED_KEYS = {"descr", "fortran_order", "shape"}
# A header keeps room for the first axis to grow to so many digits.
GROWTH_AXIS_MAX_DIGITS = 21
MAGIC_PREFIX = b"\x93NUMPY"
MAGIC_LEN = len(MAGIC_PREFIX) + 2

_MAX_HEADER_SIZE = 10000
# Of each version: how the header's length is written, and its letters.
_VERSIONS = {(1, 0): ("<H", "latin1"), (2, 0): ("<I", "latin1"),
             (3, 0): ("<I", "utf8")}
_WRITE_SIZE = 2**24


def _check_version(version):
    if version is not None and version not in _VERSIONS:
        raise ValueError("we only support format version (1,0), (2,0), and "
                         f"(3,0), not {version}")


def magic(major, minor):
    """The bytes that a file of a version begins with.

    Errors: ValueError for numbers that are not one byte each.
    """
    for name, number in (("major", major), ("minor", minor)):
        if not 0 <= number <= 255:
            raise ValueError(f"{name} version must be 0 <= {name} < 256")
    return MAGIC_PREFIX + bytes([major, minor])


def _read_bytes(file, size, what):
    """Exactly `size` bytes, of a file that may give fewer at a time."""
    data = b""
    while len(data) < size:
        part = file.read(size - len(data))
        if not part:
            raise ValueError(f"EOF: reading {what}, expected {size} bytes "
                             f"got {len(data)}")
        data += part
    return data


def read_magic(fp):
    """The version (major, minor) of the file that begins here.

    Errors: ValueError where no .npy file does.
    """
    start = _read_bytes(fp, MAGIC_LEN, "magic string")
    if start[:-2] != MAGIC_PREFIX:
        raise ValueError("the magic string is not correct; expected "
                         f"{MAGIC_PREFIX!r}, got {start[:-2]!r}")
    return start[-2], start[-1]


def drop_metadata(dtype, /):
    """The dtype without its metadata: itself, where it has none."""
    return dtype if dtype.metadata is None else _tnp.dtype(dtype.str)


def dtype_to_descr(dtype):
    """What a header says of a dtype, such as '<f8'.

    A UserWarning says that metadata is not saved.
    """
    if dtype.metadata is not None:
        _warnings.warn("metadata on a dtype is not saved to an npy/npz. Use "
                       "another format (such as pickle) to store it.",
                       UserWarning, stacklevel=2)
    return dtype.str


def descr_to_dtype(descr):
    """The dtype of which a header says `descr`.

    Errors: NotImplementedError for the types that tnp does not have.
    """
    return _tnp.dtype(descr)


# Headers


def header_data_from_array_1_0(array):
    """The header of an array, as a dict.

    An array that is in neither C nor Fortran order is written in C order.
    """
    flags = array.flags
    return {"shape": array.shape,
            "fortran_order": flags.f_contiguous and not flags.c_contiguous,
            "descr": dtype_to_descr(array.dtype)}


def _wrapped(text, version):
    """A header's text with all that comes before it and pads it."""
    form, encoding = _VERSIONS[version]
    data = text.encode(encoding)
    fixed = MAGIC_LEN + _struct.calcsize(form)
    length = len(data) + 1
    # A full row of padding where none is needed, as NumPy has it.
    padding = ARRAY_ALIGN - (fixed + length) % ARRAY_ALIGN
    try:
        size = _struct.pack(form, length + padding)
    except _struct.error:
        raise ValueError(f"Header length {length} too big for "
                         f"version={version}") from None
    return magic(*version) + size + data + b" " * padding + b"\n"


def _wrapped_by_oldest(text):
    """The same in the oldest version that can hold it."""
    try:
        return _wrapped(text, (1, 0))
    except ValueError:  # too long, or letters that are not Latin
        pass
    try:
        version, since = (2, 0), "1.9"
        data = _wrapped(text, version)
    except UnicodeEncodeError:
        version, since = (3, 0), "1.17"
        data = _wrapped(text, version)
    _warnings.warn(f"Stored array in format {version[0]}.0. It can only be read "
                   f"by NumPy >= {since}", UserWarning, stacklevel=4)
    return data


def _write_header(file, header, version=None):
    fields = "".join(f"{key!r}: {value!r}, "
                     for key, value in sorted(header.items()))
    text = "{" + fields + "}"
    shape = header["shape"]
    if shape:
        grows = shape[-1 if header["fortran_order"] else 0]
        text += " " * (GROWTH_AXIS_MAX_DIGITS - len(repr(grows)))
    file.write(_wrapped_by_oldest(text) if version is None
               else _wrapped(text, version))


def write_array_header_1_0(fp, d):
    """Writes a header in version 1.0. Errors: ValueError where it is too long."""
    _write_header(fp, d, (1, 0))


def write_array_header_2_0(fp, d):
    """Writes a header in version 2.0, of up to 4 GiB."""
    _write_header(fp, d, (2, 0))


def _without_long_suffixes(text):
    """A header as Python 2 wrote it, where an int could be `3L`."""
    import tokenize
    kept, was_number = [], False
    for token in tokenize.generate_tokens(_io.StringIO(text).readline):
        if not (was_number and token.type == tokenize.NAME
                and token.string == "L"):
            kept.append(token)
        was_number = token.type == tokenize.NUMBER
    return tokenize.untokenize(kept)


def _parsed(text, version):
    """The dict that a header's text is."""
    import ast
    try:
        return ast.literal_eval(text)
    except SyntaxError as error:
        if version > (2, 0):
            raise ValueError(f"Cannot parse header: {text!r}") from error
    text = _without_long_suffixes(text)
    try:
        header = ast.literal_eval(text)
    except SyntaxError as error:
        raise ValueError(f"Cannot parse header: {text!r}") from error
    _warnings.warn("Reading `.npy` or `.npz` file required additional header "
                   "parsing as it was created on Python 2. Save the file again "
                   "to speed up loading and avoid this warning.", UserWarning,
                   stacklevel=5)
    return header


def _read_header(file, version, max_header_size):
    """(shape, whether in Fortran's order, descr) of the array that follows."""
    form, encoding = _VERSIONS[version]
    size, = _struct.unpack(form, _read_bytes(file, _struct.calcsize(form),
                                             "array header length"))
    text = _read_bytes(file, size, "array header").decode(encoding)
    if len(text) > max_header_size:
        raise ValueError(
            f"Header info length ({len(text)}) is large and may not be safe to "
            "load securely.\nTo allow loading, adjust `max_header_size` or fully "
            "trust the `.npy` file using `allow_pickle=True`.\nFor safety against "
            "large resource use or crashes, sandboxing may be necessary.")
    header = _parsed(text, version)
    if not isinstance(header, dict):
        raise ValueError(f"Header is not a dictionary: {header!r}")
    if header.keys() != EXPECTED_KEYS:
        keys = sorted(header.keys())
        raise ValueError(f"Header does not contain the correct keys: {keys!r}")
    shape, order = header["shape"], header["fortran_order"]
    if not (isinstance(shape, tuple) and all(isinstance(n, int) for n in shape)):
        raise ValueError(f"shape is not valid: {shape!r}")
    if not isinstance(order, bool):
        raise ValueError(f"fortran_order is not a valid bool: {order!r}")
    return shape, order, header["descr"]


def _dtype_of(descr):
    try:
        return descr_to_dtype(descr)
    except TypeError as error:
        raise ValueError(
            f"descr is not a valid dtype descriptor: {descr!r}") from error


def read_array_header_1_0(fp, max_header_size=_MAX_HEADER_SIZE):
    """(shape, whether in Fortran's order, dtype) from a header of version 1.0.

    The file is then at the array's first byte. Errors: ValueError for headers
    that are damaged, or longer than `max_header_size`.
    """
    shape, order, descr = _read_header(fp, (1, 0), max_header_size)
    return shape, order, _dtype_of(descr)


def read_array_header_2_0(fp, max_header_size=_MAX_HEADER_SIZE):
    """The same of version 2.0."""
    shape, order, descr = _read_header(fp, (2, 0), max_header_size)
    return shape, order, _dtype_of(descr)


# Arrays


def isfileobj(f):
    """Whether `f` is a file of the operating system, open for bytes."""
    if not isinstance(f, (_io.FileIO, _io.BufferedReader, _io.BufferedWriter)):
        return False
    try:
        f.fileno()
    except OSError:
        return False
    return True


def write_array(fp, array, version=None, allow_pickle=True, pickle_kwargs=None):
    """Writes an array as .npy, byte for byte as NumPy does.

    Arrays on a GPU are copied to main memory first. Without a `version` it is
    the oldest that serves. Errors: ValueError for an unknown version.
    """
    _check_version(version)
    if not array.device == "cpu" or array._requires_grad:
        array = array._detach()._cpu()
    header = header_data_from_array_1_0(array)
    _write_header(fp, header, version)
    if header["fortran_order"]:
        array = array.T
    if isfileobj(fp):
        array.tofile(fp)
        return
    data = memoryview(_tnp.ascontiguousarray(array).reshape(-1).view("u1"))
    for start in range(0, len(data), _WRITE_SIZE):
        fp.write(bytes(data[start:start + _WRITE_SIZE]))


def _numbers_of(file, dtype, count):
    """As many numbers, or all that a file of the system still has."""
    flat = _tnp.empty(count, dtype.newbyteorder("="))
    memory, end = memoryview(flat.view("u1")), 0
    while end < len(memory):
        size = file.readinto(memory[end:])
        if not size:
            break
        end += size
    if not dtype.isnative:
        flat.byteswap(inplace=True)
    return flat if end == len(memory) else flat[:end // dtype.itemsize].copy()


def _numbers_of_stream(file, dtype, count):
    """As many numbers from what can be read from. ValueError for fewer."""
    flat = _tnp.empty(count, dtype.newbyteorder("="))
    memory = memoryview(flat.view("u1"))
    # In parts, since streams that are unpacked may not give more at once.
    for start in range(0, len(memory), BUFFER_SIZE):
        end = min(start + BUFFER_SIZE, len(memory))
        memory[start:end] = _read_bytes(file, end - start, "array data")
    if not dtype.isnative:
        flat.byteswap(inplace=True)
    return flat


def read_array(fp, allow_pickle=False, pickle_kwargs=None, *,
               max_header_size=_MAX_HEADER_SIZE):
    """The array of the .npy file that begins here.

    Numbers in another byte order are converted. Errors: ValueError for files
    that are damaged or cut off, and for objects without `allow_pickle`;
    NotImplementedError for the types that tnp does not have.
    """
    if allow_pickle:
        max_header_size = 2**64
    version = read_magic(fp)
    _check_version(version)
    shape, fortran_order, descr = _read_header(fp, version, max_header_size)
    if descr in ("O", "|O") and not allow_pickle:
        raise ValueError("Object arrays cannot be loaded when "
                         "allow_pickle=False")
    dtype = _dtype_of(descr)
    count = 1
    for extent in shape:
        count *= extent
    if isfileobj(fp):
        flat = _numbers_of(fp, dtype, count)
    else:
        flat = _numbers_of_stream(fp, dtype, count)
    if flat.size != count:
        raise ValueError(
            f"Failed to read all data for array. Expected {shape} = {count} "
            f"elements, could only read {flat.size} elements. (file seems not "
            "fully written?)")
    if fortran_order:
        return flat.reshape(shape[::-1]).transpose()
    return flat.reshape(shape)


def open_memmap(filename, mode="r+", dtype=None, shape=None,
                fortran_order=False, version=None, *,
                max_header_size=_MAX_HEADER_SIZE):
    """A .npy file as a memmap: one that is there, or with mode "w+" a new one.

    `dtype`, `shape`, `fortran_order` and `version` are those of a new file.
    Errors: ValueError for an open file and for damaged headers; OSError of the
    file; NotImplementedError for numbers in another byte order.
    """
    from tnp._memmap import memmap
    if isfileobj(filename):
        raise ValueError("Filename must be a string or a path-like object.  "
                         "Memmap cannot use existing file handles.")
    if "w" in mode:
        _check_version(version)
        dtype = _tnp.dtype(dtype)
        header = {"descr": dtype_to_descr(dtype),
                  "fortran_order": fortran_order, "shape": shape}
        with open(_os.fspath(filename), mode + "b") as file:
            _write_header(file, header, version)
            offset = file.tell()
    else:
        with open(_os.fspath(filename), "rb") as file:
            version = read_magic(file)
            _check_version(version)
            shape, fortran_order, descr = _read_header(file, version,
                                                       max_header_size)
            if descr in ("O", "|O"):
                raise ValueError("Array can't be memory-mapped: Python objects "
                                 "in dtype.")
            dtype = _dtype_of(descr)
            offset = file.tell()
    # What was just written must not be emptied again.
    return memmap(filename, dtype=dtype, shape=shape,
                  order="F" if fortran_order else "C",
                  mode="r+" if mode == "w+" else mode, offset=offset)

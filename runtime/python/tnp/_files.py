"""Arrays in files: .npy and .npz, and tables of text.

Source: https://numpy.org/doc/stable/reference/routines.io.html
"""

import contextlib
import operator
import os
import warnings

from tnp import _tnp
from tnp.lib import format as _format

_OPENERS = {".gz": "gzip", ".bz2": "bz2", ".xz": "lzma", ".lzma": "lzma"}


# .npy and .npz


@contextlib.contextmanager
def _opened(file, mode):
    """A path opened here and closed again, or a file as it is."""
    if hasattr(file, "read" if "r" in mode else "write"):
        yield file
    else:
        with open(os.fspath(file), mode) as own:
            yield own


def save(file, arr, allow_pickle=True):
    """Writes one array to a file in NumPy's .npy format.

    A path without the ending .npy gets it. Arrays on a GPU are copied first.
    Errors: OSError of the file; NotImplementedError for what is no array of
    numbers.
    """
    if not hasattr(file, "write"):
        file = os.fspath(file)
        if not file.endswith(".npy"):
            file += ".npy"
    array = _tnp.asanyarray(arr)
    with _opened(file, "wb") as target:
        _format.write_array(target, array, allow_pickle=allow_pickle)


def load(file, mmap_mode=None, allow_pickle=False, fix_imports=True,
         encoding="ASCII", *, max_header_size=10000):
    """The array of a .npy file, or the arrays of an .npz file by name.

    `mmap_mode` ("r", "r+", "c") gives a memmap of the file. Pickles are loaded
    only where `allow_pickle` says so. Errors: ValueError for files that
    are damaged or of another format, EOFError for empty ones.
    """
    if encoding not in ("ASCII", "latin1", "bytes"):
        raise ValueError("encoding must be 'ASCII', 'latin1', or 'bytes'")
    pickle_kwargs = {"encoding": encoding, "fix_imports": fix_imports}
    with contextlib.ExitStack() as stack:
        is_own = not hasattr(file, "read")
        source = stack.enter_context(open(os.fspath(file), "rb")) if is_own \
            else file
        magic = source.read(len(_format.MAGIC_PREFIX))
        if not magic:
            raise EOFError("No data left in file")
        source.seek(-len(magic), 1)
        if magic.startswith((b"PK\x03\x04", b"PK\x05\x06")):
            from tnp.lib.npyio import NpzFile
            stack.pop_all()
            return NpzFile(source, is_own, allow_pickle, pickle_kwargs,
                           max_header_size=max_header_size)
        if magic == _format.MAGIC_PREFIX:
            if mmap_mode:
                return _format.open_memmap(
                    file, mode=mmap_mode,
                    max_header_size=2**64 if allow_pickle else max_header_size)
            return _format.read_array(source, allow_pickle, pickle_kwargs,
                                      max_header_size=max_header_size)
        if not allow_pickle:
            raise ValueError(
                "This file contains pickled (object) data. If you trust the file "
                "you can load it unsafely using the `allow_pickle=` keyword "
                "argument or `pickle.load()`.")
        import pickle
        try:
            return pickle.load(source, **pickle_kwargs)
        except Exception as error:
            raise pickle.UnpicklingError(
                f"Failed to interpret file {file!r} as a pickle") from error


def _save_archive(file, args, kwds, compress, allow_pickle):
    import zipfile
    if not hasattr(file, "write"):
        file = os.fspath(file)
        if not file.endswith(".npz"):
            file += ".npz"
    arrays = dict(kwds)
    for i, value in enumerate(args):
        name = f"arr_{i}"
        if name in arrays:
            raise ValueError(
                f"Cannot use un-named variables and keyword {name}")
        arrays[name] = value
    arrays = {name: _tnp.asanyarray(value) for name, value in arrays.items()}
    compression = zipfile.ZIP_DEFLATED if compress else zipfile.ZIP_STORED
    with zipfile.ZipFile(file, mode="w", compression=compression) as archive:
        for name, array in arrays.items():
            with archive.open(name + ".npy", "w", force_zip64=True) as member:
                _format.write_array(member, array, allow_pickle=allow_pickle)


def savez(file, *args, allow_pickle=True, **kwds):
    """Writes several arrays to one file, an .npz archive, uncompressed.

    Arrays without a name are called arr_0, arr_1, ...
    """
    _save_archive(file, args, kwds, False, allow_pickle)


def savez_compressed(file, *args, allow_pickle=True, **kwds):
    """The same as savez, compressed."""
    _save_archive(file, args, kwds, True, allow_pickle)


# Text


def _open_text(path, mode, encoding):
    """A path, through its compression, as a file of text."""
    path = os.fspath(path)
    ending = os.path.splitext(path)[1]
    if ending in _OPENERS:
        import importlib
        module = importlib.import_module(_OPENERS[ending])
        return module.open(path, mode + "t", encoding=encoding)
    return open(path, mode, encoding=encoding)


def _control(value, name):
    """A control character of text: one, or None."""
    if isinstance(value, bytes):
        value = value.decode("latin1")
    if value is None:
        return None
    if not isinstance(value, str) or len(value) != 1:
        raise TypeError("Text reading control character must be a single unicode "
                        f"character or None; but got: {value!r}")
    if value in "\r\n":
        raise TypeError(f"control character '{name}' cannot be a newline "
                        "(`\\r` or `\\n`).")
    return value


def _check_controls(delimiter, comment, quotechar):
    """TypeError where one character would mean two things."""

    def refuse(one, other):
        raise TypeError(f"The values for control characters '{one}' and "
                        f"'{other}' are incompatible")

    if delimiter is None:  # white space
        if comment is not None and comment.isspace():
            refuse("delimiter", "comment")
        if quotechar is not None and quotechar.isspace():
            refuse("delimiter", "quotechar")
    elif comment == delimiter:
        refuse("comment", "delimiter")
    elif quotechar == delimiter:
        refuse("quotechar", "delimiter")
    if comment is not None and comment == quotechar:
        refuse("comment", "quotechar")


def _comment_marks(comments, delimiter, quotechar):
    """(one character, or None; several marks or longer ones, or None)."""
    if comments is None:
        return None, None
    if isinstance(comments, (str, bytes)):
        comments = [comments]
    marks = tuple(mark.decode("latin1") if isinstance(mark, bytes) else mark
                  for mark in comments)
    if "" in marks:
        raise ValueError("comments cannot be an empty string. Use comments=None "
                         "to disable comments.")
    if not marks:
        return None, None
    if len(marks) == 1 and len(marks[0]) == 1:
        return marks[0], None
    if len(marks) > 1 and delimiter in marks:
        raise TypeError(f"Comment characters '{marks}' cannot include the "
                        f"delimiter '{delimiter}'")
    if quotechar is not None:
        raise ValueError(
            "when multiple comments or a multi-character comment is given, "
            "quotes are not supported.  In this case quotechar must be set to "
            "None.")
    return None, marks


def _columns(usecols):
    if usecols is None:
        return None
    try:
        columns = list(usecols)
    except TypeError:
        columns = [usecols]
    for column in columns:
        try:
            operator.index(column)
        except TypeError:
            raise TypeError(
                "usecols must be an int or a sequence of ints but it contains at "
                f"least one element of type '{type(column).__name__}'") from None
    return columns


def _check_count(value):
    try:
        value = operator.index(value)
    except TypeError:
        raise TypeError("argument must be an integer") from None
    if value < 0:
        raise ValueError("argument must be nonnegative")


def _check_converters(converters):
    if converters is None or callable(converters):
        return
    if not isinstance(converters, dict):
        raise TypeError("converters must be a dictionary mapping columns to "
                        "converter functions or a single callable.")
    for key, function in converters.items():
        if not hasattr(key, "__index__"):
            raise TypeError("keys of the converters dictionary must be "
                            f"integers; got {key!r}")
        if not callable(function):
            raise TypeError(
                "values of the converters dictionary must be callable, but the "
                f"value associated with key {key!r} is not")


def _without_comments(lines, marks, encoding):
    for line in lines:
        if isinstance(line, bytes):
            line = line.decode(encoding)
        for mark in marks:
            line = line.partition(mark)[0]
        yield line


def _with_ndim(array, ndmin):
    if array.ndim > ndmin:
        array = array.squeeze()
    if array.ndim < ndmin:
        array = _tnp.atleast_1d(array) if ndmin == 1 else _tnp.atleast_2d(array).T
    return array


def loadtxt(fname, dtype=float, comments="#", delimiter=None, converters=None,
            skiprows=0, usecols=None, unpack=False, ndmin=0, encoding=None,
            max_rows=None, *, quotechar=None, like=None):
    """A table of numbers from a file, or from lines.

    One row a line; what follows `comments` is left out, and empty lines are.
    Compressed files (.gz, .bz2, .xz) are read as they are. Errors: ValueError
    with row and column for what is no number, and for rows of another length.
    """
    if like is not None:
        raise NotImplementedError("loadtxt(): `like` is not supported")
    if ndmin not in (0, 1, 2):
        raise ValueError(f"Illegal value of ndmin keyword: {ndmin}")
    takes_bytes = encoding == "bytes"
    if takes_bytes:
        encoding = None
    if isinstance(delimiter, bytes):
        delimiter = delimiter.decode("latin1")
    comment, marks = _comment_marks(comments, delimiter, quotechar)
    _check_count(skiprows)
    if max_rows is not None:
        _check_count(max_rows)
    with contextlib.ExitStack() as stack:
        if isinstance(fname, os.PathLike):
            fname = os.fspath(fname)
        if isinstance(fname, str):
            if not os.path.exists(fname):
                raise FileNotFoundError(f"{fname} not found.")
            source = stack.enter_context(_open_text(fname, "r", encoding))
            if marks is None:
                source = source.read()
        else:
            try:
                source = iter(fname)
            except TypeError as error:
                raise ValueError(
                    "fname must be a string, filehandle, list of strings,\n"
                    f"or generator. Got {type(fname)} instead.") from error
        encoding = encoding or getattr(fname, "encoding", None) or "latin1"
        if marks is not None:
            source = _without_comments(source, marks, encoding)
        delimiter = _control(delimiter, "delimiter")
        comment = _control(comment, "comment")
        quotechar = _control(quotechar, "quotechar")
        _check_controls(delimiter, comment, quotechar)
        _check_converters(converters)
        array = _tnp._read_table(
            source, dtype, delimiter, comment, quotechar, skiprows,
            _columns(usecols), -1 if max_rows is None else max_rows, converters,
            encoding, takes_bytes)
    if array.shape[0] == 0 and usecols is None:
        array = array.ravel()
    array = _with_ndim(array, ndmin)
    if array.shape and array.shape[0] == 0:
        warnings.warn(f'loadtxt: input contained no data: "{fname}"',
                      category=UserWarning, stacklevel=2)
    return array.T if unpack and array.shape else array


def _row_format(fmt, columns, delimiter, is_complex):
    """The format of a row: from one of a number, one of each, or a whole one."""
    if type(fmt) in (list, tuple):
        if len(fmt) != columns:
            raise AttributeError(
                f"fmt has wrong shape.  {str(fmt)}")
        return delimiter.join(fmt)
    if not isinstance(fmt, str):
        raise ValueError(f"invalid fmt: {fmt!r}")
    given = fmt.count("%")
    error = ValueError(f"fmt has wrong number of % formats:  {fmt}")
    if given == 1:
        one = f" ({fmt}+{fmt}j)" if is_complex else fmt
        return delimiter.join([one] * columns)
    if is_complex and given != 2 * columns:
        raise error
    if not is_complex and given != columns:
        raise error
    return fmt


def savetxt(fname, X, fmt="%.18e", delimiter=" ", newline="\n", header="",
            footer="", comments="# ", encoding=None):
    """Writes a table of numbers as text, one row a line.

    Errors: ValueError for more than two dimensions and for formats that do not
    fit the columns; TypeError for one that does not fit the numbers.
    """
    array = _tnp.asarray(X)
    if array.ndim == 0 or array.ndim > 2:
        raise ValueError(
            f"Expected 1D or 2D array, got {array.ndim}D array instead")
    if isinstance(fmt, bytes):
        fmt = fmt.decode("latin1")
    if isinstance(delimiter, bytes):
        delimiter = delimiter.decode("latin1")
    if array.ndim == 1:
        array = array.reshape(-1, 1)
    is_complex = array.dtype.kind == "c"
    form = _row_format(fmt, array.shape[1], delimiter, is_complex)
    parts = []
    if header:
        parts.append(comments + header.replace("\n", "\n" + comments) + newline)
    for row in array.tolist():
        if is_complex:
            row = [part for z in row for part in (z.real, z.imag)]
        try:
            text = form % tuple(row) + newline
        except TypeError as error:
            raise TypeError(f"Mismatch between array dtype ('{array.dtype}') and "
                            f"format specifier ('{form}')") from error
        parts.append(text.replace("+-", "-") if is_complex else text)
    if footer:
        parts.append(comments + footer.replace("\n", "\n" + comments) + newline)
    text = "".join(parts)
    if hasattr(fname, "write"):
        try:
            fname.write(text)
        except TypeError:  # a file of bytes
            fname.write(text.encode(encoding or "latin1"))
        return
    with _open_text(fname, "w", encoding or "latin1") as file:
        file.write(text)


# Numbers one after another


@contextlib.contextmanager
def _read_beside(file):
    """A path opened to be read, or a file of the system by a descriptor beside.

    The file itself then goes on where the reading ended, whatever it has read
    ahead and whether it is one of text or of bytes.
    """
    with contextlib.suppress(TypeError):
        file = os.fspath(file)
    if isinstance(file, (str, bytes)):
        with open(file, "rb", buffering=0) as own:
            yield own
        return
    file.flush()
    with os.fdopen(os.dup(file.fileno()), "rb", buffering=0) as beside:
        # Both descriptors are at one place, which `file` counts on.
        ahead = beside.tell()
        beside.seek(file.tell())
        try:
            yield beside
        finally:
            end = beside.tell()
            beside.seek(ahead)
            file.seek(end)


def _remaining(file):
    """The bytes from here to the end."""
    here = file.tell()
    size = file.seek(0, 2) - here
    file.seek(here)
    return size


def fromfile(file, dtype=float, count=-1, sep="", offset=0, *, like=None):
    """The numbers of a file: as bytes, or with `sep` as text.

    An open file is then behind the last one. Numbers in another byte order are
    converted. Errors: OSError of the file, and for one without a descriptor;
    ValueError for text that is no number.
    """
    if like is not None:
        raise NotImplementedError("fromfile(): `like` is not supported")
    if sep and offset:
        raise TypeError("'offset' argument only permitted for binary files")
    dtype = _tnp.dtype(dtype)
    with _read_beside(file) as source:
        source.seek(offset, 1)
        size = _remaining(source)
        if sep:
            start = source.tell()
            array, used = _tnp._read_list(source.read(), dtype, count, sep)
            source.seek(start + used)
            return array
        if size < 0:
            raise ValueError("negative dimensions are not allowed")
        whole = size // dtype.itemsize
        return _format._numbers_of(
            source, dtype, whole if count < 0 else min(count, whole))


def fromstring(string, dtype=float, count=-1, *, sep="", like=None):
    """The numbers of a text, between `sep`; white space in it matches any.

    Errors: ValueError for text that is no number, for fewer than `count`, and
    without `sep`.
    """
    if like is not None:
        raise NotImplementedError("fromstring(): `like` is not supported")
    if not sep:
        raise ValueError("The binary mode of fromstring is removed, use "
                         "frombuffer instead")
    text = string.encode() if isinstance(string, str) else bytes(
        memoryview(string))
    array, _ = _tnp._read_list(text, dtype, count, sep)
    if array.size < count:
        raise ValueError("string is smaller than requested size")
    return array

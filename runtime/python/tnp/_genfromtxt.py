"""`genfromtxt`: a table of numbers with places that are missing or not numbers.

Source: https://numpy.org/doc/stable/reference/generated/numpy.genfromtxt.html
"""

import contextlib
import itertools
import os
import warnings

from tnp import _files, _tnp


class ConverterError(Exception):
    """A cell that the function for its column does not take."""


class ConversionWarning(UserWarning):
    """Lines that were left out since they have another number of columns."""


def _bool_from(text):
    word = text.upper()
    if word not in ("TRUE", "FALSE"):
        raise ValueError("Invalid boolean")
    return word == "TRUE"


def _reader_of(dtype):
    """What reads a cell of a type, and what it is where nothing can be read."""
    kind = dtype.kind
    if kind == "b":
        return _bool_from, False
    if kind == "c":
        return complex, complex("nan")
    if kind == "f":
        return float, float("nan")
    if dtype.itemsize == 8:
        return dtype.type, -1
    return (lambda text: int(float(text))), -1


# The types that a column may turn out to have, in the order of trying.
_LADDER = (_tnp.bool, _tnp.int64, _tnp.float64, _tnp.complex128)


class _Column:
    """How the cells of one column are read."""

    def __init__(self, dtype, missing, filling):
        self.missing = {"", *missing}
        self.filling = filling
        self.is_open = dtype is None  # the type is found out
        self.rung = 0
        self._set(_tnp.dtype(_LADDER[0] if dtype is None else dtype))

    def _set(self, dtype):
        self.dtype = dtype
        self.read, default = _reader_of(dtype)
        self.default = default if self.filling is None else self.filling

    def convert_by(self, function, testing):
        """Reads with a function of the user, whose result gives the type."""
        self.read = function
        if self.filling is not None:
            self.default = value = self.filling
        else:
            try:
                value = function(testing or "1")
            except (TypeError, ValueError):
                value = None
        # None where it does not take the first cell: an object, to NumPy.
        self.dtype = None if value is None else _tnp.asarray(value).dtype
        self.is_open = False

    def strict(self, text):
        try:
            return self.read(text)
        except (ValueError, OverflowError):
            if text.strip() in self.missing:
                return self.default
            raise ValueError(f"Cannot convert string '{text}'") from None

    def loose(self, text):
        try:
            return self.read(text)
        except ValueError:
            return self.default

    def widen_to(self, cells):
        """Goes up the ladder until every cell can be read."""
        while True:
            try:
                for cell in cells:
                    self.strict(cell)
                return
            except ValueError:
                self.rung += 1
                if self.rung == len(_LADDER):
                    raise NotImplementedError(
                        "genfromtxt(): a column is text, and tnp has no string "
                        "arrays; name the columns of numbers in `usecols` or "
                        "give a dtype") from None
                self._set(_tnp.dtype(_LADDER[self.rung]))


class _Splitter:
    """The cells of a line: between delimiters, or of fixed widths."""

    def __init__(self, delimiter, comments, autostrip, encoding):
        if isinstance(delimiter, bytes):
            delimiter = delimiter.decode("latin1")
        if isinstance(comments, bytes):
            comments = comments.decode("latin1")
        self.comments = comments
        self.autostrip = autostrip
        self.encoding = encoding
        self.width = self.slices = self.delimiter = None
        if delimiter is None or isinstance(delimiter, str):
            self.delimiter = delimiter or None
        elif hasattr(delimiter, "__iter__"):
            edges = [0, *itertools.accumulate(delimiter)]
            self.slices = [slice(*pair) for pair in itertools.pairwise(edges)]
        else:
            self.width = int(delimiter) or None

    def text(self, line):
        if isinstance(line, bytes):
            return line.decode(self.encoding or "latin1")
        return line

    def __call__(self, line):
        line = self.text(line)
        if self.comments is not None:
            line = line.split(self.comments)[0]
        if self.slices is None:
            line = line.strip("\r\n" if self.width else " \r\n")
        if not line:
            return []
        if self.slices is not None:
            cells = [line[part] for part in self.slices]
        elif self.width:
            cells = [line[i:i + self.width]
                     for i in range(0, len(line), self.width)]
        else:
            cells = line.split(self.delimiter)
        return [cell.strip() for cell in cells] if self.autostrip else cells


def _missing_lists(given, count, usecols):
    """The texts that stand for nothing, of each column."""
    if isinstance(given, bytes):
        given = given.decode("latin1")
    lists = [[] for _ in range(count)]
    if given is None:
        return lists
    if isinstance(given, dict):
        for key, value in given.items():
            texts = ([str(item) for item in value]
                     if isinstance(value, (list, tuple)) else [str(value)])
            if key is None:
                for column in lists:
                    column.extend(texts)
            else:
                lists[_position(key, usecols)].extend(texts)
    elif isinstance(given, (list, tuple)):
        for value, column in zip(given, lists):
            column.append(str(value))
    else:
        texts = given.split(",") if isinstance(given, str) else [str(given)]
        for column in lists:
            column.extend(texts)
    return lists


def _filling_values(given, count, usecols):
    if isinstance(given, dict):
        values = [None] * count
        for key, value in given.items():
            values[_position(key, usecols)] = value
        return values
    if isinstance(given, (list, tuple)):
        return (list(given) + [None] * count)[:count]
    return [given] * count


def _position(key, usecols):
    """A column's place among those that are read."""
    if isinstance(key, str):
        raise NotImplementedError(
            "genfromtxt(): columns have no names, since tnp has no structured "
            "arrays; use their numbers")
    return usecols.index(key) if usecols and key in usecols else key


def _chosen_columns(usecols):
    if usecols is None:
        return None
    chosen = list(usecols) if hasattr(usecols, "__iter__") else [usecols]
    for key in chosen:
        _position(key, None)
    return chosen


def _refuse_tables_of_records(dtype, names, usemask):
    if usemask:
        raise NotImplementedError(
            "genfromtxt(): `usemask` is not supported, since tnp has no masked "
            "arrays; use `filling_values`")
    is_list = isinstance(dtype, (list, dict)) or (
        isinstance(dtype, (str, tuple)) and "," in dtype)
    if names or is_list:
        raise NotImplementedError(
            "genfromtxt(): tnp has no structured arrays; give one dtype for all "
            "columns and skip a line of names with `skip_header`")


def _plain_table(lines, dtype, delimiter, comments, skip_header, usecols,
                 encoding):
    """The table of a text in which nothing is missing; None for any other."""
    single = delimiter is None or isinstance(delimiter, str) and (
        len(delimiter) == 1 and delimiter not in "\r\n")
    if not single or not isinstance(comments, str) or len(comments) != 1 or (
            comments == delimiter or comments.isspace()):
        return None
    if _tnp.dtype(dtype) not in (_tnp.float64, _tnp.float32):
        return None
    if usecols and min(usecols) < 0:  # counted from the end of the first row
        return None
    try:
        return _tnp._read_table(iter(lines), dtype, delimiter, comments, None,
                                skip_header, usecols, -1, None,
                                encoding or "latin1", False)
    except ValueError:
        return None


def _report_invalid(invalid, columns, invalid_raise):
    if not invalid:
        return
    message = "\n".join(
        ["Some errors were detected !"] +
        [f"    Line #{line} (got {found} columns instead of {columns})"
         for line, found in invalid])
    if invalid_raise:
        raise ValueError(message)
    warnings.warn(message, ConversionWarning, stacklevel=3)


def _rows(lines, split, columns, usecols, first_line, max_rows):
    """The cells of each line, and (line, columns) of those that do not fit."""
    rows, invalid = [], []
    for number, line in enumerate(lines, first_line):
        cells = split(line)
        if not cells:
            continue
        if usecols:
            try:
                cells = [cells[i] for i in usecols]
            except IndexError:
                invalid.append((number, len(cells)))
                continue
        elif len(cells) != columns:
            invalid.append((number, len(cells)))
            continue
        rows.append(cells)
        if len(rows) == max_rows:
            break
    return rows, invalid


def _without_footer(rows, invalid, skip_footer, skip_header):
    """Both lists without what is in the last lines."""
    if not skip_footer:
        return rows, invalid
    last = len(rows) + len(invalid) + skip_header - skip_footer
    kept = [item for item in invalid if item[0] <= last]
    skipped = skip_footer - (len(invalid) - len(kept))
    return rows[:len(rows) - skipped] if skipped > 0 else rows, kept


def _set_converters(columns, converters, usecols, first_cells, as_bytes):
    for key, function in converters.items():
        if usecols and not isinstance(key, str) and key not in usecols:
            continue
        column = columns[_position(key, usecols)]
        if function is bytes:
            raise NotImplementedError(
                "genfromtxt(): tnp has no string arrays; use a converter that "
                "gives a number")
        if as_bytes:
            def function(text, function=function):
                return function(text.encode("latin1"))
        column.convert_by(function, first_cells[key] if first_cells else None)


def _converted_dtype(dtype, columns, converters, usecols):
    """The table's type, where converters may give another one."""
    given = {columns[_position(key, usecols)].dtype for key in converters
             if not usecols or key in usecols}
    if given <= {_tnp.dtype(dtype)}:
        return dtype
    return _common_dtype(columns)


def _common_dtype(columns):
    kinds = {column.dtype for column in columns}
    if len(kinds) == 1 and None not in kinds:
        return kinds.pop()
    raise NotImplementedError(
        "genfromtxt(): the columns have several types, and tnp has no "
        "structured arrays; give one dtype")


@contextlib.contextmanager
def _lines_of(fname, encoding):
    """The lines of a path, a file or an iterable, one after another."""
    if isinstance(fname, (str, os.PathLike)):
        with _files._open_text(fname, "r", encoding) as file:
            yield file
        return
    try:
        lines = iter(fname)
    except TypeError as error:
        raise TypeError(
            "fname must be a string, a filehandle, a sequence of strings,\n"
            f"or an iterator of strings. Got {type(fname)} instead.") from error
    yield lines


def genfromtxt(fname, dtype=float, comments="#", delimiter=None, skip_header=0,
               skip_footer=0, converters=None, missing_values=None,
               filling_values=None, usecols=None, names=None, excludelist=None,
               deletechars=None, replace_space="_", autostrip=False,
               case_sensitive=True, defaultfmt="f%i", unpack=None,
               usemask=False, loose=True, invalid_raise=True, max_rows=None,
               encoding=None, *, ndmin=0, like=None):
    """A table of numbers from a file, or from lines, with gaps.

    A cell that is no number is `filling_values`, by default nan, -1 or False;
    with `loose=False` only one of `missing_values` is. `dtype=None` finds out
    one type for all columns. Errors: ValueError for lines with another number
    of columns (a ConversionWarning with `invalid_raise=False`), for
    `skip_footer` with `max_rows`; NotImplementedError for tables of records
    and for masks, which tnp does not have.
    """
    if like is not None:
        raise NotImplementedError("genfromtxt(): `like` is not supported")
    if ndmin not in (0, 1, 2):
        raise ValueError(f"Illegal value of ndmin keyword: {ndmin}")
    if max_rows is not None:
        if skip_footer:
            raise ValueError("The keywords 'skip_footer' and 'max_rows' can not "
                             "be specified at the same time.")
        if max_rows < 1:
            raise ValueError("'max_rows' must be at least 1.")
    if not isinstance(converters or {}, dict):
        raise TypeError("The input argument 'converter' should be a valid "
                        f"dictionary (got '{type(converters)}' instead)")
    _refuse_tables_of_records(dtype, names, usemask)
    as_bytes = encoding == "bytes"
    if as_bytes:
        encoding = None
    usecols = _chosen_columns(usecols)
    is_special = (filling_values is not None or dtype is None or any(
        (converters, missing_values, skip_footer, max_rows)))
    table = None
    with _lines_of(fname, encoding) as lines:
        if not is_special:
            lines = list(lines)
            table = _plain_table(lines, dtype, delimiter, comments, skip_header,
                                 usecols, encoding)
        if table is None or table.size == 0:
            lines = itertools.islice(lines, skip_header, None)
            split = _Splitter(delimiter, comments, autostrip, encoding)
            first = next((line for line in lines if split(line)), None)
            if first is None:
                warnings.warn(f'genfromtxt: Empty input file: "{fname}"',
                              stacklevel=2)
            body = () if first is None else itertools.chain([first], lines)
            table = _table(body, split, split(first or ""), dtype,
                           converters or {}, missing_values, filling_values,
                           usecols, skip_header, skip_footer, max_rows, loose,
                           invalid_raise, as_bytes)
    table = _files._with_ndim(table, ndmin)
    return table.T if unpack else table


def _table(lines, split, first_cells, dtype, converters, missing_values,
           filling_values, usecols, skip_header, skip_footer, max_rows, loose,
           invalid_raise, as_bytes):
    """The general case of genfromtxt: [rows, columns]."""
    if usecols:
        usecols = [i + len(first_cells) if i < 0 else i for i in usecols]
    count = len(usecols or first_cells)
    columns = [_Column(dtype, missing, filling) for missing, filling in zip(
        _missing_lists(missing_values, count, usecols),
        _filling_values(filling_values, count, usecols))]
    _set_converters(columns, converters, usecols, first_cells, as_bytes)
    rows, invalid = _rows(lines, split, count, usecols, skip_header + 1, max_rows)
    rows, invalid = _without_footer(rows, invalid, skip_footer, skip_header)
    _report_invalid(invalid, count, invalid_raise)
    cells = [[row[i] for row in rows] for i in range(count)]
    for column, texts in zip(columns, cells):
        if column.is_open:
            column.widen_to(texts)
    if dtype is None:
        dtype = _common_dtype(columns) if columns else _tnp.float64
    elif converters:
        dtype = _converted_dtype(dtype, columns, converters, usecols)
    if not rows:
        return _tnp.empty((0,), dtype)
    values = [[column.loose(text) if loose else column.strict(text)
               for text in texts] for column, texts in zip(columns, cells)]
    return _tnp.array(list(zip(*values)), dtype)

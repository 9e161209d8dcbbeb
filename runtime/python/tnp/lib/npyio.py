"""`NpzFile`: the arrays of an .npz file by name.

Source: https://numpy.org/doc/stable/reference/generated/numpy.lib.npyio.NpzFile.html
"""

import os as _os
import weakref as _weakref
import zipfile as _zipfile
from collections.abc import Mapping as _Mapping

from tnp.lib import format as _format

__all__ = ["NpzFile"]


class NpzFile(_Mapping):
    """The arrays of an .npz file by name, read when asked for.

    A context manager: leaving it closes the file. What is no .npy file is
    given as bytes. Errors: KeyError for names that are not there, and those of
    tnp.load.
    """

    # For __del__, where the file could not be opened.
    zip = None
    fid = None
    _MAX_REPR_ARRAY_COUNT = 5

    def __init__(self, fid, own_fid=False, allow_pickle=False,
                 pickle_kwargs=None, *,
                 max_header_size=_format._MAX_HEADER_SIZE):
        self.zip = _zipfile.ZipFile(
            fid if hasattr(fid, "read") else _os.fspath(fid))
        members = self.zip.namelist()
        self.files = [name.removesuffix(".npy") for name in members]
        self._members = {**dict(zip(self.files, members)),
                         **{name: name for name in members}}
        self.allow_pickle = allow_pickle
        self.pickle_kwargs = pickle_kwargs
        self.max_header_size = max_header_size
        self.f = _Attributes(self)
        if own_fid:
            self.fid = fid

    def __enter__(self):
        return self

    def __exit__(self, exc_type, exc_value, traceback):
        self.close()

    def close(self):
        """Closes the file."""
        if self.zip is not None:
            self.zip.close()
            self.zip = None
        if self.fid is not None:
            self.fid.close()
            self.fid = None
        self.f = None

    def __del__(self):
        self.close()

    def __iter__(self):
        return iter(self.files)

    def __len__(self):
        return len(self.files)

    def __contains__(self, key):
        return key in self._members

    def __getitem__(self, key):
        if key not in self._members:
            raise KeyError(f"{key} is not a file in the archive")
        with self.zip.open(self._members[key]) as member:
            start = member.read(len(_format.MAGIC_PREFIX))
            member.seek(0)
            if start != _format.MAGIC_PREFIX:
                return member.read()
            return _format.read_array(
                member, allow_pickle=self.allow_pickle,
                pickle_kwargs=self.pickle_kwargs,
                max_header_size=self.max_header_size)

    def __repr__(self):
        name = (self.fid if isinstance(self.fid, str)
                else getattr(self.fid, "name", "object"))
        names = ", ".join(self.files[:self._MAX_REPR_ARRAY_COUNT])
        if len(self.files) > self._MAX_REPR_ARRAY_COUNT:
            names += "..."
        return f"NpzFile {name!r} with keys: {names}"


class _Attributes:
    """The arrays of an .npz file as attributes."""

    def __init__(self, archive):
        # Not a cycle, so that the file is closed when nobody has it any more.
        self._archive = _weakref.proxy(archive)

    def __getattr__(self, name):
        try:
            return self._archive[name]
        except KeyError:
            raise AttributeError(name) from None

    def __dir__(self):
        return list(self._archive.files)

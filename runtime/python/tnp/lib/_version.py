"""`NumpyVersion`: versions in NumPy's manner, in their order.

Source: https://numpy.org/doc/stable/reference/generated/numpy.lib.NumpyVersion.html
"""

import functools
import re

_FORM = re.compile(r"(\d+)\.(\d+)\.(\d+)((?:a|b|rc)\d)?")


@functools.total_ordering
class NumpyVersion:
    """A version such as "1.8.0", "1.9.0rc1" or "1.9.0.dev0+f16acvda".

    Compares with another one or with its text: a development version comes
    before the pre-release that it leads to, and that before the release.
    Errors: ValueError for texts that do not begin with three numbers.
    Example: NumpyVersion("1.9.0b2") < "1.9.0".
    """

    def __init__(self, vstring):
        match = _FORM.match(vstring)
        if match is None:
            raise ValueError("Not a valid numpy version string")
        self.vstring = vstring
        *numbers, stage = match.groups()
        self.version = ".".join(numbers)
        self.major, self.minor, self.bugfix = map(int, numbers)
        is_release = match.end() == len(vstring) and stage is None
        self.pre_release = "final" if is_release else stage or ""
        self.is_devversion = re.search(".dev", vstring) is not None

    def _key(self):
        # "final" is after "a1", "b1" and "rc1" only by this.
        is_final = self.pre_release == "final"
        return (self.major, self.minor, self.bugfix, is_final, self.pre_release,
                not self.is_devversion)

    def _key_of(self, other):
        if isinstance(other, str):
            other = NumpyVersion(other)
        elif not isinstance(other, NumpyVersion):
            raise ValueError("Invalid object to compare with NumpyVersion.")
        return other._key()

    def __eq__(self, other):
        return self._key() == self._key_of(other)

    def __lt__(self, other):
        return self._key() < self._key_of(other)

    __hash__ = None

    def __repr__(self):
        return f"NumpyVersion({self.vstring})"


NumpyVersion.__module__ = "tnp.lib"

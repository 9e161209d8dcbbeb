"""Context managers that switch the recording of gradients."""

import functools

from tnp._tnp import _set_grad_enabled


class _GradMode:
    """Sets the mode on entry and gives the old one back on exit.

    Also a decorator: the function then runs in that mode. The mode belongs to
    the thread and is the one of torch.no_grad() and torch.enable_grad().
    """

    _enabled = True

    def __enter__(self):
        self._before = _set_grad_enabled(self._enabled)
        return self

    def __exit__(self, *error):
        _set_grad_enabled(self._before)

    def __call__(self, function):
        @functools.wraps(function)
        def in_mode(*args, **keywords):
            with type(self)():
                return function(*args, **keywords)

        return in_mode


class _no_grad(_GradMode):
    """Operations record nothing inside.

    Example: with tnp._no_grad(): weights -= 0.1 * weights._grad
    """

    _enabled = False


class _enable_grad(_GradMode):
    """Operations record gradients inside, also within `_no_grad`.

    Example: with tnp._enable_grad(): loss = (x ** 2).sum()
    """

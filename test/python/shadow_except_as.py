# RUN: %check_tnp %s
#
# The name of an exception hides the module in all of the function; the type of
# the exception is a use.
import numpy as np
# CHECK: {{^}}import tnp{{$}}


def handled(x):
    try:
        return np.sum(x, axis=0)
        # CHECK: return np.sum(x, axis=0)
    except ValueError as np:
    # CHECK: except ValueError as np:
        return np.args
        # CHECK: return np.args


def not_hidden(x):
    try:
        return np.sum(x, axis=0)
        # CHECK: return tnp.sum(x, dim=0)
    except np.linalg.LinAlgError as error:
    # CHECK: except tnp.linalg.LinAlgError as error:
        return np.sum(error.args, axis=0)
        # CHECK: return tnp.sum(error.args, dim=0)

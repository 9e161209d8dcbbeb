# RUN: %check_tnp %s
#
# The imports keep their order.
import abc
import numpy as np
# CHECK: {{^}}import tnp{{$}}
import os

from numpy.linalg import norm
# CHECK: {{^}}from tnp.linalg import norm{{$}}
from os import path

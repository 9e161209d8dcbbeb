# RUN: %check_run %s %tnp_translate %t
#
# A byte-order mark stays, before an import on the first line too.
import sys

from translate_case import Case

case = Case(sys.argv)
case.translate(b"\xef\xbb\xbfimport numpy as np\nx = np.sum(y, axis=0)\n",
               b"\xef\xbb\xbfimport tnp\nx = tnp.sum(y, dim=0)\n")
case.translate(b"\xef\xbb\xbf# coding: utf-8\nfrom numpy import pi, e\nx = pi\n",
               b"\xef\xbb\xbf# coding: utf-8\nfrom tnp import pi, e\nx = pi\n")

# RUN: %check_run %s %tnp_translate %t
#
# An encoding in which ASCII stays ASCII is edited byte by byte.
import sys

from translate_case import Case

case = Case(sys.argv)
for comment in (b"# -*- coding: latin-1 -*-", b"\n#coding=euc_jp",
                b"#!python\n# vim: fileencoding=cp1252 :", b"# encoding: KOI8-R"):
    case.translate(comment + b"\nimport numpy as np\nx = '\xe9\xa4', np.pi\n",
                   comment + b"\nimport tnp\nx = '\xe9\xa4', tnp.pi\n")

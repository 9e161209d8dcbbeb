# RUN: %check_tnp --exit 2 %s
#
# A file that Python cannot read gives exit code 2, the line, and no text.
import numpy as np

x = np.ones(3)
x = = np.sum(x, axis=0)
# DIAG: syntax_error.py:[[@LINE-1]]:{{[0-9]+}}: error: {{.+}}

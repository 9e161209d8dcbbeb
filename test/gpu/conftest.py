"""Arrays that torch's operators compute, against tnp's own loops on the CPU.

With a GPU the arrays are on it. Without one they stay in main memory, marked as
if they were elsewhere (`_indirect`), so that the same operators of torch serve
them: everything but the GPU's kernels is tested on any machine. What only a GPU
can show has the marker `cuda`. TNP_REQUIRE_CUDA=1 makes a missing GPU an error.
"""

import os

import pytest
import torch

import placed

HAS_CUDA = torch.cuda.is_available()


def pytest_configure(config):
    config.addinivalue_line("markers", "cuda: needs a GPU")
    if os.environ.get("TNP_REQUIRE_CUDA") and not HAS_CUDA:
        raise pytest.UsageError("TNP_REQUIRE_CUDA is set, and torch sees no GPU")


def pytest_collection_modifyitems(items):
    for item in items:
        if "cuda" in item.keywords and not HAS_CUDA:
            item.add_marker(pytest.mark.skip(reason="there is no GPU"))


@pytest.fixture(autouse=True)
def torch_computes():
    """Without a GPU, results stay with torch's operators, as on one."""
    with placed.torch_computes():
        yield

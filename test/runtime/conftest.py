"""The same hypothesis examples in every run, so that a result can be repeated.

`pytest --hypothesis-profile=search` looks for new ones, `search-100k` among
100,000 of each test.
"""

from hypothesis import settings

settings.register_profile("repeatable", derandomize=True, deadline=None)
settings.register_profile("search", deadline=None, print_blob=True)
settings.register_profile("search-100k", deadline=None, print_blob=True,
                          max_examples=100_000)
settings.load_profile("repeatable")

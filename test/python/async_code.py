# RUN: %check_tnp %s
#
# Calls in `async` functions, loops, comprehensions and `await`.
import numpy as np
# CHECK: {{^}}import tnp{{$}}


async def work(x):
    a = await run(np.sum, x, axis=np.sum(x, axis=0))
    # CHECK: a = await run(tnp.sum, x, axis=tnp.sum(x, dim=0))
    async with lock(np.pi) as np_lock:
    # CHECK: async with lock(tnp.pi) as np_lock:
        async for row in rows(np.ones(shape=3)):
        # CHECK: async for row in rows(tnp.ones(size=3)):
            yield np.sum(row, axis=0)
            # CHECK: yield tnp.sum(row, dim=0)
    b = [np.sum(y, axis=0) async for y in x if await np.sum(y, axis=0)]
    # CHECK: b = [tnp.sum(y, dim=0) async for y in x if await tnp.sum(y, dim=0)]

"""One thread for linear algebra: small matrices are slower with two."""

from functools import cache
from typing import Any

from threadpoolctl import ThreadpoolController


def one_thread() -> Any:
    """Return a context in which BLAS uses one thread."""
    return _libraries().limit(limits=1)


@cache
def _libraries() -> ThreadpoolController:
    # looking for the libraries each time takes as long as a small refit
    return ThreadpoolController().select(user_api="blas")

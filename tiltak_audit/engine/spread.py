"""Weights that no two of are alike, the same in every run.

The generators of numpy would do as well, but take longer to load than what they are asked for here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from tiltak_audit.engine.solver import Floats

# Its multiples lie as far apart as multiples can, once whole numbers are taken off (Weyl).
_GOLDEN = 0.6180339887498949


def spread(count: int, turn: int) -> Floats:
    """Give weights of at least 1/2 and less than 3/2; another ``turn`` gives others."""
    places = np.arange(1, count + 1, dtype=np.float64) + turn * count
    return 0.5 + places * _GOLDEN % 1

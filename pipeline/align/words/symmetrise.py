"""From the posteriors of both directions to links: what both support, grown along the diagonal.

Thresholding the agreement is Liang, Taskar and Klein 2006; growing is Koehn, Och and Marcu 2003 (grow-diag), best
link first, so that the result does not depend on how the search runs over the matrix.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Link = tuple[int, int]
_NEIGHBOURS = ((-1, 0), (1, 0), (0, -1), (0, 1), (-1, -1), (-1, 1), (1, -1), (1, 1))


def symmetrise(forward: NDArray[np.float64], backward: NDArray[np.float64], least: float, grow: float) -> set[Link]:
    """Return the links of two posterior matrices (n, m), source by target.

    Args:
        least: least geometric mean of the two posteriors of a link.
        grow: least posterior, in one direction, of a link beside another one that gives a word its first link.
    """
    links = _where(np.sqrt(forward * backward), least)
    best = np.maximum(forward, backward)
    candidates = sorted(_where(best, grow) - links, key=lambda link: (-best[link], link))
    rows, columns = {i for i, _ in links}, {j for _, j in links}
    added = True
    while added:
        added = False
        for i, j in candidates:
            free = i not in rows or j not in columns
            if free and (i, j) not in links and any((i + a, j + b) in links for a, b in _NEIGHBOURS):
                links.add((i, j))
                rows.add(i)
                columns.add(j)
                added = True
    return links


def _where(scores: NDArray[np.float64], least: float) -> set[Link]:
    return {(int(i), int(j)) for i, j in zip(*np.nonzero(scores >= least), strict=True)}

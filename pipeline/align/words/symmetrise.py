"""From a matrix of word-to-word scores to links: both directions, their intersection grown along the diagonal.

After Koehn, Och and Marcu 2003, "Statistical Phrase-Based Translation" (grow-diag), with the scores deciding the
order, so that the result does not depend on how the search runs over the matrix.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Link = tuple[int, int]
_NEIGHBOURS = ((-1, 0), (1, 0), (0, -1), (0, 1), (-1, -1), (-1, 1), (1, -1), (1, 1))


def symmetrise(scores: NDArray[np.float64], least: float, grow: float, final: float) -> set[Link]:
    """Return the links of a score matrix.

    Args:
        scores: (n, m), source by target, higher is better.
        least: score below which nothing is linked.
        grow: least score of a link beside an existing one that is best in one direction.
        final: least score of a link, best in one direction, whose source or target word would else have none.
    """
    if not scores.size:
        return set()
    forward = {(i, int(j)) for i, j in enumerate(scores.argmax(1))}
    backward = {(int(i), j) for j, i in enumerate(scores.argmax(0))}
    links = {link for link in forward & backward if scores[link] >= least}
    rows, columns = {i for i, _ in links}, {j for _, j in links}
    either = sorted(forward | backward, key=lambda link: (-scores[link], link))
    either = [link for link in either if link not in links]
    _grow(links, rows, columns, [link for link in either if scores[link] >= grow])
    for i, j in either:
        if scores[i, j] >= final and (i not in rows or j not in columns):
            links.add((i, j))
            rows.add(i)
            columns.add(j)
    return links


def _grow(links: set[Link], rows: set[int], columns: set[int], candidates: list[Link]) -> None:
    """Add candidates that touch a link and give a word its first one, best first, until none is left."""
    added = True
    while added:
        added = False
        for i, j in candidates:
            if (i, j) in links or (i in rows and j in columns):
                continue
            if any((i + a, j + b) in links for a, b in _NEIGHBOURS):
                links.add((i, j))
                rows.add(i)
                columns.add(j)
                added = True

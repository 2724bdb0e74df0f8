"""What fitting a model by maximum likelihood shares: the search, its failures in words, and what is already known."""

import hashlib
from collections.abc import Callable, Sequence

import numpy as np

# One fit is a few numbers. A page asks for two of each model; other filters and days ask for others.
REMEMBERED = 200
# A slope of the mean log-likelihood that is level: the parameters are then exact to some six digits.
LEVEL = 1e-7
_known: dict[bytes, object] = {}

# parameters -> (value, gradient)
Function = Callable[[np.ndarray], tuple[float, np.ndarray]]


class NoFit(ValueError):
    """The data do not carry the model; the message is a sentence for the reader."""


def maximise(of: Function, starts: Sequence[Sequence[float]], lowest: float, highest: float) -> np.ndarray:
    """The parameters, each from lowest to highest, at which a function is greatest.

    The search runs over logarithms. The next start is tried only when one before it has not settled.

    Raises:
        NoFit: from none of the starts does the search settle.
    """
    from scipy.optimize import minimize  # on first use: it takes a while to import

    bounds = [(np.log(lowest), np.log(highest))] * len(starts[0])
    options = {"maxiter": 500, "maxcor": 20, "ftol": 1e-13, "gtol": LEVEL}
    downhill = _downhill(of)
    for start in starts:
        found = minimize(downhill, np.log(start), jac=True, method="L-BFGS-B", bounds=bounds, options=options)
        # Where it can no longer tell two values apart the search calls itself failed, though nothing is left to find.
        if np.isfinite(found.fun) and (found.success or _is_level(found, bounds)):
            return np.exp(found.x)
    raise NoFit("The model found no parameters that suit these customers best.")


def refined(of: Function, rough: Function, near: np.ndarray, lowest: float, highest: float) -> np.ndarray | None:
    """The same from parameters that lie near, in few looks at a dear function: Newton's steps with the curvature of a
    rough one that is much alike. None where they lead nowhere, as they do at a bound."""
    exact, cheap = _downhill(of), _downhill(rough)
    at, step = np.log(near), 1e-4
    slopes = [(cheap(at + side)[1] - cheap(at - side)[1]) / (2 * step) for side in np.eye(len(at)) * step]
    curvature = (np.array(slopes) + np.array(slopes).T) / 2
    if not np.linalg.eigvalsh(curvature).min() > 1e-6:
        return None
    for _ in range(8):
        slope = exact(at)[1]
        if np.abs(slope).max() < LEVEL:
            return np.exp(at)
        at = at - np.linalg.solve(curvature, slope)
        if not ((at > np.log(lowest)) & (at < np.log(highest))).all():
            return None
    return None


def _downhill(of: Function) -> Function:
    """Its negative over the logarithms of the parameters."""

    def negative(logs: np.ndarray) -> tuple[float, np.ndarray]:
        parameters = np.exp(logs)
        value, gradient = of(parameters)
        return -value, -gradient * parameters

    return negative


def _is_level(found, bounds) -> bool:
    """Whether no parameter wants to go on, those at a bound aside."""
    low, high = np.array(bounds).T
    inwards = np.where(found.x <= low + 1e-9, np.minimum(found.jac, 0), found.jac)
    inwards = np.where(found.x >= high - 1e-9, np.maximum(inwards, 0), inwards)
    return bool(np.abs(inwards).max() < 1e-4)


def remembered(name: str, arrays: Sequence[np.ndarray], fit: Callable[[], object]) -> object:
    """fit(), or what it gave for the same numbers before: a page asks for one fit in several ways.

    A failure is found anew each time.
    """
    digest = hashlib.blake2b(name.encode())
    for array in arrays:
        digest.update(np.ascontiguousarray(array).data)
    key = digest.digest()
    if key not in _known:
        answer = fit()
        while len(_known) >= REMEMBERED:
            _known.pop(next(iter(_known)), None)
        _known[key] = answer
    return _known[key]

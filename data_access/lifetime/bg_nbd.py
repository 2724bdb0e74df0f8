"""BG/NBD: when customers buy again, and whether they still do (Fader, Hardie and Lee, Marketing Science 24, 2005).

While active, a customer buys at random at their own rate; after each purchase they stop for good with their own
probability. Rates differ between customers as a gamma distribution (r, alpha), probabilities as a beta (a, b). Of each
customer three numbers suffice: frequency, the purchases after the first; recency, the time from the first purchase to
the last; age, the time from the first purchase to the day of observation. All times are in one unit, which is alpha's.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from data_access.lifetime.fitting import Function, NoFit, maximise, refined, remembered

# Beyond these nothing changes any more: nobody ever stops, or everybody buys or stops at one rate. The hypergeometric
# function of scipy is exact to nine digits within them, and fails from about ten times as much on.
_LOWEST, _HIGHEST = 1e-3, 100.0
# At a = 1 and at a + b = 1 exactly the expectation's formula is 0 / 0, though the expectation is not.
_APART = 1e-6
_MOST_DAYS = 100_000
_FEW = 20_000  # different customers that the search takes no time over
_STARTS = ((0.5, 0.25, 1, 2), (1, 1, 1, 1), (0.1, 0.05, 0.5, 5))  # r, alpha in typical ages, a, b


@dataclass(frozen=True)
class BgNbd:
    """The four parameters. Every method takes arrays of one length, one entry a customer, and gives such an array."""

    r: float
    alpha: float
    a: float
    b: float

    def chance_active(self, frequency: np.ndarray, recency: np.ndarray, age: np.ndarray) -> np.ndarray:
        """The probability that a customer still buys. It is 1 for whoever bought once: in this model customers stop
        after a repeat purchase only."""
        from scipy.special import expit

        return expit(-self._odds(frequency, recency, age))

    def _odds(self, frequency, recency, age) -> np.ndarray:
        """The logarithm of the odds that a customer has stopped; minus infinity without a repeat purchase."""
        again = np.maximum(frequency, 1)
        odds = np.log(self.a / (self.b + again - 1)) + (self.r + frequency) * np.log(
            (self.alpha + age) / (self.alpha + recency)
        )
        return np.where(frequency > 0, odds, -np.inf)

    def expected_purchases(self, frequency, recency, age, horizon: float) -> np.ndarray:
        """How often a customer is expected to buy in the next `horizon`."""
        return self.chance_active(frequency, recency, age) * self.expected_if_active(frequency, age, horizon)

    def expected_if_active(self, frequency, age, horizon: float) -> np.ndarray:
        """The same of a customer who is active now."""
        x, t, place = _pairs(frequency, age)
        return self._if_active(x, t, horizon)[place]

    def expected_of_all(self, frequency, recency, age, horizons: Sequence[float]) -> np.ndarray:
        """How often all customers together are expected to buy, for each of the horizons."""
        x, t, place = _pairs(frequency, age)
        active = np.bincount(place, self.chance_active(frequency, recency, age), len(x))
        return np.array([active @ self._if_active(x, t, horizon) for horizon in horizons])

    def _if_active(self, x: np.ndarray, t: np.ndarray, horizon: float) -> np.ndarray:
        """The numerator of the paper's E(Y(t) | x, t_x, T), of frequency x and age t.

        Euler's transformation of its hypergeometric function leaves small parameters, so that nothing overflows for
        customers with hundreds of purchases.
        """
        from scipy.special import hyp2f1

        r, alpha, a, b = self.r, self.alpha, self.a, self.b
        if abs(a - 1) < _APART:
            a = 1 + _APART
        if abs(a + b - 1) < _APART:
            b = 1 - a + _APART
        left = (alpha + t) / (alpha + t + horizon)
        series = hyp2f1(a + b - 1 - r, a - 1, a + b + x - 1, 1 - left)
        return (a + b + x - 1) / (a - 1) * (1 - left ** (a - 1) * series)

    def purchase_if_active(self, frequency, age, horizon: float) -> np.ndarray:
        """The probability that a customer who is active now buys at least once in the next `horizon`."""
        return 1 - ((self.alpha + age) / (self.alpha + age + horizon)) ** (self.r + frequency)

    def expected_of_new(self, horizon: float) -> float:
        """How often a new customer is expected to buy again in their first `horizon`."""
        zero = np.zeros(1)
        return float(self._if_active(zero, zero, horizon)[0])


def _pairs(frequency: np.ndarray, age: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """The frequencies and ages of the few pairs of them that customers share, and each customer's place among these:
    the hypergeometric function is dear."""
    ages, at_age = _distinct(age)
    pairs, place = np.unique(np.asarray(frequency, dtype=np.int64) * len(ages) + at_age, return_inverse=True)
    return (pairs // len(ages)).astype(float), ages[pairs % len(ages)], place


def _distinct(times: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The distinct times, and each one's place among them. Whole days need no sorting."""
    times = np.asarray(times, dtype=float)
    whole = times.astype(np.int64)
    if (whole == times).all() and whole.max(initial=0) < _MOST_DAYS:
        return np.arange(whole.max(initial=0) + 1, dtype=float), whole
    return np.unique(times, return_inverse=True)


def fit(frequency, recency, age, customers=None) -> BgNbd:
    """The parameters that make what the customers did likeliest.

    customers: how many customers each entry stands for; one without.

    Raises:
        NoFit: the data do not carry the model, with the reason in a sentence.
    """
    counted = _Counted.of(frequency, recency, age, customers)
    return remembered("bg_nbd", counted.arrays, lambda: _fit(counted))


def log_likelihood(parameters, frequency, recency, age, customers=None) -> tuple[float, np.ndarray]:
    """Of all customers together at (r, alpha, a, b), and its gradient."""
    return _Counted.of(frequency, recency, age, customers).log_likelihood(np.asarray(parameters, dtype=float))


def _fit(counted: "_Counted") -> BgNbd:
    typical_age = max(float(counted.age_of_all / counted.total), 1e-9)
    exact, found = counted.mean_log_likelihood(typical_age), None
    if len(counted.x) > _FEW:
        # With times rounded, many customers are alike; what suits these is nearly what suits all.
        rough = counted.rounded().mean_log_likelihood(typical_age)
        near = maximise(rough, _STARTS, _LOWEST, _HIGHEST)
        found = refined(exact, rough, near, _LOWEST, _HIGHEST)
    if found is None:
        found = maximise(exact, _STARTS, _LOWEST, _HIGHEST)
    r, alpha, a, b = map(float, found)
    return BgNbd(r, alpha * typical_age, a, b)


@dataclass(frozen=True)
class _Counted:
    """Customers who are alike counted together, and the few distinct times, which all logarithms are taken of.

    Of each entry: x, the frequency; recency and age as places in `days`; customers, how many there are. Sorted, so that
    the same customers in another order make the same arrays.
    """

    x: np.ndarray
    recency: np.ndarray
    age: np.ndarray
    customers: np.ndarray
    days: np.ndarray

    @classmethod
    def of(cls, frequency, recency, age, customers=None) -> "_Counted":
        x, tx, t = (np.asarray(each, dtype=float) for each in (frequency, recency, age))
        n = np.ones(len(x)) if customers is None else np.asarray(customers, dtype=float)
        _check(x, tx, t, n)
        days, places = _distinct(np.concatenate([tx, t]))
        key = (x.astype(np.int64) * len(days) + places[: len(x)]) * len(days) + places[len(x) :]
        if customers is None:
            key, n = np.unique(key, return_counts=True)
        else:
            key, entry = np.unique(key, return_inverse=True)
            n = np.bincount(entry, n)
        of_times, recency_and_age = len(days) ** 2, key % len(days) ** 2
        places = recency_and_age // len(days), recency_and_age % len(days)
        return cls((key // of_times).astype(float), *places, n.astype(float), days)

    @property
    def arrays(self) -> tuple[np.ndarray, ...]:
        return self.x, self.recency, self.age, self.customers, self.days

    @property
    def total(self) -> float:
        return float(self.customers.sum())

    @property
    def age_of_all(self) -> float:
        return float(self.customers @ self.days[self.age])

    def rounded(self) -> "_Counted":
        """The same customers with their times rounded to a fiftieth of the longest."""
        step = self.days[-1] / 50
        times = (np.round(self.days[place] / step) * step for place in (self.recency, self.age))
        return self.of(self.x, *times, self.customers)

    def mean_log_likelihood(self, typical_age: float) -> Function:
        """Of one customer, over parameters with alpha in typical ages: its bounds then mean the same for any unit."""
        scale = np.array([1, typical_age, 1, 1])

        def mean(parameters: np.ndarray) -> tuple[float, np.ndarray]:
            value, gradient = self.log_likelihood(parameters * scale)
            return value / self.total, gradient * scale / self.total

        return mean

    def log_likelihood(self, parameters: np.ndarray) -> tuple[float, np.ndarray]:
        """The paper's likelihood, its sum of two terms taken as one and a ratio, so that neither underflows."""
        from scipy.special import digamma, gammaln

        r, alpha, a, b = parameters
        n = self.customers
        # What depends on the frequency alone: one entry for each that occurs.
        x, entry = np.unique(self.x, return_inverse=True)
        at = np.bincount(entry, n)
        value = at @ (
            gammaln(r + x) - gammaln(r) + r * np.log(alpha)
            + gammaln(a + b) - gammaln(a + b + x) + gammaln(b + x) - gammaln(b)
        )  # fmt: skip
        by_r = at @ (digamma(r + x) - digamma(r) + np.log(alpha))
        by_alpha = self.total * r / alpha
        by_a = at @ (digamma(a + b) - digamma(a + b + x))
        by_b = by_a + at @ (digamma(b + x) - digamma(b))
        # And what depends on the times. Only who bought again may have stopped.
        log, inverse = np.log(alpha + self.days), 1 / (alpha + self.days)
        shape, once = r + self.x, int(np.searchsorted(self.x, 1))
        again, at_age, at_recency = slice(once, None), self.age[once:], self.recency[once:]
        prior = (np.log(a) - np.log(b + np.maximum(x, 1) - 1))[entry[again]]
        silence = log[at_age] - log[at_recency]
        odds = prior + shape[again] * silence
        small = np.exp(-np.abs(odds))
        stopped = np.where(odds > 0, 1.0, small) / (1 + small)
        value += n[again] @ (np.maximum(odds, 0) + np.log1p(small))
        weight = n[again] * stopped
        by_r += weight @ silence
        by_alpha += (weight * shape[again]) @ (inverse[at_age] - inverse[at_recency])
        by_a += weight.sum() / a
        by_b -= np.bincount(entry[again], weight, len(x))[x > 0] @ (1 / (b + x[x > 0] - 1))
        # Nearly all ages are shared by many.
        of_age = np.bincount(self.age, n, len(self.days)), np.bincount(self.age, n * shape, len(self.days))
        value -= of_age[1] @ log
        by_r -= of_age[0] @ log
        by_alpha -= of_age[1] @ inverse
        return float(value), np.array([by_r, by_alpha, by_a, by_b])


def _check(x: np.ndarray, recency: np.ndarray, age: np.ndarray, customers: np.ndarray) -> None:
    if not all(len(each) == len(x) for each in (recency, age, customers)):
        raise ValueError("Frequency, recency, age and customers are of one length.")
    if not customers.sum() > 0:
        raise NoFit("There are no customers.")
    if not (np.isfinite(age).all() and (x >= 0).all() and (recency >= 0).all() and (recency <= age).all()):
        raise NoFit("A customer's last purchase lies before the first, or after the day of observation.")
    if not (age > 0).any():
        raise NoFit("Every customer bought for the first time on the last day, so nothing can have followed.")
    if not (customers[x > 0] > 0).any():
        raise NoFit("No customer has bought twice, so nothing is known of how often they do.")

"""Gamma-Gamma: how much customers spend on a purchase (Fader and Hardie, "The Gamma-Gamma Model of Monetary Value",
2013).

A customer's amounts scatter around their own mean as a gamma distribution of shape p; the means differ between
customers as an inverse gamma distribution (q, gamma). How often a customer buys is taken to say nothing of how much.
"""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from data_access.lifetime.fitting import NoFit, maximise, remembered

# Beyond these nothing changes any more: every purchase of a customer brings the same, or all customers' do.
_LOWEST, _HIGHEST = 1e-3, 1e4


@dataclass(frozen=True)
class GammaGamma:
    """The three parameters; gamma is in the unit of the amounts. q is above 1: else amounts would have no mean."""

    p: float
    q: float
    gamma: float

    @property
    def mean(self) -> float:
        """What a purchase of a customer of whom nothing is known is expected to bring."""
        return self.p * self.gamma / (self.q - 1)

    def expected_amount(self, purchases: np.ndarray, spent: np.ndarray) -> np.ndarray:
        """What each further purchase of a customer is expected to bring, given what they spent on how many: between
        their own mean and everybody's, nearer to their own the more they bought."""
        return self.p * (self.gamma + spent) / (self.p * purchases + self.q - 1)


def fit(purchases, spent, customers=None) -> GammaGamma:
    """The parameters that make the mean amounts of customers likeliest.

    purchases: how many, at least 1. spent: on all of them together, above 0. customers: how many customers each entry
    stands for; one without.

    Raises:
        NoFit: the data do not carry the model, with the reason in a sentence.
    """
    counted = _Counted.of(purchases, spent, customers)
    return remembered("gamma_gamma", counted.arrays, lambda: _fit(counted))


def log_likelihood(parameters, purchases, spent, customers=None) -> tuple[float, np.ndarray]:
    """Of all customers together at (p, q, gamma), and its gradient."""
    return _Counted.of(purchases, spent, customers).log_likelihood(np.asarray(parameters, dtype=float))


def _fit(counted: "_Counted") -> GammaGamma:
    total, scale = counted.at.sum(), counted.customers @ counted.spent / (counted.at @ counted.numbers)

    def per_customer(found: np.ndarray) -> tuple[float, np.ndarray]:
        """Over p, q - 1, and gamma in units of the mean amount, which any currency can start from alike."""
        p, q_above_one, gamma = found
        value, gradient = counted.log_likelihood(np.array([p, 1 + q_above_one, gamma * scale]))
        return value / total, gradient * np.array([1, 1, scale]) / total

    p, q_above_one, gamma = maximise(per_customer, [(2, 2, 1), (10, 1, 0.1), (0.5, 5, 5)], _LOWEST, _HIGHEST)
    return GammaGamma(float(p), 1 + float(q_above_one), float(gamma * scale))


@dataclass(frozen=True)
class _Counted:
    """Customers who are alike counted together, in order; and the few numbers of purchases, with the customers at each.

    entry: the place of each one's purchases among `numbers`.
    """

    spent: np.ndarray
    customers: np.ndarray
    entry: np.ndarray
    numbers: np.ndarray
    at: np.ndarray

    @classmethod
    def of(cls, purchases, spent, customers=None) -> "_Counted":
        x, s = (np.asarray(each, dtype=float) for each in (purchases, spent))
        n = np.ones(len(x)) if customers is None else np.asarray(customers, dtype=float)
        if not n.sum() > 0:
            raise NoFit("No customer has bought twice, so nothing is known of what repeat purchases bring.")
        if not ((x >= 1).all() and np.isfinite(s).all() and (s > 0).all()):
            raise NoFit("The amounts of some customers' purchases are not above zero.")
        order = np.lexsort((s, x))
        x, s, n = x[order], s[order], n[order]
        is_new = np.append(True, (np.diff(x) != 0) | (np.diff(s) != 0))
        n = np.add.reduceat(n, np.flatnonzero(is_new))
        numbers, entry = np.unique(x[is_new], return_inverse=True)
        return cls(s[is_new], n, entry, numbers, np.bincount(entry, n))

    @property
    def arrays(self) -> tuple[np.ndarray, ...]:
        return self.spent, self.customers, self.entry, self.numbers

    @cached_property
    def logs(self) -> tuple[float, float, float]:
        """Of all customers, added up: the logarithm of what they spent, that times their purchases, and the logarithm
        of their purchases."""
        of_spent = self.customers * np.log(self.spent)
        return of_spent.sum(), of_spent @ self.numbers[self.entry], self.at @ np.log(self.numbers)

    def log_likelihood(self, parameters: np.ndarray) -> tuple[float, np.ndarray]:
        from scipy.special import digamma, gammaln

        p, q, gamma = parameters
        x, at, total = self.numbers, self.at, self.at.sum()
        of_spent, of_spent_by_purchases, of_purchases = self.logs
        weight = self.customers * np.log(gamma + self.spent)
        of_sum = weight.sum()
        of_sum_by_purchases = np.bincount(self.entry, weight, len(x)) @ x
        inverse = np.bincount(self.entry, self.customers / (gamma + self.spent), len(x))
        value = at @ (gammaln(p * x + q) - gammaln(p * x)) + total * (q * np.log(gamma) - gammaln(q))
        value += p * of_spent_by_purchases - of_spent + of_purchases - p * of_sum_by_purchases - q * of_sum
        by_p = at @ (x * (digamma(p * x + q) - digamma(p * x))) + of_spent_by_purchases - of_sum_by_purchases
        by_q = at @ digamma(p * x + q) + total * (np.log(gamma) - digamma(q)) - of_sum
        by_gamma = total * q / gamma - (p * x + q) @ inverse
        return float(value), np.array([by_p, by_q, by_gamma])

"""Gamma-Gamma against its formula written out, and against customers drawn from it."""

from math import lgamma, log

import numpy as np
import pytest

from data_access.lifetime import gamma_gamma
from data_access.lifetime.fitting import NoFit
from data_access.lifetime.gamma_gamma import GammaGamma

TRUE = (6.0, 4.0, 15.0)
PARAMETERS = [TRUE, (0.8, 1.5, 200.0), (30.0, 12.0, 0.7)]


def draw(seed, customers):
    """Purchases and what was spent on them: each amount around the customer's own mean."""
    chance = np.random.default_rng(seed)
    p, q, gamma = TRUE
    purchases = chance.geometric(0.4, customers)
    scale = 1 / chance.gamma(q, 1 / gamma, customers)
    return purchases, chance.gamma(p * purchases, scale)


@pytest.mark.parametrize("parameters", PARAMETERS)
def test_likelihood_is_that_of_the_paper_customer_by_customer(parameters):
    p, q, gamma = parameters
    purchases, spent = draw(1, 200)
    plain = 0.0
    for x, z in zip(purchases, spent / purchases, strict=True):
        plain += lgamma(p * x + q) - lgamma(p * x) - lgamma(q) + q * log(gamma) + (p * x - 1) * log(z)
        plain += p * x * log(x) - (p * x + q) * log(gamma + x * z)
    assert gamma_gamma.log_likelihood(parameters, purchases, spent)[0] == pytest.approx(plain, rel=1e-12)


@pytest.mark.parametrize("parameters", PARAMETERS)
def test_gradient_is_the_slope_of_the_likelihood(parameters):
    known = draw(2, 200)
    _, gradient = gamma_gamma.log_likelihood(parameters, *known)
    for place, value in enumerate(parameters):
        step = 1e-6 * value
        up, down = ([*parameters[:place], value + side, *parameters[place + 1 :]] for side in (step, -step))
        slope = (gamma_gamma.log_likelihood(up, *known)[0] - gamma_gamma.log_likelihood(down, *known)[0]) / (2 * step)
        assert gradient[place] == pytest.approx(slope, rel=1e-5, abs=1e-3)


def test_customers_counted_together_are_the_same_as_one_by_one():
    purchases, spent = [1, 1, 2, 2, 2], [10.0, 10.0, 24.0, 24.0, 31.0]
    together = gamma_gamma.log_likelihood(TRUE, [2, 1, 2], [31.0, 10.0, 24.0], [1, 2, 2])
    assert together[0] == pytest.approx(gamma_gamma.log_likelihood(TRUE, purchases, spent)[0])


def test_parameters_that_drew_the_customers_are_found_again():
    found = gamma_gamma.fit(*draw(3, 30_000))
    assert (found.p, found.q, found.gamma) == pytest.approx(TRUE, rel=0.1)
    assert found.mean == pytest.approx(6 * 15 / 3, rel=0.02)


def test_expected_amount_moves_from_everybodys_mean_to_the_customers_own():
    model = GammaGamma(*TRUE)
    purchases = np.array([0, 1, 10, 10_000])
    expected = model.expected_amount(purchases, purchases * 80.0)
    assert expected[0] == model.mean == 30
    assert expected[0] < expected[1] < expected[2] < expected[3] == pytest.approx(80, rel=1e-3)


def test_a_shop_where_everything_costs_the_same_expects_that():
    model = gamma_gamma.fit([1, 2, 3, 4], [10.0, 20.0, 30.0, 40.0])
    assert model.expected_amount(np.array([0, 5]), np.array([0.0, 50.0])) == pytest.approx([10, 10], rel=1e-3)


@pytest.mark.parametrize("purchases, spent, reason", [([], [], "bought twice"), ([1, 2], [10.0, 0.0], "above zero")])
def test_amounts_that_cannot_carry_the_model_are_refused_in_a_sentence(purchases, spent, reason):
    with pytest.raises(NoFit, match=reason):
        gamma_gamma.fit(purchases, spent)

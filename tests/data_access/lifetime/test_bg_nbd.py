"""BG/NBD against its formulas written out, against numerical integration, and against customers drawn from it."""

from math import exp, lgamma, log

import numpy as np
import pytest
from scipy.integrate import quad
from scipy.special import betaln, expit, log_expit

from data_access.lifetime import bg_nbd
from data_access.lifetime.bg_nbd import BgNbd
from data_access.lifetime.fitting import NoFit
from tests.data_access.lifetime.simulated import draw

TRUE = {"r": 0.6, "alpha": 40.0, "a": 0.9, "b": 2.5}
PARAMETERS = [(0.243, 4.414, 0.793, 2.426), (1.7, 90.0, 0.05, 0.4), (0.1, 0.5, 12.0, 3.0)]


def known(drawn):
    return drawn.frequency, drawn.recency, drawn.age


@pytest.fixture(scope="module")
def drawn():
    """Many enough that their times are rounded for the first search."""
    return draw(seed=1, customers=40_000, oldest=800, horizon=90, **TRUE)


@pytest.fixture(scope="module")
def model(drawn):
    return bg_nbd.fit(*known(drawn))


def by_the_paper(r, alpha, a, b, x, t_x, age):
    """The likelihood of one customer, equation by equation, without logarithms of sums."""

    def beta(p, q):
        return exp(lgamma(p) + lgamma(q) - lgamma(p + q))

    alive = beta(a, b + x) / beta(a, b) * exp(lgamma(r + x) - lgamma(r)) * alpha**r / (alpha + age) ** (r + x)
    if x == 0:
        return alive
    stopped = beta(a + 1, b + x - 1) / beta(a, b) * exp(lgamma(r + x) - lgamma(r))
    return alive + stopped * alpha**r / (alpha + t_x) ** (r + x)


@pytest.mark.parametrize("parameters", PARAMETERS)
def test_likelihood_is_that_of_the_paper_customer_by_customer(parameters):
    few = draw(seed=2, customers=300, oldest=60, r=0.6, alpha=8, a=0.9, b=2.5)
    plain = sum(log(by_the_paper(*parameters, *customer)) for customer in zip(*known(few), strict=True))
    assert bg_nbd.log_likelihood(parameters, *known(few))[0] == pytest.approx(plain, rel=1e-12)


@pytest.mark.parametrize("parameters", PARAMETERS)
def test_gradient_is_the_slope_of_the_likelihood(parameters):
    few = draw(seed=3, customers=300, oldest=60, r=0.6, alpha=8, a=0.9, b=2.5)
    _, gradient = bg_nbd.log_likelihood(parameters, *known(few))
    for place, value in enumerate(parameters):
        step = 1e-6 * value
        up, down = ([*parameters[:place], value + side, *parameters[place + 1 :]] for side in (step, -step))
        slope = (bg_nbd.log_likelihood(up, *known(few))[0] - bg_nbd.log_likelihood(down, *known(few))[0]) / (2 * step)
        assert gradient[place] == pytest.approx(slope, rel=1e-5, abs=1e-3)


def test_customers_counted_together_are_the_same_as_one_by_one():
    few = draw(seed=4, customers=400, oldest=60, r=0.6, alpha=8, a=0.9, b=2.5)
    days = [np.floor(each) for each in known(few)]
    alike, n = np.unique(np.column_stack(days), axis=0, return_counts=True)
    assert len(alike) < 400
    for parameters in PARAMETERS:
        one_by_one, gradient = bg_nbd.log_likelihood(parameters, *days)
        together, same_gradient = bg_nbd.log_likelihood(parameters, *alike.T, n)
        assert together == pytest.approx(one_by_one, rel=1e-12) and same_gradient == pytest.approx(gradient)
    assert bg_nbd.fit(*days) == bg_nbd.fit(*alike.T, n)


def test_parameters_that_drew_the_customers_are_found_again(drawn, model):
    assert model.r == pytest.approx(TRUE["r"], rel=0.05)
    assert model.alpha == pytest.approx(TRUE["alpha"], rel=0.06)
    assert model.a / (model.a + model.b) == pytest.approx(0.9 / 3.4, rel=0.05)
    _, gradient = bg_nbd.log_likelihood((model.r, model.alpha, model.a, model.b), *known(drawn))
    assert np.abs(gradient * (model.r, model.alpha, model.a, model.b)).max() / len(drawn.age) < 1e-6


def test_the_unit_of_time_does_not_matter():
    few = draw(seed=5, customers=3000, oldest=300, **TRUE)
    days = bg_nbd.fit(*known(few))
    weeks = bg_nbd.fit(few.frequency, few.recency / 7, few.age / 7)
    assert (weeks.r, weeks.alpha * 7, weeks.a, weeks.b) == pytest.approx((days.r, days.alpha, days.a, days.b), rel=1e-3)


@pytest.mark.parametrize("times", [0, 1, 2, 4])
def test_what_it_expects_is_what_customers_drawn_from_it_do(drawn, times):
    """Within four standard errors, of those who had bought so often."""
    true, some = BgNbd(**TRUE), drawn.frequency == times
    frequency, recency, age = (each[some] for each in known(drawn))
    pairs = [
        (true.chance_active(frequency, recency, age), drawn.is_active[some]),
        (true.expected_purchases(frequency, recency, age, 90), drawn.later[some]),
        (
            true.chance_active(frequency, recency, age) * true.purchase_if_active(frequency, age, 90),
            drawn.later[some] > 0,
        ),
    ]
    for expected, happened in pairs:
        assert abs(expected.sum() - happened.sum()) <= 4 * np.sqrt(some.sum()) * max(happened.std(), 0.01)


def test_what_it_expects_of_new_customers_is_what_they_do():
    new = draw(seed=8, customers=20_000, oldest=1e-9, horizon=365, **TRUE)
    expected = BgNbd(**TRUE).expected_of_new(365)
    assert abs(expected - new.later.mean()) < 4 * new.later.std() / np.sqrt(20_000)


def test_expectations_of_all_are_the_sums_of_each(drawn):
    true = BgNbd(**TRUE)
    sums = true.expected_of_all(*known(drawn), (0, 7, 90))
    assert sums[0] == pytest.approx(0, abs=1e-6)
    assert sums[1:] == pytest.approx([true.expected_purchases(*known(drawn), days).sum() for days in (7, 90)])


def integrated(model: BgNbd, x: float, age: float, horizon: float) -> float:
    """The expectation of an active customer over the beta distribution of the chance to stop, without its closed form:
    of 1 - (1 + p h / (alpha + T)) ** -(r + x), divided by p."""
    a, b = model.a, model.b + x

    def density(odds):
        p = expit(odds)
        weight = np.exp(a * log_expit(odds) + b * log_expit(-odds) - betaln(a, b))
        return weight * -np.expm1(-(model.r + x) * np.log1p(p * horizon / (model.alpha + age))) / p

    edges = (-300, -60, -10, -3, 0, 3, 10, 60)
    parts = (quad(density, *pair, limit=300, epsabs=0, epsrel=1e-10)[0] for pair in zip(edges, edges[1:], strict=False))
    return sum(parts)


@pytest.mark.parametrize(
    "parameters",
    [(0.5, 30, 1, 2), (0.5, 30, 1 + 1e-9, 2), (0.5, 30, 0.4, 0.6), (2, 5, 0.3, 0.4), (9, 900, 60, 90), (0.05, 1, 3, 1)],
)
@pytest.mark.parametrize("x", [0, 1, 7, 400])
def test_expectation_is_right_where_its_formula_is_not_and_for_hundreds_of_purchases(parameters, x):
    model = BgNbd(*map(float, parameters))
    for age, horizon in ((100.0, 30.0), (1400.0, 365.0)):
        found = model.expected_if_active(np.array([float(x)]), np.array([age]), horizon)[0]
        assert found == pytest.approx(integrated(model, x, age, horizon), rel=1e-5)


def test_where_nobody_stops_everybody_is_active_and_goes_on_buying():
    loyal = draw(seed=6, customers=3000, oldest=400, horizon=90, r=2.0, alpha=60.0, a=1.0, b=np.inf)
    model = bg_nbd.fit(*known(loyal))
    assert model.chance_active(*known(loyal)).min() > 0.9
    assert model.expected_purchases(*known(loyal), 90).sum() == pytest.approx(loyal.later.sum(), rel=0.05)


@pytest.mark.parametrize(
    "customers, reason",
    [
        (([], [], []), "no customers"),
        (([0, 0], [0, 0], [9, 30]), "bought twice"),
        (([0, 0], [0, 0], [0, 0]), "on the last day"),
        (([1, 0], [9, 0], [3, 5]), "before the first"),
    ],
)
def test_data_that_cannot_carry_the_model_are_refused_in_a_sentence(customers, reason):
    with pytest.raises(NoFit, match=reason):
        bg_nbd.fit(*customers)

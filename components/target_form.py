"""Setting what a headline number is to reach: a field, in the reader's own unit."""

from dataclasses import dataclass

import streamlit as st

from components import format as fmt
from data_access import targets
from data_access.metrics.definition import Metric

_WORDS = {
    targets.ABOVE: "Above target {}",
    targets.BELOW: "Below target {}",
    targets.TOO_CLOSE: "Target {}: too close to tell",
}
_UNITS = {"percent": " in %", "score": ", −100 to +100", "mean_score": ", −1 to 1"}


@dataclass(frozen=True)
class Aim:
    """A headline that can have a target: what it is kept under, what readers call it, and its unit."""

    name: str
    label: str
    unit: str

    @property
    def times(self) -> float:
        """By how much readers' numbers are larger than the stored ones."""
        return 100.0 if self.unit in fmt.HUNDREDFOLD else 1.0


def aim(metric: Metric, label: str, **options) -> Aim | None:
    """None for a metric that cannot have a target."""
    return Aim(targets.name_of(metric, **options), label, metric.unit) if targets.can_have(metric) else None


def words(unit: str, target: float | None, state: str | None) -> str:
    """ "Above target 50.0%"; "" without a target."""
    if target is None:
        return ""
    text = fmt.value(target, unit)
    return _WORDS[state].format(text) if state else f"Target {text}"


def show(chosen: Aim, target: float | None, *, key: str) -> None:
    """The field with its buttons; what is set shows at once."""
    with st.form(f"target-{key}", border=False, enter_to_submit=True):
        typed = st.number_input(
            f"Target for “{fmt.markdown_escape(chosen.label)}”{_UNITS.get(chosen.unit, '')}",
            value=None if target is None else round(target * chosen.times, 6),
            placeholder="None",
            step=1.0 if chosen.times > 1 else 0.1,
            format="%.1f" if chosen.times > 1 else "%.2f",
            key=f"target-value-{key}-{target}",
        )
        with st.container(horizontal=True, gap="small"):
            is_set = st.form_submit_button("Set target", key=f"target-set-{key}")
            is_removed = st.form_submit_button("Remove", key=f"target-remove-{key}", disabled=target is None)
    if is_removed or (is_set and typed is None):
        targets.remove(chosen.name)
        st.rerun()
    if is_set:
        try:
            targets.put(chosen.name, typed / chosen.times, chosen.unit)
        except ValueError as error:
            st.error(str(error), icon=":material/error:")
        else:
            st.rerun()

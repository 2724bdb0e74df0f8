"""How well answers fit the truth, class by class."""


def macro_f1(confusion: dict[str, dict[str, int]]) -> float:
    """The mean of F1 over the true labels of {true: {said: n}}; what is said of none of them counts as wrong. NaN where
    there is nothing."""
    scores = []
    for label, row in confusion.items():
        claimed = sum(other.get(label, 0) for other in confusion.values())
        wanted = sum(row.values())
        scores.append(2 * row.get(label, 0) / (wanted + claimed) if wanted + claimed else 0.0)
    return sum(scores) / len(scores) if scores else float("nan")

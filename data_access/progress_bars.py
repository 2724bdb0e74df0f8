"""How far work is, shown in the terminal."""

from tqdm import tqdm


class ProgressBars:
    """Bars on standard error, one for each stage, with rate and time left."""

    def __init__(self):
        self._bar, self._stage = None, None

    def __enter__(self):
        return self

    def __exit__(self, *_):
        if self._bar is not None:
            self._bar.close()

    def __call__(self, stage: str, done: int, total: int, unit: str) -> None:
        if stage != self._stage:
            self.__exit__()
            scale = unit == "bytes"
            unit = "B" if scale else f" {unit}"
            # disable=None: a log, unlike a terminal, cannot show a line that moves.
            self._bar = tqdm(desc=stage, total=total, unit=unit, unit_scale=scale, leave=False, disable=None)
            self._stage = stage
        self._bar.total = total
        self._bar.update(done - self._bar.n)

    def clear(self) -> None:
        """Take the bar away, so that a line can be printed in its place."""
        self.__exit__()
        self._bar = self._stage = None

    def of(self, stage: str, unit: str):
        return lambda done, total: self(stage, done, total, unit)

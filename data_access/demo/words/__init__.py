"""What the demo's customers say: sentences as data, and the reader of their simple notation.

Notation: `[a|b]` is a choice and may be nested, `{slot}` is filled while writing, and a line is one
sentence or a few that belong together. Lines stand under a heading `## pool`.
"""


def pools(text: str) -> dict[str, tuple[str, ...]]:
    """Lines by heading. A line under no heading, or one that stands twice in its pool, is an error."""
    found: dict[str, list[str]] = {}
    lines: list[str] | None = None
    for line in filter(None, (line.strip() for line in text.splitlines())):
        if line.startswith("## "):
            lines = found.setdefault(line[3:], [])
        elif lines is None or line in lines:
            raise ValueError(f"no heading above, or written twice: {line}")
        else:
            lines.append(line)
    return {name: tuple(lines) for name, lines in found.items()}

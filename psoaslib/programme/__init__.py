"""Timed programmes: which step when and how long, its words, the timer that ticks it off."""


def minutes(ms: int) -> str:
    """Say a time in minutes and seconds, such as "3 min 40 s"."""
    whole, seconds = divmod(round(ms / 1000), 60)
    parts = [f"{whole} min"] * bool(whole) + [f"{seconds} s"] * bool(seconds or not whole)
    return " ".join(parts)

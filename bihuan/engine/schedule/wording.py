"""Days as sentences write them (日期的写法)."""

from datetime import date


def day_words(day: date) -> str:
    """A day as a sentence writes it.

    >>> day_words(date(2027, 3, 5))
    '2027年3月5日'
    """
    return f"{day.year}年{day.month}月{day.day}日"

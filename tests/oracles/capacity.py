"""The shortest schedule of a few activities by placing them in every order (穷举排程)."""

from itertools import count, permutations


def shortest(jobs):
    """Least whole length: some order, each activity as early as it fits, is always among the best."""
    return min(_length(jobs, order) for order in permutations(range(jobs.size)) if _respects(jobs, order))


def breaches(jobs, starts):
    """What a schedule breaks: pairs out of order, and days on which a capacity is exceeded."""
    ends = [start + days for start, days in zip(starts, jobs.days, strict=True)]
    found = [(one, other) for one, others in enumerate(jobs.after) for other in others if starts[other] < ends[one]]
    for day in range(max(ends, default=0)):
        running = [place for place in range(jobs.size) if starts[place] <= day < ends[place]]
        for which, capacity in enumerate(jobs.capacities):
            if sum(jobs.demands[place][which] for place in running) > capacity:
                found.append((day, which))
    return found


def _respects(jobs, order):
    rank = {place: at for at, place in enumerate(order)}
    return all(rank[one] < rank[other] for one, others in enumerate(jobs.after) for other in others)


def _length(jobs, order):
    starts = {}
    for place in order:
        first = max((starts[one] + jobs.days[one] for one in jobs.before[place]), default=0)
        starts[place] = next(day for day in count(first) if _fits(jobs, place, day, starts))
    return max(starts[place] + jobs.days[place] for place in order)


def _fits(jobs, place, start, starts):
    for day in range(start, start + jobs.days[place]):
        running = [one for one, begins in starts.items() if begins <= day < begins + jobs.days[one]]
        for which, capacity in enumerate(jobs.capacities):
            if jobs.demands[place][which] + sum(jobs.demands[one][which] for one in running) > capacity:
                return False
    return True

"""How well a partition of facts into incidents agrees with that of the gold.

In: {fact: incident} twice, over the same facts; a fact that stands alone has an incident of its own.
Out: precision, recall, F1 of the pairs; B-cubed (Bagga and Baldwin, 1998); CoNLL, the mean of the F1
of MUC (Vilain et al., 1995), B-cubed and CEAF with phi-4 (Luo, 2005), as in Pradhan et al., 2012.
"""
import collections


def f1_of(precision, recall):
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def groups_of(incident):
    groups = collections.defaultdict(set)
    for fact, name in incident.items():
        groups[name].add(fact)
    return list(groups.values())


def pairs_in(incident):
    return sum(len(group) * (len(group) - 1) // 2 for group in groups_of(incident))


def b_cubed(gold, ours):
    """(precision, recall)"""
    wanted = {fact: group for group in groups_of(gold) for fact in group}
    got = {fact: group for group in groups_of(ours) for fact in group}
    if not wanted:
        return 0.0, 0.0
    common = {fact: len(wanted[fact] & got[fact]) for fact in wanted}
    return (sum(common[f] / len(got[f]) for f in wanted) / len(wanted),
            sum(common[f] / len(wanted[f]) for f in wanted) / len(wanted))


def muc_recall(gold, ours):
    links = sum(len(group) - 1 for group in groups_of(gold))
    kept = sum(len(group) - len({ours[fact] for fact in group}) for group in groups_of(gold))
    return kept / links if links else 0.0


def best_assignment(weights):
    """The largest sum of weights with at most one of each row and column (Kuhn and Munkres)."""
    rows, columns = len(weights), len(weights[0])
    if rows > columns:
        return best_assignment([list(column) for column in zip(*weights)])
    u, v = [0.0] * (rows + 1), [0.0] * (columns + 1)
    owner, way = [0] * (columns + 1), [0] * (columns + 1)
    for row in range(1, rows + 1):
        owner[0], at = row, 0
        least, used = [float('inf')] * (columns + 1), [False] * (columns + 1)
        while owner[at]:
            used[at], step, following = True, float('inf'), 0
            for j in range(1, columns + 1):
                if used[j]:
                    continue
                cost = -weights[owner[at] - 1][j - 1] - u[owner[at]] - v[j]
                if cost < least[j]:
                    least[j], way[j] = cost, at
                if least[j] < step:
                    step, following = least[j], j
            for j in range(columns + 1):
                if used[j]:
                    u[owner[j]] += step
                    v[j] -= step
                else:
                    least[j] -= step
            at = following
        while at:
            owner[at], at = owner[way[at]], way[at]
    return sum(weights[owner[j] - 1][j - 1] for j in range(1, columns + 1) if owner[j])


def ceaf(gold, ours):
    """(precision, recall); groups that share nothing need not be tried on each other."""
    wanted, got = groups_of(gold), groups_of(ours)
    if not wanted:
        return 0.0, 0.0
    common = collections.Counter()
    place = {fact: j for j, group in enumerate(got) for fact in group}
    for i, group in enumerate(wanted):
        common.update((i, place[fact]) for fact in group)
    parts = connected(common)
    total = 0.0
    for rows, columns in parts:
        total += best_assignment([[2 * common[i, j] / (len(wanted[i]) + len(got[j]))
                                   for j in columns] for i in rows])
    return total / len(got), total / len(wanted)


def connected(edges):
    """[(rows, columns)] of a bipartite graph given by its edges."""
    beside = collections.defaultdict(set)
    for i, j in edges:
        beside['row', i].add(('column', j))
        beside['column', j].add(('row', i))
    seen, parts = set(), []
    for start in sorted(beside):
        if start in seen:
            continue
        part, ahead = {start}, [start]
        while ahead:
            ahead = [node for at in ahead for node in beside[at] if node not in part]
            part.update(ahead)
        seen |= part
        parts.append(([n for side, n in sorted(part) if side == 'row'],
                      [n for side, n in sorted(part) if side == 'column']))
    return parts


def cluster_figures(gold, ours):
    """{'b3': ..., 'conll': ...} with F1s rounded to four digits."""
    b3 = f1_of(*b_cubed(gold, ours))
    muc = f1_of(muc_recall(ours, gold), muc_recall(gold, ours))
    return {'b3': round(b3, 4), 'conll': round((muc + b3 + f1_of(*ceaf(gold, ours))) / 3, 4)}

"""Golden values of losses, and trajectories of methods, for which no reference library computes them: PyTorch's autograd in
float64 over the formula that each file's "source" states. Run in this folder with any PyTorch: python3 make_golden.py"""
import sys
import torch
import torch.nn.functional as F
from torch import nn

sys.path.insert(0, "../../../../../ssl-core/src/test/resources/golden")
from torch_golden import Run, normal, rows, save  # noqa: E402


def others(s):
    """Similarities without the diagonal."""
    return s.masked_fill(torch.eye(len(s), dtype=torch.bool), float("-inf"))


def sup_con(z, labels, t):
    log_p = F.log_softmax(others(F.normalize(z, dim=1) @ F.normalize(z, dim=1).T / t), dim=1)
    same = (labels[:, None] == labels[None]) & ~torch.eye(len(z), dtype=torch.bool)
    return -(torch.where(same, log_p, torch.zeros(())).sum(1) / same.sum(1)).mean()


def negatives(z, t, tau, beta):
    """NT-Xent with the denominator of Robinson et al. 2021 (beta 0: of Chuang et al. 2020)."""
    n = len(z) // 2
    u = F.normalize(z, dim=1)
    s = torch.exp(u @ u.T / t)
    positive = torch.cat([torch.diagonal(s, n), torch.diagonal(s, -n)])
    mask = torch.eye(2 * n, dtype=torch.bool)
    mask = ~(mask | mask.roll(n, 1))
    negative = s[mask].reshape(2 * n, 2 * n - 2)
    weight = negative ** beta
    reweighted = (weight * negative).sum(1) / weight.mean(1)
    g = (reweighted - tau * (2 * n - 2) * positive) / (1 - tau)
    g = torch.clamp(g, min=(2 * n - 2) * torch.e ** (-1 / t))
    return -torch.log(positive / (positive + g)).mean()


for case, (n, k) in enumerate([(9, 5), (16, 8)], 1):
    z = rows(case, 2 * n, k)
    labels = torch.arange(n) % 4
    save("sup_con", case, "formula: Khosla et al. 2020, arXiv:2004.11362, L_out; const_labels of the n samples, z both views",
         {"temperature": 0.2}, {"z": z, "const_labels": labels.double()}, sup_con(z, labels.repeat(2), 0.2))
    z = rows(10 + case, 2 * n, k)
    save("debiased", case, "formula: Chuang et al. 2020, arXiv:2007.00224, equation 8, over both views as NT-Xent",
         {"temperature": 0.5, "tau_plus": 0.1}, {"z": z}, negatives(z, 0.5, 0.1, 0))
    z = rows(20 + case, 2 * n, k)
    save("hard", case, "formula: Robinson et al. 2021, arXiv:2010.04592, section 3, as the authors' code, over both views as NT-Xent",
         {"temperature": 0.5, "tau_plus": 0.1, "beta": 1.0}, {"z": z}, negatives(z, 0.5, 0.1, 1.0))


def cosines(z):
    u = F.normalize(z, dim=1)
    return u @ u.T


def semi_hard(z, margin):
    n = len(z) // 2
    distance = 1 - cosines(z)
    loss = 0
    for i in range(2 * n):
        positive = distance[i, (i + n) % (2 * n)]
        candidates = [d for j, d in enumerate(distance[i]) if j % n != i % n]
        farther = [d for d in candidates if d > positive]
        negative = min(farther) if farther else max(candidates)
        loss = loss + F.relu(positive - negative + margin) / (2 * n)
    return loss


def decoupled(z, t, sigma=None):
    """DCL, with sigma DCLW."""
    n = len(z) // 2
    s = cosines(z)
    positive = torch.diagonal(s, n)
    mask = torch.eye(2 * n, dtype=torch.bool)
    mask = mask | mask.roll(n, 1)
    weight = 1 if sigma is None else 2 - n * F.softmax(positive.detach() / sigma, dim=0)
    push = torch.logsumexp((s / t).masked_fill(mask, float("-inf")), dim=1).mean()
    return push - (weight * positive).mean() / t


def align_uniform(z, t):
    x, y = F.normalize(z, dim=1).chunk(2)
    uniformity = [torch.pdist(v).pow(2).mul(-t).exp().mean().log() for v in (x, y)]
    return (x - y).pow(2).sum(1).mean() + sum(uniformity) / 2


def queue_loss(q, k, queue, t):
    q, k = F.normalize(q, dim=1), F.normalize(k, dim=1)
    logits = torch.cat([(q * k).sum(1, keepdim=True), q @ queue.T], 1) / t
    return F.cross_entropy(logits, torch.zeros(len(q), dtype=torch.long))


def moco(run, views, symmetric):
    both = "encoder projector"
    q = [run.through(both, v) for v in views[: 2 if symmetric else 1]]
    with torch.no_grad():
        k = [run.through(both, v, target=True) for v in (views if symmetric else views[1:])]
        run.keys = F.normalize(torch.cat(k), dim=1)
    return sum(queue_loss(a, b, run.state["queue"], 0.2) for a, b in zip(q, reversed(k)))


def push(run):
    size = len(run.state["queue"])
    run.state["queue"] = torch.cat([run.state["queue"], run.keys])[-size:]


def moco_run(seed, queue, **more):
    run = Run(seed, target=True, **more)
    run.state["queue"] = F.normalize(normal(seed, queue, 4), dim=1)
    return run


LABELS = [0, 1, 2, 0, 1, 0, 2, 1, 0]

Run(31).write(
    "triplet", "formula: Schroff et al. 2015, arXiv:1503.03832, section 3.2", "cosine distance, margin 0.1, semi-hard",
    lambda run, views: semi_hard(run.z(views, True), 0.1))
Run(32).write(
    "dcl", "formula: Yeh et al. 2021, arXiv:2110.06848, section 3", "temperature 0.1",
    lambda run, views: decoupled(run.z(views, True), 0.1))
Run(33).write(
    "dclw", "formula: Yeh et al. 2021, arXiv:2110.06848, section 3", "temperature 0.1, sigma 0.5",
    lambda run, views: decoupled(run.z(views, True), 0.1, 0.5))
Run(34).write(
    "align_uniform", "formula: Wang and Isola 2020, arXiv:2005.10242, as the authors' code", "alpha 2, t 2, lambda 1",
    lambda run, views: align_uniform(run.z(views, True), 2))
Run(35).write(
    "sup_con", "formula: Khosla et al. 2020, arXiv:2004.11362, L_out", "temperature 0.2; a step sees the first 6 labels",
    lambda run, views: sup_con(run.z(views, True), torch.tensor(LABELS[:6] * 2), 0.2), labels=LABELS)
moco_run(36, 10, projector=nn.Sequential(nn.Linear(6, 4))).write(
    "moco_v1", "formula: He et al. 2019, arXiv:1911.05722, algorithm 1",
    "as trajectory_moco_v2 with a linear projector: queries from view 0, keys from view 1, temperature 0.2",
    lambda run, views: moco(run, views, False), joint=False, after=push)
moco_run(37, 16).write(
    "moco_v2_symmetric", "formula: He et al. 2019, arXiv:1911.05722, both ways as the authors' CIFAR-10 notebook",
    "sum of both directions, the keys of view 0 join the queue before those of view 1; temperature 0.2",
    lambda run, views: moco(run, views, True), joint=False, after=push)

"""Golden values of losses for which no reference library computes them: PyTorch's autograd in float64 over the formula that
each file's "source" states. Run in this folder with any PyTorch: python3 make_golden.py"""
import json
import torch
import torch.nn.functional as F

torch.set_default_dtype(torch.float64)


def array(t):
    return {"shape": list(t.shape), "data": [float("%.13g" % v) for v in t.detach().reshape(-1).tolist()]}


def save(name, case, source, params, inputs, value):
    free = {k: v for k, v in inputs.items() if v.requires_grad}
    grads = torch.autograd.grad(value, list(free.values()))
    record = {
        "name": name, "loss": name, "source": source, "params": params,
        "inputs": {k: array(v) for k, v in inputs.items()},
        "value": float("%.13g" % value.item()),
        "grads": {k: array(g) for k, g in zip(free, grads)},
    }
    with open("%s-%d.json" % (name, case), "w") as f:
        json.dump(record, f)
        f.write("\n")


def rows(seed, *shape):
    return torch.randn(*shape, generator=torch.Generator().manual_seed(seed)).requires_grad_()


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

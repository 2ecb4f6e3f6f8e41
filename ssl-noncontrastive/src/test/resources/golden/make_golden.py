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


def whiten(z, shrinkage):
    c = z - z.mean(0)
    cov = c.T @ c / (len(z) - 1)
    factor = torch.linalg.cholesky((1 - shrinkage) * cov + shrinkage * torch.eye(z.shape[1]))
    return torch.linalg.solve_triangular(factor, c.T, upper=False).T


def w_mse(z0, z1, shrinkage):
    return (2 - 2 * F.cosine_similarity(whiten(z0, shrinkage), whiten(z1, shrinkage))).mean()


def emp_ssl(z, patches, distortion, weight):
    u = F.normalize(z, dim=1).reshape(patches, -1, z.shape[1])
    n, k = u.shape[1:]
    rate = sum(torch.logdet(torch.eye(k) + k / (n * distortion) * p.T @ p) / 2 for p in u) / patches
    mean = u.mean(0)
    similarity = sum(F.cosine_similarity(p, mean).mean() for p in u) / patches
    return -rate - weight * similarity


for case, (n, k) in enumerate([(9, 4), (24, 8)], 1):
    z0, z1 = rows(case, n, k), rows(100 + case, n, k)
    save("w_mse", case, "formula: Ermolov et al. 2021, arXiv:2007.06346, each view whitened by the inverse Cholesky factor of (1 - s) cov + s I, unbiased; mean 2 - 2 cos",
         {"shrinkage": 0.01}, {"z0": z0, "z1": z1}, w_mse(z0, z1, 0.01))
    z = rows(200 + case, 3 * n, k)
    save("emp_ssl", case, "formula: Tong et al. 2023, arXiv:2304.03977; patch after patch; coding rate with K / (N distortion), mean over patches; gradient through the mean",
         {"patches": 3, "distortion": 0.2, "weight": 200}, {"z": z}, emp_ssl(z, 3, 0.2, 200))

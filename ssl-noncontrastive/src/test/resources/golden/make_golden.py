"""Golden values of losses, and trajectories of methods, for which no reference library computes them: PyTorch's autograd in
float64 over the formula that each file's "source" states. Run in this folder with any PyTorch: python3 make_golden.py"""
import sys
import torch
import torch.nn.functional as F

sys.path.insert(0, "../../../../../ssl-core/src/test/resources/golden")
from torch_golden import Run, rows, save  # noqa: E402


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


def fast_siam(run, views):
    z = [run.through("encoder projector", v) for v in views]
    loss = 0
    for i, own in enumerate(z):
        target = sum(other for j, other in enumerate(z) if j != i) / (len(z) - 1)
        loss = loss - F.cosine_similarity(run.through("predictor", own), target.detach()).mean() / len(z)
    return loss


Run(41, predictor=True).write(
    "fastsiam", "formula: Pototzky et al. 2022, FastSiam, section 3", "4 views, target the mean projection of the others",
    fast_siam, views=4, joint=False)
Run(42).write(
    "w_mse", "formula: Ermolov et al. 2021, arXiv:2007.06346", "one sub-batch of all 6, shrinkage 0.01",
    lambda run, views: w_mse(*run.z(views, False).chunk(2), 0.01), joint=False)
Run(43).write(
    "emp_ssl", "formula: Tong et al. 2023, arXiv:2304.03977", "3 patches, distortion 0.2, weight of similarity 2",
    lambda run, views: emp_ssl(run.z(views, True), 3, 0.2, 2), views=3)

"""Trajectories of PyTorch's optimisers, for OptimizerTrajectoryTest.

Twenty steps on f(p) = (p - c)' A (p - c) / 2 in float64, the learning rate changing at every step, and the weight decay
too where the name says so. For LARS the five parameters are three tensors: two matrices of two and one bias of one.
Run:  python3 torch_optimizers.py > torch_optimizers.csv
Each row: optimiser, step from 0, learning rate and weight decay of the step, the five parameters after the step.
"""
import math

import torch

A = torch.tensor(
    [
        [2.0, 0.3, -0.2, 0.1, 0.0],
        [0.3, 1.5, 0.4, 0.0, -0.3],
        [-0.2, 0.4, 1.0, 0.2, 0.1],
        [0.1, 0.0, 0.2, 0.5, 0.05],
        [0.0, -0.3, 0.1, 0.05, 3.0],
    ],
    dtype=torch.float64,
)
CENTRE = torch.tensor([0.5, -1.0, 2.0, 0.25, -0.75], dtype=torch.float64)
START = [1.5, 1.0, -1.0, 3.0, -2.0]
STEPS = 20



class Lars(torch.optim.Optimizer):
    """The update that solo-learn's and lightly's LARS make, written from their formula. Differs from You et al. 2017
    (arXiv:1708.03888), algorithm 1, in that the learning rate is outside the momentum."""

    def __init__(self, params, lr, momentum=0.0, weight_decay=0.0, nesterov=False, eta=1e-3, eps=1e-8, clip=False):
        super().__init__(params, dict(lr=lr, weight_decay=weight_decay))
        self.momentum, self.nesterov, self.eta, self.eps, self.clip = momentum, nesterov, eta, eps, clip

    @torch.no_grad()
    def step(self):
        for group in self.param_groups:
            lr, decay = group["lr"], group["weight_decay"]
            for w in group["params"]:
                d = w.grad
                w_norm, g_norm = w.norm(), d.norm()
                if w.ndim > 1 and w_norm > 0 and g_norm > 0:
                    ratio = self.eta * w_norm / (g_norm + decay * w_norm + self.eps)
                    if self.clip:
                        ratio = min(ratio / lr, 1)
                    d = ratio * (d + decay * w)
                if self.momentum > 0:
                    state = self.state[w]
                    if "v" not in state:
                        state["v"] = torch.zeros_like(w)
                    state["v"].mul_(self.momentum).add_(d)
                    d = d + self.momentum * state["v"] if self.nesterov else state["v"]
                w.sub_(lr * d)


OPTIMIZERS = {
    "sgd": lambda p: torch.optim.SGD(p, lr=0.1, weight_decay=0.01),
    "sgd-momentum": lambda p: torch.optim.SGD(p, lr=0.1, momentum=0.9, weight_decay=0.01),
    "sgd-nesterov": lambda p: torch.optim.SGD(p, lr=0.1, momentum=0.9, nesterov=True, weight_decay=0.01),
    "adam": lambda p: torch.optim.Adam(p, lr=0.1, weight_decay=0.01),
    "adam-betas": lambda p: torch.optim.Adam(p, lr=0.1, betas=(0.8, 0.95), eps=1e-2),
    "adamw": lambda p: torch.optim.AdamW(p, lr=0.1, weight_decay=0.05),
    "adamw-rising-decay": lambda p: torch.optim.AdamW(p, lr=0.1, weight_decay=0.05),
    "lars-plain-rising-decay": lambda p: Lars(p, lr=0.1, weight_decay=0.02, eta=0.5),
    "lars-rising-decay": lambda p: Lars(p, lr=0.1, momentum=0.9, weight_decay=0.02, eta=0.5),
    "lars-nesterov-rising-decay": lambda p: Lars(p, lr=0.1, momentum=0.9, weight_decay=0.02, nesterov=True, eta=0.5),
    "lars-clip-rising-decay": lambda p: Lars(p, lr=0.1, momentum=0.9, weight_decay=0.02, eta=0.05, clip=True),
}


def learning_rate(step):
    """Three steps of warm-up, then a cosine."""
    if step < 3:
        return 0.1 * (step + 1) / 3
    return 0.1 * (1 + math.cos(math.pi * (step - 3) / (STEPS - 3))) / 2


def weight_decay(base, step):
    """A cosine up to ten times the base."""
    return base * (10 - 9 * (1 + math.cos(math.pi * step / STEPS)) / 2)


def tensors(name):
    if not name.startswith("lars"):
        return [torch.tensor(START, dtype=torch.float64)]
    p = torch.tensor(START, dtype=torch.float64)
    return [p[0:2].reshape(1, 2).clone(), p[2:4].reshape(2, 1).clone(), p[4:5].clone()]


def flat(params):
    return torch.cat([p.detach().reshape(-1) for p in params])


print("# torch", torch.__version__)
for name, make in OPTIMIZERS.items():
    params = tensors(name)
    optimizer = make(params)
    base_decay = optimizer.param_groups[0]["weight_decay"]
    for step in range(STEPS):
        lr = learning_rate(step)
        decay = weight_decay(base_decay, step) if name.endswith("rising-decay") else base_decay
        for group in optimizer.param_groups:
            group["lr"] = lr
            group["weight_decay"] = decay
        gradient = A @ (flat(params) - CENTRE)
        offset = 0
        for p in params:
            p.grad = gradient[offset : offset + p.numel()].reshape(p.shape).clone()
            offset += p.numel()
        optimizer.step()
        print(",".join([name, str(step), repr(lr), repr(decay)] + [repr(v) for v in flat(params).tolist()]))

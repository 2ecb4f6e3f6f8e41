"""Trajectories of PyTorch's optimisers, for OptimizerTrajectoryTest.

Twenty steps on f(p) = (p - c)' A (p - c) / 2 in float64, the learning rate changing at every step.
Run:  python3 torch_optimizers.py > torch_optimizers.csv
Each row: optimiser, step from 0, learning rate of the step, the five parameters after the step.
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

OPTIMIZERS = {
    "sgd": lambda p: torch.optim.SGD(p, lr=0.1, weight_decay=0.01),
    "sgd-momentum": lambda p: torch.optim.SGD(p, lr=0.1, momentum=0.9, weight_decay=0.01),
    "sgd-nesterov": lambda p: torch.optim.SGD(p, lr=0.1, momentum=0.9, nesterov=True, weight_decay=0.01),
    "adam": lambda p: torch.optim.Adam(p, lr=0.1, weight_decay=0.01),
    "adam-betas": lambda p: torch.optim.Adam(p, lr=0.1, betas=(0.8, 0.95), eps=1e-2),
    "adamw": lambda p: torch.optim.AdamW(p, lr=0.1, weight_decay=0.05),
}


def learning_rate(step):
    """Three steps of warm-up, then a cosine."""
    if step < 3:
        return 0.1 * (step + 1) / 3
    return 0.1 * (1 + math.cos(math.pi * (step - 3) / (STEPS - 3))) / 2


print("# torch", torch.__version__)
for name, make in OPTIMIZERS.items():
    p = torch.tensor(START, dtype=torch.float64, requires_grad=True)
    optimizer = make([p])
    for step in range(STEPS):
        lr = learning_rate(step)
        for group in optimizer.param_groups:
            group["lr"] = lr
        p.grad = A @ (p.detach() - CENTRE)
        optimizer.step()
        print(",".join([name, str(step), repr(lr)] + [repr(v) for v in p.detach().tolist()]))

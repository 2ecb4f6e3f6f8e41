"""What the modules' make_golden.py share: golden values of a loss, and five steps of a whole method, by PyTorch's autograd in
float64. Files go into the current folder."""
import copy
import json
import torch
from torch import nn

torch.set_default_dtype(torch.float64)

BATCH, EMA = 6, 0.9


def number(value):
    return float("%.13g" % value)


def array(t):
    return {"shape": list(t.shape), "data": [number(v) for v in t.detach().reshape(-1).tolist()]}


def write(name, record):
    with open("%s.json" % name, "w") as f:
        json.dump(record, f)
        f.write("\n")


def save(name, case, source, params, inputs, value):
    """A loss; inputs that require a gradient get one."""
    free = {k: v for k, v in inputs.items() if v.requires_grad}
    grads = torch.autograd.grad(value, list(free.values()))
    write("%s-%d" % (name, case), {
        "name": name, "loss": name, "source": source, "params": params,
        "inputs": {k: array(v) for k, v in inputs.items()},
        "value": number(value.item()),
        "grads": {k: array(g) for k, g in zip(free, grads)},
    })


def normal(seed, *shape):
    return torch.randn(*shape, generator=torch.Generator().manual_seed(seed))


def rows(seed, *shape):
    return normal(seed, *shape).requires_grad_()


def mlp(inputs, hidden, outputs):
    return nn.Sequential(nn.Linear(inputs, hidden), nn.BatchNorm1d(hidden), nn.ReLU(), nn.Linear(hidden, outputs))


def parameters(networks):
    return {name: {k: array(p) for k, p in n.named_parameters()} for name, n in networks.items()}


class Run:
    """Five steps of a method: SGD at 0.05 with momentum 0.9, views of 6 rows, targets at a momentum of 0.9."""

    def __init__(self, seed, projector=None, predictor=False, target=False):
        torch.manual_seed(seed)
        self.seed = seed
        self.networks = {"encoder": mlp(6, 8, 6), "projector": projector or mlp(6, 8, 4)}
        if predictor:
            self.networks["predictor"] = mlp(4, 6, 4)
        self.target = {k: copy.deepcopy(self.networks[k]) for k in ("encoder", "projector")} if target else {}
        self.state = {}

    def through(self, names, x, target=False):
        for name in names.split():
            x = (self.target if target else self.networks)[name](x)
        return x

    def z(self, views, joint):
        """Encoder and projector over views that share their batch statistics or do not, in any case one below the other."""
        names = "encoder projector"
        return self.through(names, torch.cat(views)) if joint else torch.cat([self.through(names, v) for v in views])

    def write(self, method, source, note, loss, views=2, joint=True, after=lambda run: None, **more):
        """loss: of this run and a step's views, the value to descend; after: what changes the state after an update."""
        free = [p for n in self.networks.values() for p in n.parameters()]
        optimizer = torch.optim.SGD(free, lr=0.05, momentum=0.9)
        record = {
            "name": "trajectory_" + method, "method": method, "source": source, "note": note, **more,
            "batchNorm": "joint" if joint else "per view", "emaMomentum": EMA, "initial": parameters(self.networks),
            "initialState": {k: array(v) for k, v in self.state.items()}, "steps": [],
        }
        for step in range(5):
            common = normal(1000 * self.seed + step, BATCH, 6)
            batch = [common + 0.3 * normal(1000 * self.seed + 10 * (v + 1) + step, BATCH, 6) for v in range(views)]
            value = loss(self, batch)
            optimizer.zero_grad()
            value.backward()
            optimizer.step()
            with torch.no_grad():
                for name, network in self.target.items():
                    for t, p in zip(network.parameters(), self.networks[name].parameters()):
                        t.mul_(EMA).add_(p, alpha=1 - EMA)
            after(self)
            record["steps"].append({
                "views": [array(v) for v in batch], "loss": number(value.item()),
                "parameters": parameters(self.networks), "target": parameters(self.target),
                "state": {k: array(v) for k, v in self.state.items()},
            })
        write("trajectory_%s-1" % method, record)

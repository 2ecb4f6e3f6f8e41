"""Representations of PyTorch's residual networks with weights and images by closed formulas, for TorchEncoderTest.

Run:  python3 torch_encoders.py > torch_encoders.csv
Each row: network, image, entry, value in float64. Entry -1 is the mean and entry -2 the Euclidean norm of the representation.

Every convolution and its batch norm share a name, such as "stage2_1_shortcut". Layer l is the l-th name in alphabetical order.
With k counting a tensor's elements in PyTorch's order:
    convolution  sin(0.37 k + l) * sqrt(4 / fanIn)
    gain         1 + 0.1 sin(0.7 k + l)      running mean      0.05 sin(1.3 k + l)
    shift        0.1 cos(0.5 k + l)          running variance  1 + 0.3 cos(0.9 k + l)
    image n      sin(0.9 n + 0.23 y + 0.31 x + 0.7 c + 0.05 x y)
"""
import torch
from torch import nn
from torch.nn import functional as F


class Unit(nn.Module):
    def __init__(self, inputs, outputs, kernel, stride):
        super().__init__()
        self.conv = nn.Conv2d(inputs, outputs, kernel, stride, kernel // 2, bias=False)
        self.norm = nn.BatchNorm2d(outputs)

    def forward(self, x):
        return self.norm(self.conv(x))


class Network(nn.Module):
    """A stem and basic blocks (name, width, stride); units by name."""

    def __init__(self, channels, width, blocks):
        super().__init__()
        self.blocks = blocks
        self.units = nn.ModuleDict({"stem": Unit(channels, width, 3, 1)})
        for name, outputs, stride in blocks:
            self.units[name + "_1"] = Unit(width, outputs, 3, stride)
            self.units[name + "_2"] = Unit(outputs, outputs, 3, 1)
            if stride != 1 or width != outputs:
                self.units[name + "_shortcut"] = Unit(width, outputs, 1, stride)
            width = outputs

    def forward(self, x):
        x = F.relu(self.units["stem"](x))
        for name, _, _ in self.blocks:
            y = self.units[name + "_2"](F.relu(self.units[name + "_1"](x)))
            shortcut = name + "_shortcut"
            x = F.relu(y + (self.units[shortcut](x) if shortcut in self.units else x))
        return x.mean((2, 3))


def wave(function, tensor, step, layer):
    index = torch.arange(tensor.numel(), dtype=torch.float64)
    return function(step * index + layer).reshape(tensor.shape)


def fill(network):
    for layer, name in enumerate(sorted(network.units)):
        conv, norm = network.units[name].conv, network.units[name].norm
        conv.weight.copy_(wave(torch.sin, conv.weight, 0.37, layer) * (4 / conv.weight[0].numel()) ** 0.5)
        norm.weight.copy_(1 + 0.1 * wave(torch.sin, norm.weight, 0.7, layer))
        norm.bias.copy_(0.1 * wave(torch.cos, norm.bias, 0.5, layer))
        norm.running_mean.copy_(0.05 * wave(torch.sin, norm.running_mean, 1.3, layer))
        norm.running_var.copy_(1 + 0.3 * wave(torch.cos, norm.running_var, 0.9, layer))


def images(count, channels, size):
    n, c, y, x = torch.meshgrid(
        *(torch.arange(k, dtype=torch.float64) for k in (count, channels, size, size)), indexing="ij")
    return torch.sin(0.9 * n + 0.23 * y + 0.31 * x + 0.7 * c + 0.05 * x * y)


NETWORKS = {
    "resnet-s": (1, 28, 32, [("stage1", 32, 1), ("stage2", 64, 2), ("stage3", 128, 2)]),
    "resnet18": (3, 32, 64, [
        ("stage%d_%d" % (stage + 1, block + 1), 64 << stage, 2 if stage and not block else 1)
        for stage in range(4) for block in range(2)]),
}

with torch.no_grad():
    print("# torch", torch.__version__)
    for name, (channels, size, width, blocks) in NETWORKS.items():
        network = Network(channels, width, blocks).double().eval()
        fill(network)
        for image, row in enumerate(network(images(2, channels, size))):
            for entry in (0, 1, 2, 3, len(row) // 2, len(row) - 1):
                print("%s,%d,%d,%r" % (name, image, entry, row[entry].item()))
            print("%s,%d,-1,%r" % (name, image, row.mean().item()))
            print("%s,%d,-2,%r" % (name, image, row.norm().item()))

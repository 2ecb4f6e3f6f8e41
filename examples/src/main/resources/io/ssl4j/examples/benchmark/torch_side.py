"""The PyTorch side of the benchmark: the work that io.ssl4j.examples.benchmark does in Java, as a Python user would write it.

    python3 torch_side.py step --encoder resnet-s --size 28 --channels 1 --batch 256 --steps 10 --warmup 3
    python3 torch_side.py pipeline --images t10k-images-idx3-ubyte.gz --workers 1 --steps 20
    python3 torch_side.py augment --seconds 5
    python3 torch_side.py decode --images photos --seconds 5
    python3 torch_side.py knn --queries 10000 --bank 50000 --dimension 128

Figures go to standard output as lines "@ name value", remarks as "# text". Needs torch, torchvision, numpy and Pillow.
"""
import argparse
import gzip
import os
import statistics
import time

import numpy as np
import torch
from torch import nn
from torch.nn import functional as F

TEMPERATURE = 0.2


def figure(name, value):
    print("@", name, repr(float(value)), flush=True)


def remark(text):
    print("#", text, flush=True)


class BasicBlock(nn.Module):
    """Two 3x3 convolutions beside a shortcut."""

    def __init__(self, inputs, outputs, stride):
        super().__init__()
        self.first = nn.Conv2d(inputs, outputs, 3, stride, padding=1, bias=False)
        self.first_norm = nn.BatchNorm2d(outputs)
        self.second = nn.Conv2d(outputs, outputs, 3, 1, padding=1, bias=False)
        self.second_norm = nn.BatchNorm2d(outputs)
        self.shortcut = None
        if stride != 1 or inputs != outputs:
            self.shortcut = nn.Sequential(
                nn.Conv2d(inputs, outputs, 1, stride, bias=False), nn.BatchNorm2d(outputs))

    def forward(self, x):
        y = F.relu(self.first_norm(self.first(x)), inplace=True)
        y = self.second_norm(self.second(y))
        return F.relu(y + (x if self.shortcut is None else self.shortcut(x)), inplace=True)


def encoder(name, channels, width):
    """The network and the length of its representations; the same layers as ImageEncoders.resNetS and ImageEncoders.resNet18."""
    if name == "resnet-s":
        plan = [(width, 1), (2 * width, 2), (4 * width, 2)]
    elif name == "resnet18":
        width = 64
        plan = [(64, 1), (64, 1), (128, 2), (128, 1), (256, 2), (256, 1), (512, 2), (512, 1)]
    else:
        raise SystemExit("unknown encoder " + name)
    layers = [nn.Conv2d(channels, width, 3, 1, padding=1, bias=False), nn.BatchNorm2d(width), nn.ReLU(inplace=True)]
    for outputs, stride in plan:
        layers.append(BasicBlock(width, outputs, stride))
        width = outputs
    return nn.Sequential(*layers, nn.AdaptiveAvgPool2d(1), nn.Flatten()), width


def mlp(inputs, hidden, outputs):
    return nn.Sequential(
        nn.Linear(inputs, hidden), nn.BatchNorm1d(hidden), nn.ReLU(inplace=True), nn.Linear(hidden, outputs))


def nt_xent(z, temperature=TEMPERATURE):
    half = len(z) // 2
    z = F.normalize(z, dim=1)
    similarities = z @ z.T / temperature
    similarities.fill_diagonal_(float("-inf"))
    partner = torch.arange(len(z)).roll(half)
    return F.cross_entropy(similarities, partner)


class SimClr:
    """Encoder, projector, Adam, and the step."""

    def __init__(self, options):
        torch.manual_seed(0)
        self.channels_last = options.channels_last
        self.encoder, size = encoder(options.encoder, options.channels, options.width)
        self.projector = mlp(size, 256, 64)
        if self.channels_last:
            self.encoder = self.encoder.to(memory_format=torch.channels_last)
        self.parameters = [*self.encoder.parameters(), *self.projector.parameters()]
        self.optimizer = torch.optim.Adam(self.parameters, lr=1e-3)

    def step(self, views):
        if self.channels_last:
            views = views.contiguous(memory_format=torch.channels_last)
        loss = nt_xent(self.projector(self.encoder(views)))
        self.optimizer.zero_grad(set_to_none=True)
        loss.backward()
        self.optimizer.step()
        return loss.item()


def step(options):
    method = SimClr(options)
    figure("encoderParameters", sum(p.numel() for p in method.encoder.parameters()))
    figure("parameters", sum(p.numel() for p in method.parameters))
    views = torch.rand(2 * options.batch, options.channels, options.size, options.size)
    if options.channels_last:
        views = views.contiguous(memory_format=torch.channels_last)
    seconds = []
    for i in range(options.warmup + options.steps):
        start = time.perf_counter()
        method.step(views)
        if i >= options.warmup:
            seconds.append(time.perf_counter() - start)
    figure("stepSeconds", statistics.median(seconds))


def read_idx_images(path):
    with gzip.open(path) as stream:
        data = stream.read()
    count, height, width = np.frombuffer(data, ">i4", count=3, offset=4)
    return np.frombuffer(data, np.uint8, offset=16).reshape(count, height, width)


class TwoViews(torch.utils.data.Dataset):
    """Two random views of each image, made by torchvision on PIL images."""

    def __init__(self, images, transform):
        self.images, self.transform = images, transform

    def __len__(self):
        return len(self.images)

    def __getitem__(self, index):
        from PIL import Image

        image = Image.fromarray(self.images[index])
        return self.transform(image), self.transform(image)


def simclr_transform(size, channels, scale, mean, deviation):
    from torchvision import transforms as T

    jitter = T.ColorJitter(0.4, 0.4, 0.4, 0.1) if channels == 3 else T.ColorJitter(0.4, 0.4)
    steps = [T.RandomResizedCrop(size, scale=(scale, 1.0)), T.RandomHorizontalFlip(), T.RandomApply([jitter], 0.8)]
    if channels == 3:
        steps.append(T.RandomGrayscale(0.2))
    return T.Compose([*steps, T.ToTensor(), T.Normalize(mean, deviation)])


def loader(dataset, batch, workers):
    return torch.utils.data.DataLoader(
        dataset, batch_size=batch, shuffle=True, drop_last=True, num_workers=workers, persistent_workers=workers > 0)


def batches(options):
    images = read_idx_images(options.images)
    transform = simclr_transform(
        options.size, 1, 0.3, [float(images.mean() / 255)], [float(images.std() / 255)])
    endless = loader(TwoViews(images, transform), options.batch, options.workers)
    while True:
        yield from endless


def pipeline(options):
    method = SimClr(options)
    start = None
    for i, (first, second) in enumerate(batches(options)):
        if i == options.warmup:
            start = time.perf_counter()
        if i == options.warmup + options.steps:
            break
        method.step(torch.cat([first, second]))
    figure("samplesPerSecond", options.steps * options.batch / (time.perf_counter() - start))


def pattern(index, size, channels):
    """A smooth byte image by a closed formula, the same as in Java."""
    y, x, c = np.meshgrid(np.arange(size), np.arange(size), np.arange(channels), indexing="ij")
    wave = np.sin(0.13 * (index + 1) * (y + 1) + 0.4 * c) + np.cos(0.07 * (index + 3) * (x + 1) - 0.3 * c)
    return np.clip(127.5 + 60 * wave, 0, 255).astype(np.uint8)


def augment(options):
    from PIL import Image

    images = [Image.fromarray(pattern(i, 32, 3)) for i in range(64)]
    transform = simclr_transform(32, 3, 0.08, [0.5] * 3, [0.5] * 3)

    def make(seconds):
        views, start = 0, time.perf_counter()
        while time.perf_counter() - start < seconds:
            for image in images:
                transform(image)
            views += len(images)
        return views / (time.perf_counter() - start)

    make(options.seconds / 4)
    figure("viewsPerSecond", make(options.seconds))


def decode(options):
    from PIL import Image

    files = sorted(os.path.join(options.images, name) for name in os.listdir(options.images))

    def small(file):
        image = Image.open(file).convert("RGB")
        side = min(image.size)
        left, top = (image.width - side) / 2, (image.height - side) / 2
        return image.resize((224, 224), Image.BILINEAR, box=(left, top, left + side, top + side))

    def rate(read, seconds):
        count, start = 0, time.perf_counter()
        while time.perf_counter() - start < seconds:
            for file in files:
                read(file)
            count += len(files)
        return count / (time.perf_counter() - start)

    for name, read in (("picturesPerSecond", small), ("fullSizePerSecond", lambda file: Image.open(file).convert("RGB"))):
        rate(read, options.seconds / 8)
        figure(name, rate(read, options.seconds / 2))


def vote(similarities, labels, classes):
    """The classes of the 20 nearest, each with the weight of its similarity at 0.1."""
    similarities, nearest = similarities.topk(20, dim=1)
    votes = torch.zeros(len(similarities), classes).scatter_add_(1, labels[nearest], (similarities / 0.1).exp())
    return votes.argmax(1)


def knn(options):
    torch.manual_seed(0)
    bank = torch.randn(options.bank, options.dimension)
    queries = torch.randn(options.queries, options.dimension)
    labels = torch.arange(options.bank) % 10

    def product(block, other):
        if options.product == "onednn":
            return F.linear(block.to_mkldnn(), other).to_dense()
        return block @ other.T

    def predict():
        keys = F.normalize(bank, dim=1)
        if options.product == "onednn":
            keys = keys.to_mkldnn()
        answers = []
        for block in F.normalize(queries, dim=1).split(options.block):
            answers.append(vote(product(block, keys), labels, 10))
        return torch.cat(answers)

    predict()
    seconds = []
    for _ in range(options.steps):
        start = time.perf_counter()
        predict()
        seconds.append(time.perf_counter() - start)
    figure("knnSeconds", statistics.median(seconds))


def libraries():
    """The BLAS and OpenMP libraries that this process has mapped; the names say more than torch's build settings."""
    try:
        with open("/proc/self/maps") as maps:
            files = {line.split()[-1] for line in maps if "/" in line}
    except OSError:
        return "unknown"
    names = sorted({os.path.basename(os.path.realpath(f)) for f in files if "blas" in f or "mkl" in f or "gomp" in f})
    return ", ".join(names) or "built in"


def info(options):
    import torchvision

    a = torch.rand(1024, 1024)
    a @ a
    start = time.perf_counter()
    for _ in range(4):
        a @ a
    rate = 4 * 2 * 1024 ** 3 / (time.perf_counter() - start) / 1e9
    figure("gemmGflops", rate)
    remark("PyTorch %s, torchvision %s, %d threads; libraries: %s; %.0f GFLOP/s in a product of 1024 x 1024 matrices"
           % (torch.__version__, torchvision.__version__, torch.get_num_threads(), libraries(), rate))
    if rate < 5 * torch.get_num_threads():
        remark("That is a slow BLAS, and the comparison unfair: install an optimised one (on Debian: libopenblas0-pthread).")
    for line in torch.__config__.show().splitlines():
        if len(line) < 100 and ("MKL" in line or "CPU capability" in line) and "LAPACK" not in line:
            remark(line.strip(" -"))


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("task", choices=["info", "step", "pipeline", "augment", "decode", "knn"])
    parser.add_argument("--encoder", default="resnet-s")
    parser.add_argument("--images")
    parser.add_argument("--product", default="blas", choices=["blas", "onednn"])
    parser.add_argument("--channels-last", action="store_true")
    parser.add_argument("--seconds", type=float, default=5)
    for name, default in dict(width=32, size=28, channels=1, batch=256, steps=10, warmup=3, workers=0, threads=2,
                              queries=10000, bank=50000, dimension=128, block=1000).items():
        parser.add_argument("--" + name, type=int, default=default)
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    globals()[options.task](options)


if __name__ == "__main__":
    main()

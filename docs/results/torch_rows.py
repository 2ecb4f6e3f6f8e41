"""Rows of the tables in docs/results by PyTorch: the same recipe and steps as ssl4j's, read from the same file.

    python3 docs/results/torch_rows.py --rows docs/results/agreement.yaml --out torch-agreement.csv --images FOLDER
    python3 docs/results/torch_rows.py --rows docs/results/cifar10.yaml --row byol --images FOLDER

FOLDER holds data_batch_1.bin and test_batch.bin of CIFAR-10. Without --row all rows are run that can be run here. A row goes into
the CSV of --out when it is done, and is not run again. Prints "@ name value" lines; the accuracy beside that of ssl4j is "knn",
which like the test images is taken once, at the end. Needs torch, torchvision, PIL and PyYAML. Where ssl4j keeps a tenth of the
images of every class apart to watch the run, this leaves out the last tenth."""
import argparse
import copy
import csv
import json
import math
import os
import sys
import time

import numpy as np
import torch
import torch.nn.functional as F
import yaml
from torch import nn

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, "../../examples/src/main/resources/io/ssl4j/examples/benchmark"))
from torch_side import encoder, figure, loader, mlp, nt_xent, simclr_transform, vote  # noqa: E402

# What a row does not say: the defaults of ssl4j's methods.
DEFAULTS = {
    "simclr": {"projector-hidden": 512, "projector-output": 128, "shared-statistics": True, "temperature": 0.5},
    "byol": {"projector-hidden": 1024, "projector-output": 256, "predictor-hidden": 1024, "momentum": 0.99,
             "momentum-final": 1, "shared-statistics": False},
    "moco-v1": {"projector-output": 128, "momentum": 0.99, "momentum-final": 0.99, "temperature": 0.1,
                "queue-size": 4096, "batch-norm-splits": 8},
    "moco-v2": {"projector-hidden": 512, "projector-output": 128, "projector-norm": False, "momentum": 0.99,
                "momentum-final": 0.99, "temperature": 0.1, "queue-size": 4096, "batch-norm-splits": 8},
    "tico": {"projector-hidden": 4096, "projector-output": 256, "momentum": 0.99, "momentum-final": 1, "beta": 0.9, "rho": 8},
    "memory-bank": {"projector-output": 128, "temperature": 0.07, "bank-momentum": 0.5, "negatives": 4096, "proximal": 0},
}

# The views that a method has for small images where a row names none, and those that are here: they differ by --crop-scale alone.
OWN_VIEWS = {"simclr": "simclr-small", "byol": "byol-small", "moco-v1": "moco-small", "moco-v2": "moco-small", "tico": "byol-small",
             "memory-bank": "moco-small"}
VIEWS = ["simclr-small", "moco-small"]

# What a row may say beside the settings of its method.
KEYS = ["name", "method", "seed", "encoder", "width", "epochs", "batch-size", "optimizer", "lr", "lr-end-share", "warmup-epochs",
        "weight-decay", "validation-share", "knn-every", "set"]

# As in the table of ssl4j.
COLUMNS = ["name", "method", "seed", "epochs", "batch_size", "steps", "train_seconds", "images_per_second", "knn", "row"]


def head(inputs, hidden, outputs, norm=True):
    if not hidden:
        return nn.Linear(inputs, outputs)
    if norm:
        return mlp(inputs, hidden, outputs)
    return nn.Sequential(nn.Linear(inputs, hidden), nn.ReLU(inplace=True), nn.Linear(hidden, outputs))


def in_parts(network, views, parts):
    """Batch norm over each of some parts of the rows."""
    return torch.cat([network(part) for part in views.chunk(parts)])


class Method:
    """A loss of two views over encoder and projector; samples are the indices of the images in the data set."""

    copies = 2

    def __init__(self, network, size, settings, samples):
        self.settings, self.samples = settings, samples
        projector = head(size, settings.get("projector-hidden"), settings["projector-output"], settings.get("projector-norm", True))
        self.online = nn.Sequential(network, projector)
        self.trained = nn.ModuleList([self.online])

    def through(self, views, network=None):
        return in_parts(network or self.online, views, 1 if self.settings.get("shared-statistics", True) else 2)

    def loss(self, views, samples):
        raise NotImplementedError

    def after_step(self, progress):
        pass


class SimClr(Method):
    def loss(self, views, samples):
        return nt_xent(self.through(views), self.settings["temperature"])


class WithTarget(Method):
    """A target that follows by parameters alone; its momentum rises along half a cosine."""

    def __init__(self, network, size, settings, samples):
        super().__init__(network, size, settings, samples)
        self.target = copy.deepcopy(self.online)

    def after_step(self, progress):
        first, last = self.settings["momentum"], self.settings["momentum-final"]
        momentum = last - (last - first) * (math.cos(math.pi * progress) + 1) / 2
        with torch.no_grad():
            for follower, leader in zip(self.target.parameters(), self.online.parameters()):
                follower.mul_(momentum).add_(leader, alpha=1 - momentum)


class Byol(WithTarget):
    def __init__(self, network, size, settings, samples):
        super().__init__(network, size, settings, samples)
        width = settings["projector-output"]
        self.predictor = head(width, settings["predictor-hidden"], width)
        self.trained.append(self.predictor)

    def loss(self, views, samples):
        predicted = self.through(views, nn.Sequential(self.online, self.predictor))
        with torch.no_grad():
            wanted = self.through(views, self.target).roll(len(views) // 2, 0)
        return 2 - 2 * F.cosine_similarity(predicted, wanted).mean()


class MoCo(WithTarget):
    def __init__(self, network, size, settings, samples):
        super().__init__(network, size, settings, samples)
        self.queue = F.normalize(torch.randn(settings["queue-size"], settings["projector-output"]), dim=1)

    def loss(self, views, samples):
        first, second = views.chunk(2)
        parts = self.settings["batch-norm-splits"]
        q = F.normalize(in_parts(self.online, first, parts), dim=1)
        with torch.no_grad():
            order = torch.randperm(len(second))
            k = F.normalize(in_parts(self.target, second[order], parts), dim=1)[order.argsort()]
        logits = torch.cat([(q * k).sum(1, keepdim=True), q @ self.queue.T], 1) / self.settings["temperature"]
        self.queue = torch.cat([self.queue, k])[-len(self.queue):]
        return F.cross_entropy(logits, torch.zeros(len(q), dtype=torch.long))


class TiCo(WithTarget):
    def __init__(self, network, size, settings, samples):
        super().__init__(network, size, settings, samples)
        self.covariance = torch.zeros(settings["projector-output"], settings["projector-output"])

    def loss(self, views, samples):
        first, second = views.chunk(2)
        u = F.normalize(self.online(first), dim=1)
        with torch.no_grad():
            v = F.normalize(self.target(second), dim=1)
            beta = self.settings["beta"]
            self.covariance = beta * self.covariance + (1 - beta) * u.T @ u / len(u)
        return 1 - (u * v).sum(1).mean() + self.settings["rho"] * (u @ self.covariance * u).sum(1).mean()


class MemoryBank(Method):
    copies = 1

    def __init__(self, network, size, settings, samples):
        super().__init__(network, size, settings, samples)
        self.bank = F.normalize(torch.randn(samples, settings["projector-output"]), dim=1)

    def loss(self, views, samples):
        v = F.normalize(self.online(views), dim=1)
        own = self.bank[samples]
        drawn = torch.randperm(self.samples)[: self.settings["negatives"] or None]
        others = (v @ self.bank[drawn].T).masked_fill(drawn[None] == samples[:, None], float("-inf"))
        logits = torch.cat([(v * own).sum(1, keepdim=True), others], 1) / self.settings["temperature"]
        loss = F.cross_entropy(logits, torch.zeros(len(v), dtype=torch.long))
        loss = loss + self.settings["proximal"] * (v - own).pow(2).sum(1).mean()
        keep = self.settings["bank-momentum"]
        self.bank[samples] = F.normalize(keep * own + (1 - keep) * v.detach(), dim=1)
        return loss


METHODS = {"simclr": SimClr, "byol": Byol, "moco-v1": MoCo, "moco-v2": MoCo, "tico": TiCo, "memory-bank": MemoryBank}


class Indexed(torch.utils.data.Dataset):
    """Views with the index of their image."""

    def __init__(self, images, transform, copies):
        self.images, self.transform, self.copies = images, transform, copies

    def __len__(self):
        return len(self.images)

    def __getitem__(self, index):
        from PIL import Image

        image = Image.fromarray(self.images[index])
        return index, [self.transform(image) for _ in range(self.copies)]


def read_cifar(path):
    records = np.fromfile(path, np.uint8).reshape(-1, 3073)
    return records[:, 1:].reshape(-1, 3, 32, 32).transpose(0, 2, 3, 1).copy(), records[:, 0].astype(np.int64)


def represent(network, images, mean, deviation):
    network.eval()
    with torch.no_grad():
        parts = [network(((torch.from_numpy(part).permute(0, 3, 1, 2) / 255.0 - mean) / deviation).float())
                 for part in np.array_split(images, max(1, len(images) // 500))]
    return F.normalize(torch.cat(parts), dim=1)


def missing(row):
    """What a row needs that is not here, or None."""
    method, settings = row.get("method"), row.get("set", {})
    if method not in METHODS:
        return "the method %s, here are %s" % (method, ", ".join(METHODS))
    views = settings.get("views", OWN_VIEWS[method])
    if views not in VIEWS:
        return "the views %s, here are %s" % (views, ", ".join(VIEWS))
    if "crop-scale" not in settings:
        return "a crop-scale"
    if row.get("optimizer", "adam") != "adam":
        return "the optimizer %s, here is adam" % row["optimizer"]
    if row.get("encoder") not in ("resnet-s", "resnet18"):
        return "the encoder %s, here are resnet-s, resnet18" % row.get("encoder")
    others = sorted(set(row) - set(KEYS)) + sorted(set(settings) - set(DEFAULTS[method]) - {"views", "crop-scale"})
    return "the setting " + ", ".join(others) if others else None


def learn(row, folder, seed, workers):
    """Trains and measures; what a line of the CSV says of it."""
    settings = {**DEFAULTS[row["method"]], **row.get("set", {})}
    torch.manual_seed(seed)
    np.random.seed(seed)
    images, labels = read_cifar(os.path.join(folder, "data_batch_1.bin"))
    test, wanted = read_cifar(os.path.join(folder, "test_batch.bin"))
    kept = len(images) - round(len(images) * row.get("validation-share", 0.1))
    images, labels = images[:kept], labels[:kept]
    mean, deviation = images.mean((0, 1, 2)) / 255, images.std((0, 1, 2)) / 255
    network, size = encoder(row["encoder"], 3, row["width"])
    network = network.to(memory_format=torch.channels_last)
    method = METHODS[row["method"]](network, size, settings, len(images))
    transform = simclr_transform(32, 3, settings["crop-scale"], mean.tolist(), deviation.tolist())
    batches = loader(Indexed(images, transform, method.copies), row["batch-size"], workers)
    rate, total = float(row["lr"]), row["epochs"] * len(batches)
    warmup, end = round(row.get("warmup-epochs", 2) * len(batches)), row.get("lr-end-share", 0)
    optimizer = torch.optim.Adam(method.trained.parameters(), lr=rate, weight_decay=float(row.get("weight-decay", 1e-6)))
    step, started = 0, time.perf_counter()
    for epoch in range(row["epochs"]):
        losses = 0.0
        for samples, views in batches:
            cosine = (1 + math.cos(math.pi * (step - warmup) / max(1, total - warmup))) / 2
            factor = (step + 1) / warmup if step < warmup else end + (1 - end) * cosine
            optimizer.param_groups[0]["lr"] = rate * factor
            loss = method.loss(torch.cat(views).contiguous(memory_format=torch.channels_last), samples)
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            method.after_step(step / total)
            losses += loss.item()
            step += 1
        figure("loss.%d" % (epoch + 1), losses / len(batches))
        seconds = time.perf_counter() - started
        figure("seconds.%d" % (epoch + 1), seconds)
    shape = dict(mean=torch.from_numpy(mean)[:, None, None], deviation=torch.from_numpy(deviation)[:, None, None])
    answers = vote(represent(network, test, **shape) @ represent(network, images, **shape).T, torch.from_numpy(labels), 10)
    knn = float((answers.numpy() == wanted).mean())
    figure("knn", knn)
    return {"epochs": row["epochs"], "batch_size": row["batch-size"], "steps": step, "train_seconds": seconds,
            "images_per_second": step * row["batch-size"] / seconds, "knn": knn}


class Table:
    """The lines of a CSV, which is written anew for each."""

    def __init__(self, path):
        self.path, self.lines = path, []
        if path and os.path.exists(path):
            with open(path, newline="") as file:
                reader = csv.DictReader(file)
                if reader.fieldnames != COLUMNS:
                    raise SystemExit("%s must begin with '%s', got '%s'; move it away"
                                     % (path, ",".join(COLUMNS), ",".join(reader.fieldnames or [])))
                self.lines = list(reader)

    def has(self, row, seed):
        """Whether the row is there; with other settings it is refused."""
        for line in self.lines:
            if (line["name"], line["seed"]) == (row["name"], str(seed)):
                if line["row"] != text(row):
                    raise SystemExit("row %s with seed %s must be the one in %s, got other settings: %s there and %s here; "
                                     "move the file away" % (row["name"], seed, self.path, line["row"], text(row)))
                return True
        return False

    def add(self, row, seed, figures):
        self.lines.append({"name": row["name"], "method": row["method"], "seed": seed, **figures, "row": text(row)})
        if self.path:
            os.makedirs(os.path.dirname(os.path.abspath(self.path)), exist_ok=True)
            with open(self.path + ".part", "w", newline="") as file:
                writer = csv.DictWriter(file, COLUMNS, lineterminator="\n")
                writer.writeheader()
                writer.writerows(self.lines)
            os.replace(self.path + ".part", self.path)


def text(row):
    return json.dumps({key: value for key, value in row.items() if key not in ("name", "method", "seed")}, sort_keys=True)


def chosen(path, names):
    """The rows of the names, or all that can be run here."""
    with open(path) as file:
        content = yaml.safe_load(file)
    rows = {row["name"]: {**content.get("defaults", {}), **row} for row in content["rows"]}
    for name in names:
        if name not in rows:
            raise SystemExit("--row must name rows of %s, which are %s, got %s" % (path, ", ".join(rows), name))
        if missing(rows[name]):
            raise SystemExit("row %s cannot be run here: it needs %s" % (name, missing(rows[name])))
    for name, row in rows.items():
        if not names and missing(row):
            print("left out: %s needs %s" % (name, missing(row)), flush=True)
    return [row for name, row in rows.items() if (name in names if names else not missing(row))]


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rows", required=True, help="a file of rows, such as docs/results/cifar10.yaml")
    parser.add_argument("--row", nargs="+", action="extend", default=[], help="names of rows; all that can be run if none is given")
    parser.add_argument("--images", required=True, help="the folder of CIFAR-10 files")
    parser.add_argument("--out", help="a CSV of results, gone on with if it is there")
    parser.add_argument("--seed", type=int, help="in place of the rows'")
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--threads", type=int, default=2)
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    table = Table(options.out)
    rows = [(row, row.get("seed", 42) if options.seed is None else options.seed) for row in chosen(options.rows, options.row)]
    done = [table.has(row, seed) for row, seed in rows]
    for i, (row, seed) in enumerate(rows):
        state = "done" if done[i] else "to begin"
        print("row %d of %d, %s, seed %d: %s" % (i + 1, len(rows), row["name"], seed, state), flush=True)
        if not done[i]:
            table.add(row, seed, learn(row, options.images, seed, options.workers))


if __name__ == "__main__":
    main()

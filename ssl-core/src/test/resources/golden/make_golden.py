"""Golden values of the losses of heads: PyTorch's own functions and autograd in float64. Run in this folder with any PyTorch:
python3 make_golden.py"""
import torch
import torch.nn.functional as F
from torch_golden import normal, rows, save

for case, (n, k) in enumerate([(5, 4), (8, 3)], 1):
    z = rows(100 + case, n, k)
    classes = torch.arange(n) % k
    save("label_smoothing", case, "torch.nn.functional.cross_entropy, label_smoothing", {"smoothing": 0.1},
         {"z": z, "const_targets": classes.double()}, F.cross_entropy(z, classes, label_smoothing=0.1))
    z = rows(110 + case, n, k)
    labels = (normal(120 + case, n, k) > 0).double()
    save("binary_cross_entropy", case, "torch.nn.functional.binary_cross_entropy_with_logits", {},
         {"z": z, "const_targets": labels}, F.binary_cross_entropy_with_logits(z, labels))
    z = rows(130 + case, n, k)
    numbers = normal(140 + case, n, k)
    save("mean_squared_error", case, "torch.nn.functional.mse_loss", {}, {"z": z, "const_targets": numbers},
         F.mse_loss(z, numbers))

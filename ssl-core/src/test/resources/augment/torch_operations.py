"""Results of torchvision's operations on float tensors, for TorchOperationsTest.

Run:  python3 torch_operations.py > torch_operations.csv      (made with torchvision 0.14.1 and PyTorch 1.13.0)
Each row: operation, its arguments, height, width and channels of TestImages.pattern, the samples of the result, interleaved.
"""
import torch
import torchvision.transforms.functional as F
from torchvision.transforms import InterpolationMode


def pattern(height, width, channels):
    y = torch.arange(height).view(1, -1, 1)
    x = torch.arange(width).view(1, 1, -1)
    c = torch.arange(channels).view(-1, 1, 1)
    return ((37 * y + 61 * x + 101 * c + 7 * x * y) % 256).float() / 255


def row(name, arguments, shape, operation):
    result = operation(pattern(*shape)).permute(1, 2, 0).flatten()
    print(",".join([name, " ".join(map(str, arguments)), *map(str, shape), *(f"{v:.8f}" for v in result.tolist())]))


for turns in [-0.5, -0.1, 0.02, 0.25, 0.5]:
    row("hue", [turns], (5, 7, 3), lambda p: F.adjust_hue(p, turns))
for factor in [0.0, 0.4, 1.6]:
    row("brightness", [factor], (3, 4, 3), lambda p: F.adjust_brightness(p, factor))
    row("contrast", [factor], (3, 4, 3), lambda p: F.adjust_contrast(p, factor))
    row("saturation", [factor], (3, 4, 3), lambda p: F.adjust_saturation(p, factor))
row("grayscale", [], (4, 5, 3), lambda p: F.rgb_to_grayscale(p, num_output_channels=3))
for threshold in [0.25, 0.5, 0.9]:
    row("solarize", [threshold], (4, 5, 3), lambda p: F.solarize(p, threshold))
for radius, sigma in [(1, 0.1), (1, 0.5), (1, 2.0), (2, 0.8), (4, 2.0)]:
    row("blur", [radius, sigma], (9, 11, 3), lambda p: F.gaussian_blur(p, [2 * radius + 1] * 2, [sigma] * 2))
for top, left, h, w, height, width in [(2, 3, 11, 17, 8, 8), (0, 0, 16, 24, 5, 7), (4, 9, 5, 4, 8, 9), (1, 1, 14, 3, 4, 6)]:
    row(
        "crop",
        [top, left, h, w, height, width],
        (16, 24, 3),
        lambda p: F.resized_crop(p, top, left, h, w, [height, width], InterpolationMode.BILINEAR, antialias=True),
    )

"""How torchvision's RandomResizedCrop is distributed, for CropDistributionTest.

Run:  python3 torch_crops.py > torch_crops.csv      (made with torchvision 0.14.1, PyTorch 1.13.0, 300,000 draws each)
Each row: height and width of the image, least and most scale, what is measured (area of the crop as a part of the image's;
ratio, its width / height; x and y of its centre as parts of the image's width and height), a value, and the part of the
draws that are at most that value. The values are quantiles of the draws.
"""
import numpy as np
import torch
from torchvision.transforms import RandomResizedCrop

DRAWS = 300_000
LEVELS = [0.01, 0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.99]

torch.manual_seed(1)
for height, width, low, high in [(224, 300, 0.08, 1.0), (32, 32, 0.2, 1.0), (16, 200, 0.08, 1.0), (200, 16, 0.08, 1.0)]:
    image = torch.zeros(1, height, width)
    crops = np.array(
        [RandomResizedCrop.get_params(image, [low, high], [3 / 4, 4 / 3]) for _ in range(DRAWS)], dtype=np.float64
    )
    top, left, h, w = crops.T
    measures = {
        "area": h * w / (height * width),
        "ratio": w / h,
        "x": (left + w / 2) / width,
        "y": (top + h / 2) / height,
    }
    for name, values in measures.items():
        for value in np.unique(np.quantile(values, LEVELS, method="lower")):
            part = np.mean(values <= value + 1e-9)
            print(f"{height},{width},{low},{high},{name},{value:.12f},{part:.6f}")

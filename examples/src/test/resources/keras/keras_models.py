"""Two models in the layout of Keras 2's model.save("x.h5"), and what they compute in float64, for KerasEncoderTest.

Run here:  python3 keras_models.py > keras_models.csv
It needs numpy and h5py (made with 1.24 and 3.7) and no Keras, and writes sequential.h5 and functional.h5 beside the figures.
Each row: model, layer, image, entry, value in float64.

With k counting a tensor's elements in Keras' order and l counting the model's layers with weights:
    kernel  sin(0.37 k + l) * sqrt(2 / fanIn)      bias             0.1 cos(0.6 k + l)
    gamma   1 + 0.1 sin(0.7 k + l)                 moving mean      0.05 sin(1.3 k + l)
    beta    0.1 cos(0.5 k + l)                     moving variance  1 + 0.3 cos(0.9 k + l)
    image n sin(0.9 n + 0.23 y + 0.31 x + 0.7 c + 0.05 x y)
"""
import json

import h5py
import numpy as np

SIZE, CHANNELS, IMAGES, EPSILON = 16, 3, 3, 1e-3
FLOATS = {"trainable": True, "dtype": "float32"}


def initializer(name):
    return {"class_name": name, "config": {} if name != "GlorotUniform" else {"seed": None}}


def conv(name, filters, kernel, strides, regularizer=None):
    return "Conv2D", {
        "name": name, **FLOATS, "filters": filters, "kernel_size": [kernel, kernel], "strides": [strides, strides],
        "padding": "same", "data_format": "channels_last", "dilation_rate": [1, 1], "groups": 1, "activation": "linear",
        "use_bias": True, "kernel_initializer": initializer("GlorotUniform"), "bias_initializer": initializer("Zeros"),
        "kernel_regularizer": regularizer, "bias_regularizer": None, "activity_regularizer": None,
        "kernel_constraint": None, "bias_constraint": None}


def norm(name):
    return "BatchNormalization", {
        "name": name, **FLOATS, "axis": [3], "momentum": 0.99, "epsilon": EPSILON, "center": True, "scale": True,
        "beta_initializer": initializer("Zeros"), "gamma_initializer": initializer("Ones"),
        "moving_mean_initializer": initializer("Zeros"), "moving_variance_initializer": initializer("Ones"),
        "beta_regularizer": None, "gamma_regularizer": None, "beta_constraint": None, "gamma_constraint": None}


def relu(name):
    return "Activation", {"name": name, **FLOATS, "activation": "relu"}


def average(name):
    return "GlobalAveragePooling2D", {"name": name, **FLOATS, "data_format": "channels_last", "keepdims": False}


def maximum(name):
    return "MaxPooling2D", {"name": name, **FLOATS, "pool_size": [2, 2], "padding": "valid", "strides": [2, 2],
                            "data_format": "channels_last"}


def add(name):
    return "Add", {"name": name, **FLOATS}


def flatten(name):
    return "Flatten", {"name": name, **FLOATS, "data_format": "channels_last"}


def dropout(name):
    return "Dropout", {"name": name, **FLOATS, "rate": 0.2, "noise_shape": None, "seed": None}


def dense(name, units):
    return "Dense", {
        "name": name, **FLOATS, "units": units, "activation": "linear", "use_bias": True,
        "kernel_initializer": initializer("GlorotUniform"), "bias_initializer": initializer("Zeros"),
        "kernel_regularizer": None, "bias_regularizer": None, "activity_regularizer": None, "kernel_constraint": None,
        "bias_constraint": None}


def image_input():
    return "InputLayer", {"batch_input_shape": [None, SIZE, SIZE, CHANNELS], "dtype": "float32", "sparse": False,
                          "ragged": False, "name": "image"}


L2 = {"class_name": "L1L2", "config": {"l1": 0.0, "l2": 1e-4}}
# Layers in order, each with the names of those that it takes.
SEQUENTIAL = [(image_input(), []), (conv("conv", 6, 3, 2, L2), ["image"]), (norm("norm"), ["conv"]),
              (relu("relu"), ["norm"]), (average("pool"), ["relu"]), (dropout("drop"), ["pool"]),
              (dense("dense", 5), ["drop"])]
FUNCTIONAL = [(image_input(), []), (conv("stem", 4, 3, 2), ["image"]), (conv("branch", 4, 3, 1), ["stem"]),
              (norm("norm"), ["branch"]), (add("sum"), ["norm", "stem"]), (relu("relu"), ["sum"]),
              (maximum("maximum"), ["relu"]), (flatten("flat"), ["maximum"]), (dense("dense", 7), ["flat"])]


def wave(function, shape, factor, number):
    return function(factor * np.arange(np.prod(shape)) + number).reshape(shape)


def weights(layer, inputs, number):
    """The layer's tensors by Keras' names, in Keras' order; what `inputs` is shaped like gives the fan-in."""
    kind, config = layer
    channels = inputs.shape[-1]
    if kind == "Conv2D":
        shape = (*config["kernel_size"], channels, config["filters"])
    elif kind == "Dense":
        shape = (channels, config["units"])
    elif kind == "BatchNormalization":
        return {"gamma:0": 1 + 0.1 * wave(np.sin, (channels,), 0.7, number),
                "beta:0": 0.1 * wave(np.cos, (channels,), 0.5, number),
                "moving_mean:0": 0.05 * wave(np.sin, (channels,), 1.3, number),
                "moving_variance:0": 1 + 0.3 * wave(np.cos, (channels,), 0.9, number)}
    else:
        return {}
    return {"kernel:0": wave(np.sin, shape, 0.37, number) * np.sqrt(2 / np.prod(shape[:-1])),
            "bias:0": 0.1 * wave(np.cos, shape[-1:], 0.6, number)}


def convolve(x, config, kernel, bias):
    """TensorFlow's padding "same": what is odd goes below and to the right."""
    size, stride = kernel.shape[0], config["strides"][0]
    rows = -(-x.shape[1] // stride)
    padding = max(0, (rows - 1) * stride + size - x.shape[1])
    before, after = padding // 2, padding - padding // 2
    padded = np.pad(x, ((0, 0), (before, after), (before, after), (0, 0)))
    out = np.zeros((x.shape[0], rows, rows, kernel.shape[3]))
    for i in range(rows):
        for j in range(rows):
            window = padded[:, i * stride:i * stride + size, j * stride:j * stride + size, :]
            out[:, i, j, :] = np.tensordot(window, kernel, axes=3) + bias
    return out


def forward(layer, inputs, tensors):
    kind, config = layer
    x = inputs[0]
    w = list(tensors.values())
    if kind == "Conv2D":
        return convolve(x, config, *w)
    if kind == "Dense":
        return x @ w[0] + w[1]
    if kind == "BatchNormalization":
        return (x - w[2]) / np.sqrt(w[3] + config["epsilon"]) * w[0] + w[1]
    if kind == "Activation":
        return np.maximum(x, 0)
    if kind == "GlobalAveragePooling2D":
        return x.mean(axis=(1, 2))
    if kind == "MaxPooling2D":
        return x.reshape(x.shape[0], x.shape[1] // 2, 2, x.shape[2] // 2, 2, x.shape[3]).max(axis=(2, 4))
    if kind == "Add":
        return inputs[0] + inputs[1]
    if kind == "Dropout":
        return x
    return x.reshape(x.shape[0], -1)


def images():
    n, y, x, c = np.meshgrid(*map(np.arange, (IMAGES, SIZE, SIZE, CHANNELS)), indexing="ij")
    return np.sin(0.9 * n + 0.23 * y + 0.31 * x + 0.7 * c + 0.05 * x * y)


def sequential(name, layers):
    return {"class_name": "Sequential", "config": {
        "name": name, "layers": [{"class_name": kind, "config": config} for (kind, config), _ in layers]}}


def functional(name, layers):
    return {"class_name": "Functional", "config": {
        "name": name,
        "layers": [{"class_name": kind, "config": config, "name": config["name"],
                    "inbound_nodes": [[[source, 0, 0, {}] for source in sources]] if sources else []}
                   for (kind, config), sources in layers],
        "input_layers": [["image", 0, 0]], "output_layers": [[layers[-1][0][1]["name"], 0, 0]]}}


def write(name, description, layers):
    """The file, and as figures what its last global pool and its dense layer give."""
    with h5py.File(name + ".h5", "w") as file:
        file.attrs["keras_version"] = b"2.9.0"
        file.attrs["backend"] = b"tensorflow"
        file.attrs["model_config"] = json.dumps(description(name, layers)).encode()
        root = file.create_group("model_weights")
        root.attrs["layer_names"] = [layer[1]["name"].encode() for layer, _ in layers]
        root.attrs["keras_version"] = b"2.9.0"
        root.attrs["backend"] = b"tensorflow"
        activations = {"image": images()}
        number = 0
        for layer, sources in layers:
            layer_name = layer[1]["name"]
            tensors = {}
            if sources:
                inputs = [activations[source] for source in sources]
                tensors = weights(layer, inputs[0], number)
                activations[layer_name] = forward(layer, inputs, tensors)
            number += bool(tensors)
            group = root.create_group(layer_name)
            group.attrs["weight_names"] = [(layer_name + "/" + key).encode() for key in tensors]
            for key, tensor in tensors.items():
                group.create_dataset(layer_name + "/" + key, data=tensor.astype("float32"), track_times=False)
    for layer_name, activation in activations.items():
        if layer_name in ("pool", "dense"):
            for (image, entry), value in np.ndenumerate(activation):
                print(f"{name},{layer_name},{image},{entry},{value!r}")


write("sequential", sequential, SEQUENTIAL)
write("functional", functional, FUNCTIONAL)

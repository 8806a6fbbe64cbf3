"""The integer arithmetic of the runtime, emulated: weights per row, activations per token."""

import torch


def rows(weight):
    """int8 rows and their scales: weight ≈ q * scale[:, None]."""
    scale = weight.abs().amax(1) / 127
    scale[scale == 0] = 1.0
    return torch.clamp(torch.round(weight / scale[:, None]), -127, 127).to(torch.int8), scale


def linear(x, q, scale, bias):
    """x [T, k] in float32, quantized per token to 0 … 254 with its own zero point."""
    low, high = x.amin(-1).clamp(max=0), x.amax(-1).clamp(min=0)
    step = 254 / (high - low).clamp(min=1e-9)
    zero = torch.round(-low * step)
    a = torch.round(x * step[..., None]) + zero[..., None]
    sums = (a.double() - zero[..., None].double()) @ q.double().T
    return (sums.float() * (1 / step)[..., None]) * scale + bias


class Int8Linear(torch.nn.Module):
    def __init__(self, source):
        super().__init__()
        self.q, self.scale = rows(source.weight.data)
        self.bias = source.bias.data

    def forward(self, x):
        return linear(x.float(), self.q, self.scale, self.bias)


def quantized(model):
    """Replaces the encoder's matrices and word embeddings by their int8 forms, in place."""
    q, scale = rows(model.encoder.word.weight.data)
    model.encoder.word.weight.data = q.float() * scale[:, None]
    for layer in model.encoder.layers:
        for name in ("qkv", "out", "up", "down"):
            setattr(layer, name, Int8Linear(getattr(layer, name)))
    return model

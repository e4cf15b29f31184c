"""NOT PyTorch: a stand-in of the few calls that the README's loop makes, on NumPy, for machines where PyTorch is not installed."""

import pickle
from types import SimpleNamespace

import numpy as np


class Tensor:
    def __init__(self, value, gradient=None):
        self.value = np.asarray(value, np.float64)
        self._gradient = gradient

    def __rsub__(self, other):
        return NotImplemented

    def __pow__(self, power):
        return Tensor(self.value**power, (self, power))

    def mean(self):
        return Tensor(self.value.mean(), self)

    def backward(self):
        squares = self._gradient
        difference, power = squares._gradient
        parameter = difference._gradient
        parameter.grad = np.atleast_1d((power * difference.value ** (power - 1)).mean())


class Parameter(Tensor):
    def __init__(self, tensor):
        super().__init__(tensor.value if isinstance(tensor, Tensor) else tensor)
        self.grad = None

    def __sub__(self, other):
        return Tensor(self.value - other.value, self)

    def detach(self):
        return self.value


class SGD:
    def __init__(self, parameters, lr):
        self.parameters, self.lr = parameters, lr

    def zero_grad(self):
        for parameter in self.parameters:
            parameter.grad = None

    def step(self):
        for parameter in self.parameters:
            parameter.value = parameter.value - self.lr * parameter.grad


def zeros(size):
    return np.zeros(size)


def from_numpy(array):
    return Tensor(array)


def save(value, path):
    with open(path, "wb") as file:
        pickle.dump(value, file)


def load(path):
    with open(path, "rb") as file:
        return pickle.load(file)


nn = SimpleNamespace(Parameter=Parameter)
optim = SimpleNamespace(SGD=SGD)

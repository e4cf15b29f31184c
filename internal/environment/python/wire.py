"""Python values as JSON lines between two interpreters: primitives only, each of its exact type."""

import json
import math

# Bounds of one value: what is beyond them is nobody's honest return value.
DEPTH_MAX = 100
INT_BITS_MAX = 200_000


class Unsupported(Exception):
    """A value that does not travel."""


def encode(value, depth=0):
    """JSON of a value; objects of subclasses become their base's plain value, so that nothing of a class travels."""
    if depth > DEPTH_MAX:
        raise Unsupported("nested deeper than %d" % DEPTH_MAX)
    if value is None or value is True or value is False:
        return value
    if isinstance(value, int):
        number = int.__index__(value)
        if -(2**53) < number < 2**53:
            return number
        if number.bit_length() > INT_BITS_MAX:
            raise Unsupported("an integer of %d bits" % number.bit_length())
        return {"t": "int", "v": hex(number)}
    if isinstance(value, float):
        number = float.__float__(value)
        return number if math.isfinite(number) else {"t": "float", "v": repr(number)}
    if isinstance(value, complex):
        return {"t": "complex", "v": [encode(float(value.real)), encode(float(value.imag))]}
    if isinstance(value, str):
        return str.__str__(value)
    if isinstance(value, (bytes, bytearray)):
        return {"t": "bytes", "v": bytes(value).hex()}
    if isinstance(value, list):
        return [encode(each, depth + 1) for each in list.__iter__(value)]
    for kind, tag in ((tuple, "tuple"), (set, "set"), (frozenset, "frozenset")):
        if isinstance(value, kind):
            return {"t": tag, "v": [encode(each, depth + 1) for each in kind.__iter__(value)]}
    if isinstance(value, dict):
        return {"t": "dict", "v": [[encode(k, depth + 1), encode(v, depth + 1)] for k, v in dict.items(value)]}
    raise Unsupported("a value of type %s" % type(value).__name__)


def decode(value, depth=0):
    """The value of an encoding; raises Unsupported for anything that `encode` does not write."""
    if depth > DEPTH_MAX:
        raise Unsupported("nested deeper than %d" % DEPTH_MAX)
    if isinstance(value, list):
        return [decode(each, depth + 1) for each in value]
    if not isinstance(value, dict):
        return value
    tag, inner = value.get("t"), value.get("v")
    try:
        if tag == "int":
            number = int(inner, 16)
            if number.bit_length() > INT_BITS_MAX:
                raise Unsupported("an integer of %d bits" % number.bit_length())
            return number
        if tag == "float" and inner in ("nan", "inf", "-inf"):
            return float(inner)
        if tag == "complex":
            real, imaginary = (decode(each, depth + 1) for each in inner)
            return complex(real, imaginary)
        if tag == "bytes":
            return bytes.fromhex(inner)
        if tag in ("tuple", "set", "frozenset"):
            kind = {"tuple": tuple, "set": set, "frozenset": frozenset}[tag]
            return kind(decode(each, depth + 1) for each in inner)
        if tag == "dict":
            return {decode(k, depth + 1): decode(v, depth + 1) for k, v in inner}
    except (TypeError, ValueError) as error:
        raise Unsupported("a malformed %s" % tag) from error
    raise Unsupported("an unknown tag")


def dumps(message):
    """One line, without its end."""
    return json.dumps(message, allow_nan=False, separators=(",", ":"))

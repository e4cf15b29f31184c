"""Batches of rollouts from a Sortie fleet, for trainers in Python (docs/learner.md)."""

from .batch import NOT_SAMPLED, Batch, Group, LeftOut, PackedBatch, PaddedBatch, Rollout, Sequence
from .client import Client, Policy, connect
from .errors import SessionTaken, SortieError

__all__ = [
    "NOT_SAMPLED",
    "Batch",
    "Client",
    "Group",
    "LeftOut",
    "PackedBatch",
    "PaddedBatch",
    "Policy",
    "Rollout",
    "Sequence",
    "SessionTaken",
    "SortieError",
    "connect",
]

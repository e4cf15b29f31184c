"""A batch as arrays, and as plain objects. Nothing is decided here: the gateway says what counts."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from ._proto import learner_pb2 as pb
from ._proto import trajectory_pb2 as tpb

_T = TypeVar("_T", bound=np.generic)

#: `weight_versions` where a token was not sampled.
NOT_SAMPLED = -1


@dataclass(frozen=True)
class Sequence:
    """One trace of a rollout: every token that the policy saw, in order. The arrays have one entry a token."""

    rollout: int
    """Index of its rollout in the batch."""
    trace_id: str
    agent: str
    tokens: NDArray[np.uint32]
    loss_mask: NDArray[np.uint8]
    """1 where the token was sampled by the policy and counts in the loss."""
    logprobs: NDArray[np.float32]
    """Of the engine; NaN where the token was not sampled."""
    weight_versions: NDArray[np.int64]
    """The version that sampled the token; NOT_SAMPLED elsewhere."""
    shared_tokens: int
    """Tokens at the start that are the parent trace's."""


@dataclass(frozen=True)
class Rollout:
    """One member of a group. `turns` and `ending` are the readable side: `sortie.v1` messages."""

    rollout_id: str
    group: int
    """Index of its group in the batch."""
    group_index: int
    attempt: int
    status: str
    reward: float | None
    """None when it was not determined: never 0 for that."""
    staleness_steps: int
    worker: str
    environment_version: str
    warnings: tuple[str, ...]
    turns: tuple[tpb.Turn, ...]
    ending: tpb.EndingRecord


@dataclass(frozen=True)
class LeftOut:
    """A member that counts in neither baseline nor loss, and why."""

    rollout_id: str
    group_index: int
    reason: str
    status: str
    detail: str


@dataclass(frozen=True)
class Group:
    """The rollouts of one task that a group-relative learner compares."""

    group_id: str
    group_size: int
    run_id: str
    task_id: str
    environment: str
    partial: bool
    rollouts: tuple[Rollout, ...]
    left_out: tuple[LeftOut, ...]


@dataclass(frozen=True)
class PaddedBatch:
    """Arrays of [sequences, tokens of the longest], and of [sequences]."""

    tokens: NDArray[np.int64]
    attention_mask: NDArray[np.uint8]
    loss_mask: NDArray[np.uint8]
    logprobs: NDArray[np.float32]
    weight_versions: NDArray[np.int64]
    lengths: NDArray[np.int64]
    rollouts: NDArray[np.int64]
    groups: NDArray[np.int64]
    """Group of each sequence, from 0: what an advantage is computed over."""
    rewards: NDArray[np.float32]
    """Of each sequence's rollout; NaN where there is none."""


@dataclass(frozen=True)
class PackedBatch:
    """All sequences in one row of tokens: sequence i is [cu_seqlens[i], cu_seqlens[i + 1])."""

    tokens: NDArray[np.int64]
    positions: NDArray[np.int64]
    loss_mask: NDArray[np.uint8]
    logprobs: NDArray[np.float32]
    weight_versions: NDArray[np.int64]
    cu_seqlens: NDArray[np.int32]
    max_seqlen: int
    rollouts: NDArray[np.int64]
    groups: NDArray[np.int64]
    rewards: NDArray[np.float32]


class Batch:
    """Whole groups of rollouts, and the cursor that stands for everything up to and with them."""

    def __init__(self, message: pb.Batch, commit: Callable[[bytes], None]) -> None:
        self._message = message
        self._commit = commit
        self.number: int = message.number
        self.weight_version: int = message.weight_version
        #: The gateway's policy asked for more than there was.
        self.short: bool = message.short
        #: Put this into your checkpoint, with the model: `connect(cursor=...)` goes on from there.
        self.cursor: bytes = message.cursor.SerializeToString()
        #: Rollouts dropped since the batch before, by (reason, duration bucket).
        self.dropped: dict[tuple[str, str], int] = {(each.reason, each.duration_bucket): each.count for each in message.dropped}
        self.groups: tuple[Group, ...] = tuple(_group(group, index) for index, group in enumerate(message.groups))
        self.rollouts: tuple[Rollout, ...] = tuple(rollout for group in self.groups for rollout in group.rollouts)
        self.sequences: tuple[Sequence, ...] = tuple(_sequences(message))

    def __len__(self) -> int:
        return len(self.rollouts)

    def commit(self) -> None:
        """Says that your checkpoint has `cursor`: call it once the checkpoint is stored. What is committed may be purged."""
        self._commit(self.cursor)

    def padded(self, pad_id: int = 0, length: int | None = None) -> PaddedBatch:
        """One row a sequence. `length` pads to at least so many tokens. Raises ValueError when a sequence is longer."""
        longest = max((len(each.tokens) for each in self.sequences), default=0)
        width = longest if length is None else length
        if width < longest:
            raise ValueError(f"length is {width}, the longest sequence has {longest} tokens")
        shape = (len(self.sequences), width)
        tokens = np.full(shape, pad_id, np.int64)
        attention_mask = np.zeros(shape, np.uint8)
        loss_mask = np.zeros(shape, np.uint8)
        logprobs = np.full(shape, np.nan, np.float32)
        weight_versions = np.full(shape, NOT_SAMPLED, np.int64)
        for row, each in enumerate(self.sequences):
            end = len(each.tokens)
            tokens[row, :end] = each.tokens
            attention_mask[row, :end] = 1
            loss_mask[row, :end] = each.loss_mask
            logprobs[row, :end] = each.logprobs
            weight_versions[row, :end] = each.weight_versions
        return PaddedBatch(tokens, attention_mask, loss_mask, logprobs, weight_versions, self._lengths(), *self._labels())

    def packed(self) -> PackedBatch:
        """Every sequence one after the other, without padding."""
        lengths = self._lengths()
        cu_seqlens = np.concatenate([[0], np.cumsum(lengths)]).astype(np.int32)
        rollouts, groups, rewards = self._labels()
        return PackedBatch(
            tokens=_joined([each.tokens for each in self.sequences], np.int64),
            positions=_joined([np.arange(length) for length in lengths], np.int64),
            loss_mask=_joined([each.loss_mask for each in self.sequences], np.uint8),
            logprobs=_joined([each.logprobs for each in self.sequences], np.float32),
            weight_versions=_joined([each.weight_versions for each in self.sequences], np.int64),
            cu_seqlens=cu_seqlens,
            max_seqlen=int(lengths.max(initial=0)),
            rollouts=rollouts,
            groups=groups,
            rewards=rewards,
        )

    def _lengths(self) -> NDArray[np.int64]:
        return np.array([len(each.tokens) for each in self.sequences], np.int64)

    def _labels(self) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.float32]]:
        rollouts = np.array([each.rollout for each in self.sequences], np.int64)
        groups = np.array([self.rollouts[index].group for index in rollouts], np.int64)
        rewards = np.array([_nan(self.rollouts[index].reward) for index in rollouts], np.float32)
        return rollouts, groups, rewards


def _nan(reward: float | None) -> float:
    return float("nan") if reward is None else reward


def _joined(parts: Iterable[NDArray[Any]], kind: type[_T]) -> NDArray[_T]:
    joined: NDArray[_T] = np.concatenate([np.zeros(0, kind), *parts]).astype(kind)
    return joined


def _sequences(message: pb.Batch) -> Iterator[Sequence]:
    index = 0
    for group in message.groups:
        for rollout in group.rollouts:
            for sequence in rollout.sequences:
                yield Sequence(
                    rollout=index,
                    trace_id=sequence.trace_id,
                    agent=sequence.agent,
                    tokens=np.frombuffer(sequence.token_ids, "<u4"),
                    loss_mask=np.frombuffer(sequence.loss_mask, np.uint8),
                    logprobs=np.frombuffer(sequence.logprobs, "<f4"),
                    weight_versions=np.frombuffer(sequence.weight_versions, "<i8"),
                    shared_tokens=sequence.shared_tokens,
                )
            index += 1


def _group(group: pb.BatchGroup, index: int) -> Group:
    return Group(
        group_id=group.group_id,
        group_size=group.group_size,
        run_id=group.run_id,
        task_id=group.task_id,
        environment=group.environment,
        partial=group.partial,
        rollouts=tuple(_rollout(each, index) for each in group.rollouts),
        left_out=tuple(_left_out(each) for each in group.left_out),
    )


def _rollout(rollout: pb.BatchRollout, group: int) -> Rollout:
    return Rollout(
        rollout_id=rollout.rollout_id,
        group=group,
        group_index=rollout.group_index,
        attempt=rollout.attempt,
        status=_word(tpb.RolloutStatus.Name(rollout.status), "ROLLOUT_STATUS_"),
        reward=rollout.reward if rollout.HasField("reward") else None,
        staleness_steps=rollout.staleness_steps,
        worker=rollout.worker,
        environment_version=rollout.environment_version,
        warnings=tuple(rollout.warnings),
        turns=tuple(rollout.turns),
        ending=rollout.ending,
    )


def _left_out(member: pb.LeftOutMember) -> LeftOut:
    return LeftOut(
        rollout_id=member.rollout_id,
        group_index=member.group_index,
        reason=_word(pb.LeftOutReason.Name(member.reason), "LEFT_OUT_REASON_"),
        status=_word(tpb.RolloutStatus.Name(member.status), "ROLLOUT_STATUS_"),
        detail=member.detail,
    )


def _word(name: str, prefix: str) -> str:
    return name.removeprefix(prefix).lower()

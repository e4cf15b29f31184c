"""Arrays of a batch that is written down here, field by field."""

import numpy as np
import pytest

import sortie_rl
from sortie_rl._proto import learner_pb2 as pb
from sortie_rl._proto import trajectory_pb2 as tpb


def sequence(tokens: list[int], sampled_from: int, version: int) -> pb.TrainingSequence:
    sampled = [index >= sampled_from for index in range(len(tokens))]
    return pb.TrainingSequence(
        trace_id="t",
        token_ids=np.array(tokens, "<u4").tobytes(),
        loss_mask=np.array(sampled, np.uint8).tobytes(),
        logprobs=np.array([-float(token) if own else np.nan for token, own in zip(tokens, sampled)], "<f4").tobytes(),
        weight_versions=np.array([version if own else -1 for own in sampled], "<i8").tobytes(),
    )


def batch() -> sortie_rl.Batch:
    groups = [
        pb.BatchGroup(
            group_id="g-1",
            group_size=2,
            rollouts=[
                pb.BatchRollout(rollout_id="r-1", status=tpb.ROLLOUT_STATUS_COMPLETED, reward=0.0, sequences=[sequence([1, 2, 3], 2, 4)]),
                pb.BatchRollout(rollout_id="r-2", status=tpb.ROLLOUT_STATUS_TRUNCATED, sequences=[sequence([1, 2], 1, 4), sequence([5], 0, 3)]),
            ],
        ),
        pb.BatchGroup(
            group_id="g-2",
            rollouts=[pb.BatchRollout(rollout_id="r-3", reward=1.0, sequences=[sequence([7, 8, 9, 10], 3, 5)])],
            left_out=[pb.LeftOutMember(rollout_id="r-4", reason=pb.LEFT_OUT_REASON_FAILED, status=tpb.ROLLOUT_STATUS_FAILED_INFERENCE)],
        ),
    ]
    message = pb.Batch(number=3, groups=groups, weight_version=5, dropped=[pb.DroppedCount(reason="stale", duration_bucket="10s", count=2)])
    message.cursor.batches = 3
    committed.clear()
    return sortie_rl.Batch(message, committed.append)


committed: list[bytes] = []


def test_padded_rows_have_a_sequence_each() -> None:
    padded = batch().padded(pad_id=99)
    assert padded.tokens.tolist() == [[1, 2, 3, 99], [1, 2, 99, 99], [5, 99, 99, 99], [7, 8, 9, 10]]
    assert padded.attention_mask.tolist() == [[1, 1, 1, 0], [1, 1, 0, 0], [1, 0, 0, 0], [1, 1, 1, 1]]
    assert padded.loss_mask.tolist() == [[0, 0, 1, 0], [0, 1, 0, 0], [1, 0, 0, 0], [0, 0, 0, 1]]
    assert padded.weight_versions[0].tolist() == [-1, -1, 4, sortie_rl.NOT_SAMPLED]
    np.testing.assert_array_equal(padded.logprobs[1], np.array([np.nan, -2, np.nan, np.nan], np.float32))
    assert padded.rollouts.tolist() == [0, 1, 1, 2]
    assert padded.groups.tolist() == [0, 0, 0, 1]
    np.testing.assert_array_equal(padded.rewards, np.array([0, np.nan, np.nan, 1], np.float32))
    assert batch().padded(length=6).tokens.shape == (4, 6)
    with pytest.raises(ValueError, match="the longest sequence has 4"):
        batch().padded(length=3)


def test_packed_has_the_same_in_one_row() -> None:
    packed = batch().packed()
    assert packed.tokens.tolist() == [1, 2, 3, 1, 2, 5, 7, 8, 9, 10]
    assert packed.positions.tolist() == [0, 1, 2, 0, 1, 0, 0, 1, 2, 3]
    assert packed.cu_seqlens.tolist() == [0, 3, 5, 6, 10]
    assert packed.max_seqlen == 4
    padded = batch().padded()
    chosen = padded.attention_mask.astype(bool)
    for name in ("tokens", "loss_mask", "logprobs", "weight_versions"):
        np.testing.assert_array_equal(getattr(padded, name)[chosen], getattr(packed, name))


def test_what_was_not_determined_is_none_and_who_was_left_out_is_said() -> None:
    given = batch()
    assert [rollout.reward for rollout in given.rollouts] == [0.0, None, 1.0]
    assert given.rollouts[1].status == "truncated"
    left_out = given.groups[1].left_out[0]
    assert (left_out.rollout_id, left_out.reason, left_out.status) == ("r-4", "failed", "failed_inference")
    assert given.dropped == {("stale", "10s"): 2}
    given.commit()
    assert committed == [given.cursor]


def test_an_empty_batch_has_empty_arrays() -> None:
    empty = sortie_rl.Batch(pb.Batch(), committed.append)
    assert len(empty) == 0
    assert empty.padded().tokens.shape == (0, 0)
    assert empty.packed().cu_seqlens.tolist() == [0]


def test_nobody_at_the_address_is_an_error_with_the_next_step(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("time.sleep", lambda _seconds: None)
    with pytest.raises(sortie_rl.SortieError, match="no gateway answers at http://127.0.0.1:9.*sortie learner serve"):
        sortie_rl.connect("http://127.0.0.1:9", token="t")

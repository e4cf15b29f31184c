"""Reads what Sortie writes, with nothing of Sortie's: code generated from proto/ and the standard library.

read_trajectories.py GENERATED goldens FOLDER       a JSON object: each golden's verdict, and the fields that none of them sets
read_trajectories.py GENERATED trajectories FILE    a JSON object a trajectory, one a line
"""

import array
import hashlib
import json
import pathlib
import struct
import sys


def messages():
    """Every message of the package, by name."""
    from sortie.v1 import fleet_pb2, generation_pb2, learner_pb2, task_pb2, trajectory_pb2

    modules = (fleet_pb2, generation_pb2, learner_pb2, task_pb2, trajectory_pb2)
    return {name: getattr(module, name) for module in modules for name in module.DESCRIPTOR.message_types_by_name}


def note_set(message, seen):
    """Adds the full names of the fields that are set, at any depth."""
    for field, value in message.ListFields():
        seen.add(field.full_name)
        if field.message_type is None or field.message_type.GetOptions().map_entry:
            continue
        for each in [value] if hasattr(value, "ListFields") else value:
            note_set(each, seen)


def goldens(folder):
    from google.protobuf import json_format

    known, seen, verdicts = messages(), set(), {}
    for path in sorted(pathlib.Path(folder).glob("*.hex")):
        wire = bytes.fromhex(path.read_text().replace("\n", ""))
        kind = known[path.stem.split(".")[0]]
        message = kind.FromString(wire)
        meant = json_format.Parse(path.with_suffix(".json").read_text(), kind())
        note_set(message, seen)
        verdicts[path.stem] = "equal" if message == meant and message.SerializeToString(deterministic=True) == wire else "different"
    fields = {field.full_name for kind in known.values() for field in kind.DESCRIPTOR.fields}
    print(json.dumps({"verdicts": verdicts, "never_set": sorted(fields - seen)}))


def records(path):
    """The messages of a file: each behind its length, a varint."""
    from google.protobuf.internal.decoder import _DecodeVarint32

    data = pathlib.Path(path).read_bytes()
    at = 0
    while at < len(data):
        length, at = _DecodeVarint32(data, at)
        yield data[at : at + length]
        at += length


def token_ids(data):
    """Little-endian uint32 each."""
    return list(struct.unpack(f"<{len(data) // 4}I", data))


def logprobs(data):
    """Little-endian float32 each; the array is of the machine's order."""
    values = array.array("f", data)
    if sys.byteorder == "big":
        values.byteswap()
    return values.tolist()


def raw_chunks(record):
    """Field 1 of Trajectory as it lies there: digests are over the bytes."""
    from google.protobuf.internal.decoder import _DecodeVarint32

    at = 0
    while at < len(record):
        tag, at = _DecodeVarint32(record, at)
        assert tag == (1 << 3) | 2, tag
        length, at = _DecodeVarint32(record, at)
        yield record[at : at + length]
        at += length


def turns_of(chunks):
    """In order; fragments are joined."""
    from sortie.v1 import trajectory_pb2

    parts = []
    for chunk in chunks:
        yield from chunk.turns.turns
        if chunk.WhichOneof("record") != "fragment":
            continue
        parts.append(chunk.fragment.data)
        if len(parts) < chunk.fragment.fragment_count:
            continue
        whole = b"".join(parts)
        assert hashlib.sha256(whole).digest() == chunk.fragment.turn_sha256
        yield trajectory_pb2.Turn.FromString(whole)
        parts = []


def trajectories(path):
    from sortie.v1 import trajectory_pb2

    for record in records(path):
        raw = list(raw_chunks(record))
        chunks = [trajectory_pb2.TrajectoryChunk.FromString(each) for each in raw]
        for index in range(1, len(chunks)):
            assert chunks[index].previous_sha256 == hashlib.sha256(raw[index - 1]).digest(), index
        ending = chunks[-1].ending
        segments = [segment for turn in turns_of(chunks) for segment in turn.segments]
        line = {
            "rollout_id": chunks[0].rollout_id,
            "chunks": len(chunks),
            "status": trajectory_pb2.RolloutStatus.Name(ending.status),
            "rewards": [reward.value if reward.HasField("value") else None for reward in ending.rewards],
            "texts": [segment.text for segment in segments],
            "token_ids": [token_ids(segment.token_ids) for segment in segments],
            "logprobs": [logprobs(segment.logprobs) for segment in segments],
        }
        print(json.dumps(line))


if __name__ == "__main__":
    generated, what, path = sys.argv[1:]
    sys.path.insert(0, generated)
    {"goldens": goldens, "trajectories": trajectories}[what](path)

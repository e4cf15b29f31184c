"""The trainer of a story, over the gateway: its checkpoint has the cursor, and is written at once. Old checkpoints are kept beside it, to
be restored. What it used and what it committed it appends to a log that outlives them."""

import hashlib
import json
import os
import shutil
import sys
import time

import sortie_rl

folder, url, token = sys.argv[1], sys.argv[2], sys.argv[3]
# Weights are published so often, and then rollouts may be so many versions behind; 0: never, and any number.
weights_every, staleness_max = float(sys.argv[4]), int(sys.argv[5])
path = os.path.join(folder, "checkpoint.json")


def log(line: dict[str, object]) -> None:
    with open(os.path.join(folder, "trainer.jsonl"), "a") as file:
        file.write(json.dumps(line) + "\n")


def digest(batch: sortie_rl.Batch, rollout: sortie_rl.Rollout) -> str:
    """Of the arrays to be trained on: every token; logprob and version of those that were sampled."""
    mine = [each for each in batch.sequences if batch.rollouts[each.rollout].rollout_id == rollout.rollout_id]
    parts = [each.tokens.astype("<u4") for each in mine]
    parts += [each.logprobs[each.loss_mask == 1].astype("<f4") for each in mine]
    parts += [each.weight_versions[each.loss_mask == 1].astype("<i4") for each in mine]
    return hashlib.sha256(b"".join(part.tobytes() for part in parts)).hexdigest()


def admit(batch: sortie_rl.Batch, number: int) -> None:
    groups = [
        {
            "groupId": group.group_id,
            "size": group.group_size,
            "rollouts": [
                {
                    "rolloutId": each.rollout_id,
                    "reward": each.reward,
                    "stalenessSteps": each.staleness_steps,
                    "digest": digest(batch, each),
                }
                for each in group.rollouts
            ],
            "leftOut": [{"rolloutId": each.rollout_id, "reason": each.reason} for each in group.left_out],
        }
        for group in batch.groups
    ]
    log({"kind": "admit", "batch": number, "weightVersion": batch.weight_version, "groups": groups})


def play() -> None:
    state = {"cursor": "", "batches": 0}
    if os.path.exists(path):
        with open(path) as file:
            state = json.load(file)
    policy = sortie_rl.Policy(rollouts=4, max_staleness_steps=staleness_max if weights_every > 0 else None)
    client = sortie_rl.connect(url, token=token, cursor=bytes.fromhex(state["cursor"]) or None, policy=policy)
    log({"kind": "open", "batches": state["batches"]})
    published = time.monotonic()
    idle = 0.0
    while True:
        # The harness holds the trainer up.
        if os.path.exists(os.path.join(folder, "slow")):
            time.sleep(0.4)
        if weights_every > 0 and time.monotonic() - published > weights_every:
            published = time.monotonic()
            client.publish_weights(f"scripted:{time.time_ns()}", b"", 0, format="none")
        batch = client.next(wait_seconds=0.2, flush=True)
        if batch is None:
            if time.monotonic() - idle > 0.5:
                idle = time.monotonic()
                cursor = client.state().cursor
                log({"kind": "idle", "delivered": cursor.delivered_rollouts, "dropped": cursor.dropped_rollouts})
            continue
        state["cursor"] = batch.cursor.hex()
        state["batches"] += 1
        admit(batch, state["batches"])
        # As slow as a trainer, a little: to be killed before its checkpoint, behind it, and behind its commit.
        time.sleep(0.02)
        with open(path + ".new", "w") as file:
            json.dump(state, file)
        os.replace(path + ".new", path)
        shutil.copyfile(path, os.path.join(folder, f"checkpoint-{state['batches']:05}.json"))
        time.sleep(0.02)
        log({"kind": "commit", "atMs": time.time_ns() // 1_000_000, "cursor": state["cursor"]})
        batch.commit()
        idle = 0.0


while True:
    try:
        play()
    except sortie_rl.SessionTaken:
        # The gateway was started again: on from the checkpoint, as its error says.
        print("session taken", flush=True)

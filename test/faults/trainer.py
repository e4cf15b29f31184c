"""The trainer of a story, over the gateway: its checkpoint has the cursor and everything that it used, and is written at once.
Old checkpoints are kept beside it, to be restored."""

import json
import os
import shutil
import sys
import time

import sortie_rl

folder, url, token = sys.argv[1], sys.argv[2], sys.argv[3]
path = os.path.join(folder, "checkpoint.json")


def play() -> None:
    state = {"used": [], "groups": {}, "rewards": {}, "cursor": "", "batches": 0}
    if os.path.exists(path):
        with open(path) as file:
            state = json.load(file)
    cursor = bytes.fromhex(state["cursor"]) or None
    client = sortie_rl.connect(url, token=token, cursor=cursor, policy=sortie_rl.Policy(rollouts=4))
    while True:
        batch = client.next(wait_seconds=0.2, flush=True)
        if batch is None:
            continue
        for group in batch.groups:
            members = [rollout.rollout_id for rollout in group.rollouts]
            left_out = [member.rollout_id for member in group.left_out]
            state["groups"][group.group_id] = {"size": group.group_size, "rollouts": members, "leftOut": left_out}
            state["rewards"] |= {rollout.rollout_id: rollout.reward for rollout in group.rollouts}
            state["used"] += members
        state["cursor"] = batch.cursor.hex()
        state["batches"] += 1
        # As slow as a trainer, a little: to be killed before its checkpoint, behind it, and behind its commit.
        time.sleep(0.02)
        with open(path + ".new", "w") as file:
            json.dump(state, file)
        os.replace(path + ".new", path)
        shutil.copyfile(path, os.path.join(folder, f"checkpoint-{state['batches']:05}.json"))
        time.sleep(0.02)
        batch.commit()


while True:
    try:
        play()
    except sortie_rl.SessionTaken:
        # The gateway was started again: on from the checkpoint, as its error says.
        print("session taken", flush=True)

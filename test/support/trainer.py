"""A trainer for tests, killed and started again: its checkpoint has the cursor and the ids of every rollout that it used."""

import json
import os
import sys
import time

import sortie_rl

path, url, token, wanted, slow = sys.argv[1], sys.argv[2], sys.argv[3], int(sys.argv[4]), float(sys.argv[5])
used: list[str] = []
cursor = None
if os.path.exists(path):
    with open(path) as file:
        saved = json.load(file)
    used, cursor = saved["used"], bytes.fromhex(saved["cursor"])
policy = sortie_rl.Policy(rollouts=4)
client = sortie_rl.connect(url, token=token, cursor=cursor, policy=policy)
print("connected", flush=True)
while len(used) < wanted:
    batch = client.next(wait_seconds=1, flush=True)
    if batch is None:
        continue
    assert batch.padded().tokens.shape[0] >= len(batch)
    used += [rollout.rollout_id for rollout in batch.rollouts]
    time.sleep(slow)
    with open(path + ".new", "w") as file:
        json.dump({"used": used, "cursor": batch.cursor.hex()}, file)
    os.replace(path + ".new", path)
    time.sleep(slow)
    batch.commit()
print("done", flush=True)

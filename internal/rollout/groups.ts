/**
 * Rollouts to groups: which members have ended, which group is whole, which is closed before it is (docs/spec/assembly.md). Pure.
 *
 *   G1  a group is handed out once: whole, or closed at its deadline
 *   G2  a member that ends after its group was closed is late: it is never waited for, and never begins the group anew
 *   G3  groups become ready in the order in which they became whole or were closed
 */
import { invariant } from '#internal/base/errors.ts'

export interface GroupHead {
  readonly groupId: string
  readonly groupSize: number
  /** Of the stream: a group lies in one. */
  readonly partition: number
  readonly runId: string
  readonly taskId: string
  readonly environment: string
}

/** A member that has ended. `value` is the owner's; `bytes` is what it weighs in memory. */
export interface GroupMember<T> {
  readonly rolloutId: string
  readonly groupIndex: number
  readonly bytes: number
  readonly value: T
}

export interface RolloutGroup<T> {
  readonly head: GroupHead
  readonly members: readonly GroupMember<T>[]
  /** Not every member had ended when it was closed. */
  readonly partial: boolean
}

interface Waiting<T> {
  readonly head: GroupHead
  readonly members: Map<string, GroupMember<T>>
  readonly sinceMs: number
}

/** A group that was handed out before every member had ended. */
export interface ClosedGroup {
  readonly partition: number
  readonly groupId: string
  /** Members that have not ended. */
  readonly missing: number
}

/** Holds members that have ended until their group is whole. Its bound is its owner's: `bytes` says what it holds. */
export class GroupBuffer<T> {
  /** In the order of their first ending. */
  readonly #waiting = new Map<string, Waiting<T>>()
  #ready: RolloutGroup<T>[] = []
  /** Shrinks by itself: the reaper ends every member. */
  readonly #closed = new Map<string, ClosedGroup>()
  #bytes = 0
  #rollouts = 0

  constructor(closed: Iterable<ClosedGroup> = []) {
    for (const group of closed) this.#closed.set(group.groupId, group)
  }

  /** What members weigh that wait, for their group or to be taken. */
  get bytes(): number {
    return this.#bytes
  }

  get rollouts(): number {
    return this.#rollouts
  }

  /** Groups that may be taken, in order. */
  get ready(): readonly RolloutGroup<T>[] {
    return this.#ready
  }

  get closed(): readonly ClosedGroup[] {
    return [...this.#closed.values()]
  }

  /** When the oldest group that waits had its first ending; null when none waits. */
  get oldestMs(): number | null {
    const [oldest] = this.#waiting.values()
    return oldest?.sinceMs ?? null
  }

  /** Notes a member's ending; `late` when its group was closed without it. */
  add(head: GroupHead, member: GroupMember<T>, nowMs: number): 'kept' | 'late' {
    const closed = this.#closed.get(head.groupId)
    if (closed !== undefined) {
      if (closed.missing > 1) this.#closed.set(head.groupId, { ...closed, missing: closed.missing - 1 })
      else this.#closed.delete(head.groupId)
      return 'late'
    }
    let group = this.#waiting.get(head.groupId)
    if (group === undefined) this.#waiting.set(head.groupId, (group = { head, members: new Map(), sinceMs: nowMs }))
    if (!group.members.has(member.rolloutId)) {
      group.members.set(member.rolloutId, member)
      this.#bytes += member.bytes
      this.#rollouts++
    }
    if (group.members.size >= group.head.groupSize) this.#finish(group)
    return 'kept'
  }

  /** Closes the groups whose first ending is no later than `sinceMs`. */
  expire(sinceMs: number): void {
    for (const group of [...this.#waiting.values()]) {
      if (group.sinceMs > sinceMs) return
      this.#finish(group)
    }
  }

  /** Takes the first `count` ready groups away. */
  take(count: number): RolloutGroup<T>[] {
    invariant(count <= this.#ready.length, 'no more groups are taken than are ready')
    const taken = this.#ready.slice(0, count)
    this.#ready = this.#ready.slice(count)
    for (const { members } of taken) {
      this.#rollouts -= members.length
      for (const { bytes } of members) this.#bytes -= bytes
    }
    return taken
  }

  #finish({ head, members }: Waiting<T>): void {
    const { groupId, groupSize, partition } = head
    const missing = Math.max(0, groupSize - members.size)
    this.#waiting.delete(groupId)
    if (missing > 0) this.#closed.set(groupId, { partition, groupId, missing })
    this.#ready.push({ head, members: [...members.values()].sort((a, b) => a.groupIndex - b.groupIndex), partial: missing > 0 })
  }
}

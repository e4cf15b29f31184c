"""Arguments that cannot be are refused by name, before anything is sent."""

from typing import Any

import pytest

import sortie_rl

NOBODY = "http://127.0.0.1:9"


@pytest.mark.parametrize(
    ("field", "given", "remedy"),
    [
        ("rollouts", -1, "a whole number from 1 to 4294967295"),
        ("rollouts", 0, "a whole number from 1"),
        ("rollouts", 1.5, "a whole number"),
        ("rollouts", True, "a whole number"),
        ("tokens", 2**60, "to 9007199254740991"),
        ("max_staleness_steps", -1, "a whole number from 0"),
        ("usable_members_min", 1025, "from 1 to 1024"),
        ("group_deadline_seconds", float("nan"), "a number of seconds from 0.001 to 86400"),
        ("group_deadline_seconds", "60", "a number of seconds"),
        ("partial_groups", "no", "one of wait, mask, drop"),
    ],
)
def test_a_policy_that_cannot_be(field: str, given: Any, remedy: str) -> None:
    with pytest.raises(sortie_rl.SortieError) as refused:
        sortie_rl.Policy(**{field: given})
    assert refused.value.code == "config.invalid"
    assert refused.value.message == f"{field} is {given!r}"
    assert remedy in refused.value.remedy


def test_a_policy_that_can_be() -> None:
    sortie_rl.Policy()
    sortie_rl.Policy(rollouts=1, tokens=1, max_staleness_steps=0, partial_groups="mask", group_deadline_seconds=0.5, usable_members_min=1024)


@pytest.mark.parametrize(("share", "message"), [((2, 2), "share[0] is 2"), ((-1, 2), "share[0] is -1"), ((0, 0), "share[1] is 0")])
def test_a_share_that_cannot_be(share: tuple[int, int], message: str) -> None:
    with pytest.raises(sortie_rl.SortieError) as refused:
        sortie_rl.connect(NOBODY, token="t", share=share)
    assert refused.value.message == message

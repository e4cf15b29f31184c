"""
Judges a candidate that runs in another interpreter, in another sandbox. The host passes lines: what this program sends
goes to the candidate, what it reads are the candidate's replies, and the verdict is for the host alone.
"""

import json
import math
import random
import sys
import traceback

sys.path.insert(0, "/sandbox")
import wire  # noqa: E402

# An exception of these types is raised again under its own name, for tests that expect one. StopIteration and its like
# are not among them: inside a test they would end a loop early.
RAISED = {each.__name__: each for each in (ValueError, TypeError, KeyError, IndexError, ZeroDivisionError, OverflowError, RuntimeError)}
EVIDENCE_MAX = 1_000


class CandidateFault(BaseException):
    """The candidate is at fault in a way that no test may catch."""

    def __init__(self, kind, message):
        super().__init__(message)
        self.kind = kind


class CandidateError(Exception):
    """The candidate raised."""


calls = 0
alarms = []
fault = None
_out = sys.stdout
sys.stdout = sys.stderr


def tell(message):
    _out.write(wire.dumps(message) + "\n")
    _out.flush()


def blame(kind, message):
    global fault
    fault = CandidateFault(kind, message)
    return fault


def receive(expected_id):
    """The candidate's answer to a request; raises what it raised, or blames it."""
    line = sys.stdin.readline()
    if line == "":
        raise SystemExit("the host closed the line")
    message = json.loads(line)
    if "gone" in message:
        raise blame("gone", message["gone"])
    try:
        answer = json.loads(message["reply"])
        if not isinstance(answer, dict) or answer.get("id") != expected_id:
            raise ValueError("not an answer to the call")
        for kind, evidence in answer.get("alarms", [])[:16]:
            alarms.append([str(kind)[:80], str(evidence)[:200]])
        if "error" not in answer:
            return wire.decode(answer["value"])
        name, text = str(answer["error"])[:80], str(answer.get("message", ""))[:500]
    except (ValueError, TypeError, KeyError, RecursionError, wire.Unsupported) as error:
        raise blame("protocol", "a reply that is none: %s" % str(error)[:200])
    if name in ("SystemExit", "KeyboardInterrupt", "GeneratorExit"):
        raise blame("exit", "the code left with %s: %s" % (name, text))
    raise RAISED.get(name, CandidateError)("%s: %s" % (name, text))


def candidate(*args, **kwargs):
    global calls
    if fault is not None:
        raise fault
    calls += 1
    tell({"send": wire.dumps({"id": calls, "args": wire.encode(list(args)), "kwargs": wire.encode(kwargs)})})
    return receive(calls)


def same(given, expected):
    """Equality of primitives: a bool is no number, floats may differ in the last digits, JSON's arrays are lists or tuples."""
    if isinstance(given, bool) or isinstance(expected, bool) or given is None or expected is None:
        return given is expected
    if isinstance(given, (int, float)) and isinstance(expected, (int, float)):
        if isinstance(given, int) and isinstance(expected, int):
            return given == expected
        try:
            return math.isclose(given, expected, rel_tol=1e-9, abs_tol=1e-12) or (given != given and expected != expected)
        except OverflowError:
            return False
    if isinstance(given, (list, tuple)) and isinstance(expected, (list, tuple)):
        return len(given) == len(expected) and all(same(a, b) for a, b in zip(given, expected))
    if isinstance(given, dict) and isinstance(expected, dict):
        return given.keys() == expected.keys() and all(same(given[key], expected[key]) for key in expected)
    return type(given) is type(expected) and given == expected


def run_cases(cases):
    for case in cases:
        args, kwargs = case["args"], case.get("kwargs", {})
        shown = ", ".join([short(each) for each in args] + ["%s=%s" % (k, short(v)) for k, v in kwargs.items()])
        try:
            given = candidate(*args, **kwargs)
        except Exception as error:
            return "call (%s) raised %s" % (shown, error)
        if not same(given, case["expected"]):
            return "call (%s) returned %s, expected %s" % (shown, short(given), short(case["expected"]))
    return None


def run_check(job):
    """HumanEval's form: the prompt's helper functions, then `check(candidate)`."""
    names = {"__name__": "tests"}
    exec(compile(job["prompt"], "<prompt>", "exec"), names)
    exec(compile(job["test"], "<test>", "exec"), names)
    # Tests may draw numbers: the same ones each time.
    random.seed(0)
    names[job["entry_point"]] = candidate
    try:
        names["check"](candidate)
    except Exception as error:
        if calls == 0:
            raise
        return "%s%s: %s" % (where(error, job["test"]), type(error).__name__, str(error)[:300])
    return None


def where(error, test):
    lines = [frame.lineno for frame in traceback.extract_tb(error.__traceback__) if frame.filename == "<test>"]
    text = test.split("\n")
    return "test %r failed with " % text[lines[-1] - 1].strip()[:300] if lines and lines[-1] <= len(text) else ""


def short(value):
    text = repr(value)
    return text if len(text) <= 200 else text[:200] + "…"


def main():
    sys.set_int_max_str_digits(0)
    job = json.loads(sys.stdin.readline())
    failure = None
    try:
        try:
            receive(0)
        except Exception as error:
            raise blame("load", "the code could not be loaded: %s" % error)
        failure = run_cases(job["cases"]) if job["kind"] == "cases" else run_check(job)
    except CandidateFault:
        pass
    # A test that caught the fault changes nothing.
    if fault is not None:
        failure = str(fault)
    if fault is None and calls == 0:
        raise SystemExit("the test never called the function")
    verdict = {"passed": failure is None, "calls": calls, "fault": fault.kind if fault else None, "alarms": alarms}
    verdict["evidence"] = "%d calls, all right" % calls if failure is None else failure[:EVIDENCE_MAX]
    tell({"verdict": verdict})


main()

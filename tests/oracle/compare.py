#!/usr/bin/env python3
"""compare: the same generated inputs to `homeward report` and to the oracle; every figure compared.

A case that differs is made smaller, line by line, while it still differs, and kept in a folder with
the command that shows it. Exit 0 when all agree, 1 when some differ.
"""

import argparse
import json
import pathlib
import shlex
import subprocess
import sys
import tempfile

import civil
import generate
import oracle
import scoring
from figures import Question

NOT_COMPARED = ("provenance", "trend", "narrative", "code", "marking")
USAGE = 64


class Runner:
    """How both are run; `folder` holds the files of the case at hand."""

    def __init__(self, given, known_tools, folder):
        self.homeward = [str(given.bin_dir / "homeward"), "report"]
        self.extra = shlex.split(given.extra)
        self.tools, self.known_tools, self.folder = given.tools, known_tools, folder
        self.skip = set(given.skip)
        if not given.not_decided:
            self.skip.add("risk.not_decided")
        self.pointers = not given.no_rejects

    def options(self, case):
        options = ["--authority", case.authority, "--period", case.period, "--audience", "team"]
        if case.as_of is not None:
            options += ["--as-of", civil.instant_text(case.as_of)]
        if case.population is not None:
            options += ["--population", str(case.population)]
        if case.config is not None:
            options += ["--config", str(self.folder / "config.json")]
        if case.rules is not None:
            options += ["--rules", str(self.folder / "rules.json")]
        return options

    def command(self, case, files):
        inputs = [part for number in range(len(files))
                  for part in ("--input", str(self.folder / f"{number}.ndjson"))]
        return (self.homeward + inputs + self.options(case) + self.extra
                + ["--tools", str(self.tools)]
                + ["--rejects", str(self.folder / "rejects"), "-o", str(self.folder / "out")])

    def write(self, case, files):
        put(case, files, self.folder)

    def theirs(self, case, files):
        """(exit code, summary, rejects) of the program."""
        self.write(case, files)
        (self.folder / "rejects").unlink(missing_ok=True)
        (self.folder / "out" / "summary.json").unlink(missing_ok=True)
        ran = subprocess.run(self.command(case, files), capture_output=True, timeout=60,
                             check=False)
        if ran.returncode != 0:
            return ran.returncode, {"stderr": ran.stderr.decode(errors="replace")[-600:]}, None
        made = json.loads((self.folder / "out" / "summary.json").read_text())
        rejects = self.folder / "rejects"
        return 0, made, rejects.read_text().splitlines() if rejects.exists() else []

    def ours(self, case, files):
        named = [(str(self.folder / f"{i}.ndjson"), data) for i, data in enumerate(files)]
        world = oracle.read(named)
        as_of = case.as_of if case.as_of is not None else world.latest
        if as_of is None:
            return USAGE, {}, None
        config = oracle.Config(case.config or {}, case.rules)
        q = Question(case.authority, case.period, as_of, config.anchor)
        made = oracle.summary(world, q, config, self.known_tools, case.population)
        return 0, json.loads(json.dumps(made)), oracle.reject_lines(world)

    def differences(self, case, files):
        """Lines that say what differs, by path; none when both agree."""
        code, theirs, their_rejects = self.theirs(case, files)
        want, ours, our_rejects = self.ours(case, files)
        if code != want:
            return [f"exit code: homeward {code}, oracle {want}: {theirs.get('stderr', '')}"]
        if code != 0:
            return []
        found = list(deep(theirs, ours, ""))
        found = [line for line in found if line.split(":")[0] not in self.skip]
        if self.pointers and their_rejects != our_rejects:
            found += [f"rejects: homeward {a!r}, oracle {b!r}"
                      for a, b in pairs(their_rejects, our_rejects) if a != b]
        return found


def pairs(one, other):
    length = max(len(one), len(other))
    return zip(one + [None] * (length - len(one)), other + [None] * (length - len(other)))


def deep(theirs, ours, path):
    """Differences of two values. What only the program has at the top may be more than asked."""
    if isinstance(theirs, dict) and isinstance(ours, dict):
        for name in list(ours) + [name for name in theirs if name not in ours]:
            here = f"{path}.{name}" if path else name
            if here in NOT_COMPARED:
                continue
            if name not in theirs:
                yield f"{here}: only the oracle has it: {ours[name]!r}"
            elif name not in ours:
                yield f"{here}: only homeward has it: {theirs[name]!r}"
            else:
                yield from deep(theirs[name], ours[name], here)
    elif isinstance(theirs, list) and isinstance(ours, list) and len(theirs) == len(ours):
        for i, (one, other) in enumerate(zip(theirs, ours)):
            yield from deep(one, other, f"{path}#{i}")
    elif type(theirs) is not type(ours) or theirs != ours:
        yield f"{path}: homeward {theirs!r}, oracle {ours!r}"


def smaller(runner, case, paths):
    """The files with every line taken out that the difference does not need."""
    files = [data.split(b"\n") for data in case.files]

    def joined():
        return [b"\n".join(lines) for lines in files]

    def still_differs():
        now = {line.split(":")[0] for line in runner.differences(case, joined())}
        return bool(now & paths)

    changed = True
    while changed:
        changed = False
        for lines in files:
            for i in range(len(lines) - 1, -1, -1):
                taken = lines.pop(i)
                if still_differs():
                    changed = True
                else:
                    lines.insert(i, taken)
    return joined()


def put(case, files, folder):
    """The files of a case into a folder."""
    for number, data in enumerate(files):
        (folder / f"{number}.ndjson").write_bytes(data)
    for name, value in (("config.json", case.config), ("rules.json", case.rules)):
        if value is not None:
            (folder / name).write_text(json.dumps(value))


def keep(runner, case, files, found, folder):
    """Leave a failing case where it can be run again."""
    folder.mkdir(parents=True, exist_ok=True)
    put(case, files, folder)
    command = shlex.join(runner.command(case, files)).replace(str(runner.folder), str(folder))
    (folder / "differences.txt").write_text(command + "\n" + "\n".join(found) + "\n")


def main():
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("bin_dir", type=pathlib.Path)
    options.add_argument("--cases", type=int, default=500)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--tools", type=pathlib.Path,
                         default=pathlib.Path(__file__).resolve().with_name("tools"))
    options.add_argument("--not-decided", action="store_true", help="compare risk.not_decided too")
    options.add_argument("--no-rejects", action="store_true", help="leave out codes and pointers")
    options.add_argument("--skip", action="append", default=[], metavar="PATH")
    options.add_argument("--extra", default="", help="further options for homeward report")
    options.add_argument("--keep", type=pathlib.Path, help="folder for cases that differ")
    options.add_argument("--stop-after", type=int, default=10, help="differing cases")
    given = options.parse_args()
    known_tools = scoring.load(given.tools)
    differing = 0
    with tempfile.TemporaryDirectory() as folder:
        runner = Runner(given, known_tools, pathlib.Path(folder))
        for seed in range(given.seed, given.seed + given.cases):
            case = generate.Case(seed, known_tools)
            found = runner.differences(case, case.files)
            if not found:
                continue
            differing += 1
            paths = {line.split(":")[0] for line in found}
            files = smaller(runner, case, paths) if given.keep else case.files
            found = runner.differences(case, files)
            print(f"seed {seed}: " + "\n  ".join([f"{len(found)} differences"] + found[:12]))
            if given.keep:
                keep(runner, case, files, found, given.keep / str(seed))
            if differing >= given.stop_after:
                print("stopped early")
                break
    print(f"oracle: {given.cases} cases from seed {given.seed}, {differing} differ")
    sys.exit(1 if differing else 0)


if __name__ == "__main__":
    main()

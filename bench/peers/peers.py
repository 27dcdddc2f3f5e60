#!/usr/bin/env python3
"""Times ONNX Runtime and PyTorch, where they are installed, in turns with Wick on W3, W4 and W7.

In each round `wick bench` runs, then each peer, one thread each on the same CPU: only ratios of one
run hold. Prints a table of medians over the rounds."""

import argparse
import importlib
import json
import os
import re
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
# One thread, whichever library a peer multiplies with; read when that is loaded.
os.environ.update(OMP_NUM_THREADS="1", OPENBLAS_NUM_THREADS="1", MKL_NUM_THREADS="1")
PEERS = {"onnxruntime_peer": "onnxruntime", "pytorch_peer": "torch"}  # module: what it needs


def load_peers():
    """The peers that are installed; names those that are not."""
    try:
        import workloads
    except ModuleNotFoundError as error:
        sys.exit(f"peers need {error.name}: pip install {error.name}")
    peers = []
    for module, package in PEERS.items():
        try:
            peers.append(importlib.import_module(module))
            print(f"{peers[-1].NAME} {peers[-1].VERSION}")
        except ModuleNotFoundError as error:
            print(f"{package}: absent ({error}); pip install {package}")
    return workloads, peers


def time_call(call, seconds):
    """Microseconds of a call: the median of samples of about 50 us or one call."""
    begin, calls = time.perf_counter(), 0
    while time.perf_counter() - begin < 0.2 or calls < 2:
        call()
        calls += 1
    group = max(1, int(50e-6 * calls / (time.perf_counter() - begin)))
    samples, begin = [], time.perf_counter()
    while time.perf_counter() - begin < seconds or len(samples) < 7:
        start = time.perf_counter()
        for _ in range(group):
            call()
        samples.append((time.perf_counter() - start) / group * 1e6)
    return statistics.median(samples)


def time_wick(suite, pattern, options):
    """Medians of Wick's backend llvm by work, from one run of the bench."""
    with tempfile.NamedTemporaryFile(suffix=".json") as file:
        command = [options.wick, "bench", suite, "--filter", pattern, "--columns", "^llvm$"]
        command += ["--json", file.name, "--seconds", str(options.seconds)]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        rows = json.load(open(file.name))
    return {row["work"]: row["median_us"] for row in rows if row.get("backend") == "llvm"}


def check_results(workloads, peer, work, call):
    trains = " train " in work
    total = sum(float(call().sum(dtype="float64")) for _ in range(3 if trains else 1))
    workloads.check(peer.NAME, work, total)


def print_table(names, times):
    print(f"\n{'work':22}" + "".join(f"{name + ' us':>18}{'wick is':>10}" for name in names))
    for work, row in times.items():
        wick = statistics.median(row["wick"])
        text = f"{work:22}{wick:18.2f}{'':10}"
        for name in names[1:]:
            if name in row:
                median = statistics.median(row[name])
                text += f"{median:18.2f}{median / wick:9.2f}x"
            else:
                text += f"{'-':>18}{'':10}"
        print(text)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--wick", default=str(ROOT / "wick"), help="the launcher or the driver")
    parser.add_argument("--filter", default="", help="only works that this matches somewhere")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--seconds", type=float, default=0.5, help="of a work in a round")
    options = parser.parse_args()
    workloads, peers = load_peers()
    works = sorted({w for peer in peers for w in peer.WORKS if re.search(options.filter, w)})
    if not works:
        sys.exit("nothing to compare: no peer is installed, or the filter matches no work")
    os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})  # where wick bench runs, too

    calls = {(p.NAME, w): p.WORKS[w]() for p in peers for w in works if w in p.WORKS}
    for peer in peers:
        for work in works:
            if (peer.NAME, work) in calls:
                check_results(workloads, peer, work, calls[peer.NAME, work])
    times = {work: {} for work in works}
    for _ in range(options.rounds):
        for work in works:
            suite = "kernels" if work.startswith("W7") else "models"
            wick = time_wick(suite, "^" + re.escape(work) + "$", options)
            times[work].setdefault("wick", []).append(wick[work])
            for peer in peers:
                if (peer.NAME, work) in calls:
                    us = time_call(calls[peer.NAME, work], options.seconds)
                    times[work].setdefault(peer.NAME, []).append(us)
    print_table(["wick"] + [peer.NAME for peer in peers], times)


if __name__ == "__main__":
    main()

"""``make bench``: every measurement in turn, each in a process of its own, so that its memory is its own.

Exit status 1 where one of them found a figure worse than its bound.
"""

from __future__ import annotations

import subprocess
import sys

PARTS = ("accuracy", "throughput", "dates", "model", "entities", "reconcile", "diff", "properties")


def main() -> int:
    failed = []
    for part in PARTS:
        print(f"== benchmarks.{part}", flush=True)
        if subprocess.run([sys.executable, "-m", f"benchmarks.{part}"], check=False).returncode:
            failed.append(part)
    if failed:
        print(f"worse than their bounds, or not run: {', '.join(failed)}", file=sys.stderr)
    return bool(failed)


if __name__ == "__main__":
    sys.exit(main())

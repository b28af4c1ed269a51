"""The property tests of reconciling and of the diff with ten times as many cases as in ``make test``.

    python -m benchmarks.properties

Exit status 1 where one of them fails.
"""

from __future__ import annotations

import os
import subprocess
import sys

TESTS = ("tests/reconcile/test_reference.py", "tests/reconcile/test_properties.py", "tests/diff/test_laws.py")


def main() -> int:
    many = os.environ | {"NEWSFACTS_CASES": "10"}
    return subprocess.run([sys.executable, "-m", "pytest", "-q", *TESTS], env=many, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())

"""A process that publishes on demand: reads `publish PATH`, `withdraw` or `end` line by line.

Answers each with a line once it is committed.
"""

import sys

import django

django.setup()

from tests.meetings.outlets import factories as make  # noqa: E402  needs the apps


def main() -> None:
    case = None
    for line in sys.stdin:
        word = line.strip()
        if word == "publish":
            ks = make.organization()
            case = make.case(ks)
            make.publish(ks, case)
            print(case.path, flush=True)
        elif word == "withdraw":
            assert case is not None
            make.withdraw(case)
            print("withdrawn", flush=True)


if __name__ == "__main__":
    main()

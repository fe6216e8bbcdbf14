"""Where proposals stand."""


def proposal_path(number: int) -> str:
    return f"/forslag/{number}/"

from digest_app.readers.claims import Claim

# None: ask the Python.
def tidied(claims: list[Claim]) -> list[Claim] | None: ...

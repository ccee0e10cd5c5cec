from typing import Any

from digest_app.readers.claims import Claim

def claims(nodes: list[dict[str, Any]]) -> list[Claim]: ...

from collections.abc import Iterable

from digest_app.domain.document import Metadata
from digest_app.readers.claims import Claim

def settle(claims: Iterable[Claim]) -> Metadata: ...
def claims_of(metadata: Metadata) -> list[Claim]: ...

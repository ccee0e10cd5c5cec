from collections.abc import Iterable

from digest_app.domain.boilerplate import Removal

def cleaned(text: str, removals: Iterable[Removal]) -> str: ...

from digest_app.cleaning.pages import PageLabels
from digest_app.domain.document import Document

def label(document: Document) -> PageLabels | None: ...

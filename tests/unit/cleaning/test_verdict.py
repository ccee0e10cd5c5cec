"""Lines that name an error are known whatever language they are in, and however they are written."""

from __future__ import annotations

import pytest

from digest_app.cleaning.pages.verdict import _ERROR, _is_error

ERRORS = (
    *(
        "404",
        " 403: Forbidden",
        "— 410",
        "503 Service Unavailable",
        "It is Error 404",
        "erreur 500",
    ),
    *("Fehler 403", "Page not found", "This page can’t be found", "Page introuvable"),
    *("Die Seite nicht gefunden", "Seite wurde nicht gefunden", "Página no encontrada"),
    *("Pagina non trovata", "página não encontrada", "Pagina niet gevonden"),
    *("Nie znaleziono strony", "Страница не найдена", "Sayfa bulunamadı", "页面不存在"),
    *("ページが見つかりません", "페이지를 찾을 수 없습니다", "الصفحة غير موجودة", "Access denied"),
    "Just a moment…",
)


@pytest.mark.parametrize("line", ERRORS)
def test_an_error_is_known(line: str) -> None:
    for written in (line, line.upper(), line.lower(), line.title()):
        assert _is_error(written) == (_ERROR.search(written) is not None)
    assert _is_error(line)


@pytest.mark.parametrize("line", ["", "A page of 404 words", "Found: the page", "1500 moments"])
def test_other_lines_are_none(line: str) -> None:
    assert not _is_error(line)

"""Pages that are no article: a home page, a login, a paywall's notice, an error."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from digest_app.cleaning.pages.page import Page
from digest_app.domain.document import Document

_SHORT: Final = 700  # letters; a notice says no more
_HOME_LINKS: Final = 25
HOME_LETTERS: Final = 900  # of an article; a page with more is one, without being looked at
_ERROR: Final = re.compile(
    r"^\W*(?:404|403|410|50[0-4])\b|\b(?:error|erreur|fehler) (?:404|403|500)\b"
    r"|page (?:not found|can.t be found|introuvable)|seite (?:wurde )?nicht gefunden"
    r"|página no encontrada|pagina non trovata|página não encontrada|pagina niet gevonden"
    r"|nie znaleziono strony|страница не найдена|sayfa bulunamadı|页面不存在|ページが見つかりません"
    r"|페이지를 찾을 수 없|الصفحة غير موجودة|access denied|just a moment",
    re.IGNORECASE,
)
# In each line that this finds stands one of these; most lines are done with sooner by them. They
# have none of the letters that other letters are the same as where capitals count for nothing.
_ERROR_SIGNS: Final = (
    *("40", "41", "50", "found", "ntro", "gefunden", "encontrada", "trovata", "gevonden"),
    *("znale", "найден", "bulunamad", "不存在", "見つ", "찾을", "غير", "cce", "moment"),
)
# These are looked for in whole pages, and so as words and not as patterns.
_LOGIN: Final = (
    *("forgot password", "forgot your password", "forgotten password", "forgotten your password"),
    *("passwort vergessen", "mot de passe oublié", "olvidado tu contraseña"),
    *("olvidado su contraseña", "password dimenticata", "esqueceu a senha", "esqueceu sua senha"),
    *("wachtwoord vergeten", "nie pamiętasz hasła", "забыли пароль", "şifremi unuttum"),
    *("忘记密码", "パスワードをお忘れ", "비밀번호 찾기", "نسيت كلمة"),
)
_PAYWALL: Final = (
    *("subscribe to continue", "subscribe to read", "subscribe to unlock", "subscribers only"),
    *("to continue reading", "already a subscriber", "weiterlesen mit", "jetzt weiterlesen"),
    *("bereits abonnent", "réservé aux abonnés", "déjà abonné", "para suscriptores"),
    *("ya eres suscriptor", "ya es suscriptor", "riservato agli abbonati", "já é assinante"),
    *("voor abonnees", "dla subskrybentów", "для подписчиков", "aboneler", "会員限定"),
    *("有料會員", "订阅后", "구독자 전용", "للمشتركين"),
)


def no_article(page: Page, inside: Sequence[int]) -> str:
    """Say what the page is where it is no article; an empty string where it is one."""
    letters = sum([page.lengths[i] * (1 - page.shares[i]) for i in inside])
    if letters > HOME_LETTERS:
        return ""
    return told(
        page.document,
        letters,
        links=sum([layout.links for layout in page.layouts]),
        has_prose=any(page.prose[i] > 0 for i in inside),
        has_words=any(page.lengths[i] > 0 for i in inside),
    )


def told(
    document: Document, letters: float, *, links: int, has_prose: bool, has_words: bool
) -> str:
    """Say what a page is that holds little: so many ``letters`` of an article, so many links."""
    if letters <= _SHORT:
        found = _notice(document)
        if found:
            return found
    if links >= _HOME_LINKS and not has_prose:
        return "This page is a list of links to articles, and no article itself."
    return "" if has_words else "There is no article on this page."


def _is_error(line: str) -> bool:
    lowered = line.lower()
    return any(sign in lowered for sign in _ERROR_SIGNS) and _ERROR.search(line) is not None


def _notice(document: Document) -> str:
    text = document.text
    headings = [text[block.start : block.end] for block in document.blocks if block.level == 1]
    if any(map(_is_error, (document.metadata.title, *headings))):
        return "This page is an error message, and no article."
    text = text.lower()
    if any(words in text for words in _PAYWALL):
        return "Only a paywall's notice was saved; the article itself is not on this page."
    if any(words in text for words in _LOGIN):
        return "This page asks for a login, and is no article."
    return ""

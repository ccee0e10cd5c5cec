"""Pages that are no article: a home page, a login, a paywall's notice, an error."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from digest_app.cleaning.pages.page import Page

_SHORT: Final = 700  # letters; a notice says no more
_HOME_LINKS: Final = 25
_HOME_LETTERS: Final = 900
_ERROR: Final = re.compile(
    r"^\W*(?:404|403|410|50[0-4])\b|\b(?:error|erreur|fehler) (?:404|403|500)\b"
    r"|page (?:not found|can.t be found|introuvable)|seite (?:wurde )?nicht gefunden"
    r"|página no encontrada|pagina non trovata|página não encontrada|pagina niet gevonden"
    r"|nie znaleziono strony|страница не найдена|sayfa bulunamadı|页面不存在|ページが見つかりません"
    r"|페이지를 찾을 수 없|الصفحة غير موجودة|access denied|just a moment",
    re.IGNORECASE,
)
_LOGIN: Final = re.compile(
    r"forgot(?:ten)? (?:your )?password|passwort vergessen|mot de passe oublié"
    r"|olvidado (?:tu|su) contraseña|password dimenticata|esqueceu (?:a|sua) senha"
    r"|wachtwoord vergeten|nie pamiętasz hasła|забыли пароль|şifremi unuttum|忘记密码"
    r"|パスワードをお忘れ|비밀번호 찾기|نسيت كلمة",
    re.IGNORECASE,
)
_PAYWALL: Final = re.compile(
    r"subscribe to (?:continue|read|unlock)|to continue reading|already a subscriber"
    r"|subscribers only|weiterlesen mit|jetzt weiterlesen|bereits abonnent"
    r"|réservé aux abonnés|déjà abonné|para suscriptores|ya (?:eres|es) suscriptor"
    r"|riservato agli abbonati|já é assinante|voor abonnees|dla subskrybentów"
    r"|для подписчиков|aboneler|会員限定|有料会員|订阅后|구독자 전용|للمشتركين",
    re.IGNORECASE,
)


def no_article(page: Page, inside: Sequence[int]) -> str:
    """Say what the page is where it is no article; an empty string where it is one."""
    letters = sum([page.lengths[i] for i in inside])
    if letters > _HOME_LETTERS:
        return ""
    if letters <= _SHORT:
        found = _notice(page)
        if found:
            return found
    if _links(page) >= _HOME_LINKS and not _has_prose(page, inside):
        return "This page is a list of links to articles, and no article itself."
    return "" if inside and letters > 0 else "There is no article on this page."


def _notice(page: Page) -> str:
    title = page.document.metadata.title
    headings = [page.texts[i] for i, block in enumerate(page.blocks) if block.level == 1]
    if any(_ERROR.search(line) for line in (title, *headings)):
        return "This page is an error message, and no article."
    if _PAYWALL.search(page.document.text):
        return "Only a paywall's notice was saved; the article itself is not on this page."
    if _LOGIN.search(page.document.text):
        return "This page asks for a login, and is no article."
    return ""


def _links(page: Page) -> int:
    return sum([layout.links for layout in page.layouts])


def _has_prose(page: Page, inside: Sequence[int]) -> bool:
    return any(page.prose[i] > 0 for i in inside)

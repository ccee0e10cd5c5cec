"""Names in languages without a model: what their shape and a few words give away."""

from __future__ import annotations

import pytest

from digest_app.facts.names.mention import find_names
from digest_app.facts.sentences import split


def found(text: str, language: str) -> list[tuple[str, str]]:
    names = find_names(text, split(text), language=language)
    return [(text[name.start : name.end], name.type.value) for name in names]


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        (
            "fr",
            "Hier, Emmanuel Macron a parlé à Lyon.",
            [("Emmanuel Macron", "person"), ("Lyon", "place")],
        ),
        ("es", "El Banco de España subió los tipos.", [("Banco de España", "organization")]),
        (
            "de",
            "Gestern traf Herr Scholz die Siemens AG.",
            [("Scholz", "person"), ("Siemens AG", "organization")],
        ),
        (
            "it",
            "Il presidente Mattarella era a Roma.",
            [("Mattarella", "person"), ("Roma", "place")],
        ),
        (
            "it",
            "Ha incontrato i vertici di Poste Italiane e della Banca d'Italia.",
            [("Banca d'Italia", "organization")],
        ),
        (
            "fr",
            "La préfecture d'Ille-et-Vilaine et Air France en parlent. Les États-Unis aussi.",
            [
                ("Ille-et-Vilaine", "place"),
                ("Air France", "organization"),
                ("États-Unis", "place"),
            ],
        ),
        ("pt", "Ele visitou o Rio de Janeiro.", [("Rio de Janeiro", "place")]),
        (
            "de",
            "Er traf in Paris den Chef der Deutschen Bank, Christian Sewing.",
            [
                ("Paris", "place"),
                ("Deutschen Bank", "organization"),
                ("Christian Sewing", "person"),
            ],
        ),
        (
            "ru",
            "Президент Владимир Путин встретился в Москве с послом.",
            [("Владимир Путин", "person")],
        ),
    ],
)
def test_shape_and_neighbours_tell_the_type(
    language: str, text: str, expected: list[tuple[str, str]]
):
    assert set(expected) <= set(found(text, language))


def test_a_word_that_only_begins_a_sentence_is_no_name():
    assert found("Bonjour le monde. Voici la suite.", "fr") == []


@pytest.mark.parametrize(
    "text",
    [
        "« C'est fini », a-t-il dit. On le sait.",
        "« Personne ne sera oublié », a-t-il dit.",
        "Publié lundi • Mis à jour mardi.",
    ],
)
def test_a_word_that_opens_a_quotation_or_follows_a_bullet_is_no_name(text: str):
    assert found(text, "fr") == []


def test_what_the_shape_tells_is_less_sure_than_a_model_may_be():
    text = "Hier, Emmanuel Macron a parlé."

    names = find_names(text, split(text), language="fr")

    assert names
    assert all(name.confidence <= 0.5 for name in names)


def test_german_nouns_are_no_names_only_because_of_their_capitals():
    text = "Die Fähre fährt seit Jahren. Am Samstag sagte der Kapitän Henning Brahms in Emden viel."

    assert found(text, "de") == [("Henning Brahms", "person"), ("Emden", "place")]


def test_the_first_word_of_a_quotation_is_no_name():
    assert found('La vecina respondió: "Estamos aquí".', "es") == []

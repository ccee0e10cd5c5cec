"""Offices: person, role and organization as three spans, in the order each language has."""

from __future__ import annotations

import pytest

from digest_app.domain.fact import FactType
from digest_app.facts.finding import find


def offices(text: str, language: str = "en") -> list[dict[str, str]]:
    return [
        {part.name: text[part.start : part.end] for part in fact.parts}
        for fact in find(text, language=language)
        if fact.type is FactType.ROLE
    ]


@pytest.mark.parametrize(
    ("language", "text", "person", "role", "organization"),
    [
        (
            "en",
            "They met the head of Acme Corp., Jane Roe, in May.",
            "Jane Roe",
            "head",
            "Acme Corp.",
        ),
        (
            "en",
            "They met Jane Roe, head of glaciology at the University of Torvik, in May.",
            "Jane Roe",
            "head of glaciology",
            "University of Torvik",
        ),
        (
            "en",
            "Jane Roe, minister of trade and industry, left.",
            "Jane Roe",
            "minister of trade and industry",
            None,
        ),
        ("en", "Education Minister Jane Roe left.", "Jane Roe", "Education Minister", None),
        (
            "de",
            "Der Vorstandschef der Siemens AG, Roland Busch, sprach.",
            "Roland Busch",
            "Vorstandschef",
            "Siemens AG",
        ),
        (
            "de",
            "Roland Busch, Vorstandschef der Siemens AG, sprach.",
            "Roland Busch",
            "Vorstandschef",
            "Siemens AG",
        ),
        (
            "de",
            "Gestern sprach Außenministerin Anna Berg.",
            "Anna Berg",
            "Außenministerin",
            None,
        ),
        (
            "fr",
            "Le ministre de l’Intérieur Bruno Retailleau a parlé.",
            "Bruno Retailleau",
            "ministre",
            "Intérieur",
        ),
        (
            "fr",
            "Anne Berg, directrice générale de Renault, a parlé.",
            "Anne Berg",
            "directrice générale",
            "Renault",
        ),
        (
            "es",
            "El presidente del Gobierno, Pedro Ruiz, habló.",
            "Pedro Ruiz",
            "presidente",
            "Gobierno",
        ),
        (
            "es",
            "La ministra de Hacienda María Jesús Montero habló.",
            "María Jesús Montero",
            "ministra",
            "Hacienda",
        ),
        (
            "it",
            "Il ministro dell'Economia Giancarlo Giorgetti ha parlato.",
            "Giancarlo Giorgetti",
            "ministro",
            "Economia",
        ),
        (
            "it",
            "Mario Rossi, amministratore delegato di Eni, ha parlato.",
            "Mario Rossi",
            "amministratore delegato",
            "Eni",
        ),
        (
            "pt",
            "Ana Souza, diretora da Petrobras, falou.",
            "Ana Souza",
            "diretora",
            "Petrobras",
        ),
        (
            "nl",
            "Anna de Vries, directeur van Philips, sprak.",
            "Anna de Vries",
            "directeur",
            "Philips",
        ),
    ],
)
def test_an_office_is_read_in_the_order_of_its_language(
    language: str, text: str, person: str, role: str, organization: str | None
):
    [office] = offices(text, language)

    assert office["person"] == person
    assert office["role"] == role
    assert office.get("organization") == organization


@pytest.mark.parametrize(
    "text",
    [
        "They told the head of Acme Corp., Jane Roe said.",
        "The minister left. Jane Roe stayed.",
        "The head of the man Bob Smith drew, Jane Roe, was large.",
    ],
)
def test_nobody_holds_an_office_that_only_stands_near(text: str):
    assert offices(text) == []


def test_a_language_without_a_table_has_no_offices():
    assert offices("Toimitusjohtaja Anna Berg puhui.", "fi") == []


def test_a_name_that_ends_in_the_office_is_not_its_organization():
    text = "The Office of the Mayor Scott Teruya was closed."

    for fact in find(text):
        assert all(part.start < part.end for part in fact.parts)


def test_an_office_ends_with_its_line():
    text = (
        "“It saves months of work.” – Jane Roe, founder and CEO of Brightest\n\n"
        "Source: Pexels, Credit: Acme\n\n5. The rise of the blue economy"
    )

    (office,) = offices(text)

    assert office["organization"] == "Brightest"

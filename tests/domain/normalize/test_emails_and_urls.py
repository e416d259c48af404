"""E-mails and web addresses: one stored form, clear refusals, and domains that name no company."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prospect_crm.domain.message import DomainError
from prospect_crm.domain.normalize.emails import (
    check_email,
    email_match_key,
    is_free_mail,
    is_role_address,
    normalise_email,
)
from prospect_crm.domain.normalize.urls import check_url, company_domain, normalise_url, registered_domain


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("Jean <J.Dup@Example.COM>", "j.dup@example.com"),
        ("mailto:a@b.fr?subject=x", "a@b.fr"),
        (" élodie@müller.de ", "élodie@müller.de"),
        ("a@b.fr;", "a@b.fr"),
    ],
)
def test_an_address_has_one_stored_form(text: str, address: str) -> None:
    assert normalise_email(text) == address


@pytest.mark.parametrize(
    "text",
    ["a@b", "a b@c.fr", "a..b@c.fr", ".a@c.fr", "@c.fr", "a@", "a@-b.fr", "a@1.2.3.4", "x" * 65 + "@c.fr"],
)
def test_what_is_no_address_is_refused(text: str) -> None:
    with pytest.raises(DomainError) as refusal:
        check_email(text)
    assert str(refusal.value) == f"{text} is not a valid e-mail address. Write it like name@example.com."


@given(st.emails(domains=st.sampled_from(["example.com", "a-b.co.uk", "sfr.fr"])))
def test_normalising_an_address_twice_changes_nothing_more(address: str) -> None:
    once = normalise_email(address)
    assert once is None or normalise_email(once) == once


def test_one_mailbox_is_one_key() -> None:
    assert email_match_key("J.Dup+crm@googlemail.com") == "jdup@gmail.com"
    assert email_match_key("j.dup+crm@example.com") == "j.dup@example.com"
    assert email_match_key("nobody") == ""


@pytest.mark.parametrize(
    "domain",
    [
        "sfr.fr",
        "neuf.fr",
        "bbox.fr",
        "orange.fr",
        "wanadoo.fr",
        "laposte.net",
        "free.fr",
        "gmx.fr",
        "numericable.fr",
        "aliceadsl.fr",
        "club-internet.fr",
        "cegetel.net",
        "gmail.com",
        "yahoo.fr",
        "yahoo.co.uk",
        "hotmail.be",
    ],
)
def test_a_provider_of_mailboxes_names_no_company(domain: str) -> None:
    assert is_free_mail(domain)
    assert company_domain(f"jean@{domain}") == ""


def test_a_desk_is_not_a_person() -> None:
    assert is_role_address("Compta@example.com")
    assert not is_role_address("jean@example.com")


@pytest.mark.parametrize(
    ("text", "url"),
    [
        ("www.Example.com/", "https://www.example.com"),
        ("HTTP://Example.co.uk:8080/A?b#c", "http://example.co.uk:8080/A?b#c"),
        ("https://müller.de", "https://müller.de"),
    ],
)
def test_a_site_has_one_stored_form(text: str, url: str) -> None:
    assert check_url(text) == url
    assert normalise_url(url) == url


@pytest.mark.parametrize(
    "text",
    [
        "javascript:alert(1)",
        "ftp://x.fr",
        "exa mple.com",
        "example",
        "http://[::1]/",
        "http://a.fr:99999",
        "https://a@b.fr",
    ],
)
def test_what_is_no_site_is_refused(text: str) -> None:
    with pytest.raises(DomainError) as refusal:
        check_url(text)
    assert str(refusal.value) == f"{text} is not a valid web address. Write it like https://www.example.com."


@pytest.mark.parametrize(
    ("text", "domain"),
    [
        ("https://shop.example.co.uk/x", "example.co.uk"),
        ("jean@mail.example.fr", "example.fr"),
        ("www.ville.asso.fr", "ville.asso.fr"),
        ("https://fr.linkedin.com/company/x", ""),
        ("https://dupont.wixsite.com", ""),
        ("not a site", ""),
    ],
)
def test_the_domain_of_a_company_is_its_own(text: str, domain: str) -> None:
    assert company_domain(text) == domain


def test_a_short_host_is_its_own_domain() -> None:
    assert registered_domain("co.uk") == "co.uk"
    assert registered_domain("www.example.com") == "example.com"

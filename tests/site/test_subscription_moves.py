"""Subscriptions follow a person's address: changed, shared, or gone with the last who had it."""

from __future__ import annotations

from prospect_crm.services import unsubscribing
from tests.factories import make_contact
from tests.site.subscribing import change, count, people, rows, two_lists  # noqa: F401


def test_a_changed_address_moves_the_subscription_and_the_opt_out() -> None:
    [anna] = people("Anna")
    change([anna])
    unsubscribing.leave("anna@vauban.example", "Salons")
    anna.update({"email": "anna@neuf.example"}).save()
    assert rows() == {
        ("Lettre Métal", "anna@neuf.example", 0),
        ("Salons", "anna@vauban.example", 1),
        ("Salons", "anna@neuf.example", 1),
    }
    assert (count(), count("Salons")) == (1, 2)


def test_a_shared_address_stays_subscribed_for_the_other() -> None:
    anna, _bob = people("Anna", "Bob", email="info@vauban.example")
    change([anna])
    anna.update({"email": "anna@neuf.example"}).save()
    assert rows() == {
        ("Lettre Métal", "info@vauban.example", 0),
        ("Lettre Métal", "anna@neuf.example", 0),
    }


def test_an_opt_out_of_the_old_address_ends_the_subscription_of_the_new_one() -> None:
    [anna] = people("Anna")
    [bob] = people("Bob")
    change([bob])
    unsubscribing.leave("anna@vauban.example", "Lettre Métal")
    anna.update({"email": "bob@vauban.example"}).save()
    assert rows(email="bob@vauban.example") == {("Lettre Métal", "bob@vauban.example", 1)}


def test_the_last_one_with_an_address_takes_the_subscription_away_but_not_the_opt_out() -> None:
    anna, bob = people("Anna", "Bob", email="info@vauban.example")
    change([anna], "subscribe", "Lettre Métal")
    unsubscribing.leave("info@vauban.example", "Salons")
    anna.delete()
    assert len(rows()) == 2
    bob.delete()
    assert rows() == {("Salons", "info@vauban.example", 1)}
    assert count() == 0


def test_a_client_contact_takes_its_subscriptions_along() -> None:
    contact = make_contact(email_ids=[{"email_id": "karim@vauban.example", "is_primary": 1}])
    change([contact])
    contact.email_ids[0].email_id = "karim@neuf.example"
    contact.save()
    assert rows() == {("Lettre Métal", "karim@neuf.example", 0)}

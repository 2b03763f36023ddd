"""A password, a second step, an address for links: each change leaves a trace nobody can make without the key."""

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.core.management import call_command
from django.db import connection

from emerald.accounts.models import User
from emerald.audit.models import SecretTrace
from emerald.audit.traces import SECRETS
from emerald.audit.verify_traces import check_traces
from tests.factories.people import make_user

pytestmark = pytest.mark.django_db
PASSWORD = "password of account"


@pytest.fixture
def priya():
    return make_user(name="Priya Nair")


def said():
    return list(check_traces())


def swap(user, password):
    """As somebody with SQL would, who knows how a password is kept."""
    with connection.cursor() as cursor:
        cursor.execute("UPDATE accounts_user SET password = %s WHERE id = %s", [password, user.pk])


class TestHonestChanges:
    def test_an_account_begins_with_a_trace(self, priya):
        assert [trace.number for trace in SecretTrace.objects.of(PASSWORD, priya.pk)] == [1]
        assert said() == []

    def test_a_chosen_password_follows_the_one_before(self, priya):
        for password in ("first-of-her-passwords", "second-of-her-passwords"):
            priya.set_password(password)
            priya.save()
        assert [(trace.number, trace.followed) for trace in SecretTrace.objects.of(PASSWORD, priya.pk)] == [
            (1, True),
            (2, True),
            (3, True),
        ]
        assert said() == []

    def test_what_leaves_the_password_alone_leaves_no_trace(self, priya):
        priya.name = "Priya Nair-Holt"
        priya.save()
        priya.save(update_fields=["name"])
        assert SecretTrace.objects.of(PASSWORD, priya.pk).count() == 1

    def test_a_stale_copy_that_brings_an_old_password_back_is_no_tampering(self, priya):
        stale = User.objects.get(pk=priya.pk)
        priya.set_password("second-of-her-passwords")
        priya.save()
        stale.save()
        assert said() == []

    def test_a_second_step_set_up_used_and_removed(self, priya):
        step = Authenticator.objects.create(user=priya, type="recovery_codes", data={"seed": "s", "used_mask": 0})
        step.data["used_mask"] = 1
        step.save()
        assert SecretTrace.objects.of("second step", step.pk).count() == 1
        Authenticator.objects.filter(user=priya).delete()
        assert said() == []

    def test_an_address_for_links_comes_and_goes(self, priya):
        EmailAddress.objects.create(user=priya, email=priya.email, verified=True)
        priya.emailaddress_set.all().delete()
        assert said() == []

    def test_a_removed_account_is_no_fault(self, priya):
        priya.delete()
        assert said() == []


class TestSwapped:
    def test_a_swapped_password_is_found(self, priya):
        swap(priya, make_user().password)
        assert said() == [f"The password of account {priya.pk} was swapped past Emerald."]

    def test_changing_it_afterwards_does_not_wash_it_clean(self, priya):
        swap(priya, "swapped")
        priya.refresh_from_db()
        priya.set_password("chosen-by-who-swapped-it")
        priya.save()
        [sentence] = said()
        assert f"The password of account {priya.pk} was changed past Emerald before" in sentence

    def test_saving_the_account_afterwards_does_not_wash_it_clean(self, priya):
        swap(priya, "swapped")
        priya.refresh_from_db()
        priya.save()
        assert said() == [f"The password of account {priya.pk} was swapped past Emerald."]

    def test_an_old_password_with_its_old_mark_is_found(self, priya):
        old = priya.password
        priya.set_password("second-of-her-passwords")
        priya.save()
        swap(priya, old)
        first = SecretTrace.objects.of(PASSWORD, priya.pk).first()
        SecretTrace.objects.create(kind=PASSWORD, subject_id=priya.pk, number=3, mark=first.mark, followed=True)
        assert said() == [f"The password of account {priya.pk} was swapped past Emerald."]

    def test_what_is_written_past_save_is_taken_for_tampering(self, priya):
        User.objects.filter(pk=priya.pk).update(password="in bulk")
        assert said() == [f"The password of account {priya.pk} was swapped past Emerald."]

    def test_nothing_of_a_secret_can_be_read_from_its_trace(self, priya):
        kept = str(list(SecretTrace.objects.values()))
        assert priya.password not in kept
        assert (
            SecretTrace.objects.of(PASSWORD, priya.pk).first().mark
            != SecretTrace.objects.of(PASSWORD, make_user().pk).first().mark
        )


class TestKey:
    def test_another_key_finds_every_secret_swapped(self, priya, settings):
        settings.SECRET_KEY = "another" * 10
        assert f"The password of account {priya.pk} was swapped past Emerald." in said()

    def test_the_old_key_beside_the_new_one_finds_all_well(self, priya, settings):
        settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
        settings.SECRET_KEY = "another" * 10
        assert said() == []

    def test_traces_are_renewed_under_a_new_key_and_the_old_one_can_go(self, priya, settings):
        swapped = make_user(name="Owen Marsh")
        swap(swapped, "swapped")
        settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
        settings.SECRET_KEY = "another" * 10
        call_command("renew_traces")
        settings.SECRET_KEY_FALLBACKS = []
        assert said() == [f"The password of account {swapped.pk} was swapped past Emerald."]


def test_every_kind_of_secret_is_told_by_a_word_of_its_own():
    assert set(SECRETS) == {PASSWORD, "second step", "e-mail address of an account"}

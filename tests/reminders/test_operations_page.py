"""The page that says whether reminders run, without a word of any case."""

import pytest
from django.urls import reverse

from emerald.reminders.models import Notice
from emerald.reminders.tasks import sweep as sweep_task
from tests.factories.people import make_user
from tests.reminders.due_pages import add, get

pytestmark = pytest.mark.django_db


class TestOperations:
    @pytest.fixture
    def kit(self):
        return make_user(role="system_administrator", name="Kit Wolverstone")

    def test_the_operations_page_says_how_the_last_sync_went_and_names_no_case(
        self, case, priya, kit, signed_in, settings
    ):
        add(case, 0, by=priya)
        sweep_task.apply()
        page = get(signed_in(kit), "operations")
        assert f"{Notice.objects.count()} reminders made" in page
        assert case.reference not in page
        assert "Quillfeather" not in page

    def test_the_operations_page_opens_and_says_so_when_redis_is_dead(self, kit, signed_in, settings):
        settings.CELERY_BROKER_URL = "redis://127.0.0.1:1/0"
        page = get(signed_in(kit), "operations")
        assert "Not answering" in page
        assert "nothing is lost" in page

    def test_nobody_else_sees_the_operations_page(self, sunita, priya, ada, signed_in):
        for person in (sunita, priya, ada):
            assert signed_in(person).get(reverse("operations")).status_code == 403

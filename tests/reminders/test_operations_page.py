"""The page that says whether reminders run, without a word of any case."""

import pytest
from django.urls import reverse

from emerald.clock import now
from emerald.reminders import health
from emerald.reminders.models import Notice
from emerald.reminders.models.tick import Tick
from emerald.reminders.tasks import sweep as sweep_task
from emerald.words import plural
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
        assert f"{plural(Notice.objects.count(), 'reminder')} made, 0 ended" in page
        assert case.reference not in page
        assert "Quillfeather" not in page

    @pytest.mark.parametrize(("made", "said"), [(1, "1 reminder made"), (1200, "1,200 reminders made")])
    def test_work_is_told_in_whole_sentences_and_a_sign_of_life_is_no_work(self, kit, signed_in, made, said):
        Tick.objects.create(name=health.WORKER, taken_at=now())
        Tick.objects.create(name="sweep", seconds=1.5, figures={"made": made})
        page = get(signed_in(kit), "operations")
        assert f"1.5 seconds, {said}" in page
        assert ">worker<" not in page

    def test_the_operations_page_opens_and_says_so_when_redis_is_dead(self, kit, signed_in, settings):
        settings.CELERY_BROKER_URL = "redis://127.0.0.1:1/0"
        page = get(signed_in(kit), "operations")
        assert "Not answering" in page
        assert "nothing is lost" in page

    def test_nobody_else_sees_the_operations_page(self, sunita, priya, ada, signed_in):
        for person in (sunita, priya, ada):
            assert signed_in(person).get(reverse("operations")).status_code == 403

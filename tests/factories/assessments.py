"""Risk assessments, through the verbs the pages use."""

from django.utils import timezone

from cases.models import Indicator

FACTS = {
    "spoken_to": "Tamsin and her aunt.",
    "childs_view": "“I feel watched.”",
    "learning_disability": "no",
    "protective_factors": "Her aunt rings every evening.",
}


def all_answered(said="no", **others):
    """An answer to every indicator in force; `others`: indicator's wording begins with (_ for a space) -> answer."""
    answers = {}
    for indicator in Indicator.objects.in_force():
        now = next(
            (other for begins, other in others.items() if indicator.wording.startswith(begins.replace("_", " "))), said
        )
        known = {"evidence": "Seen on Tuesday.", "source": "school"} if now in ("yes", "possible") else {}
        answers[indicator.pk] = {"said": now, **known}
    return answers


def begin(case, *, by, kind="assessment", assessed_on=None, answers=None, **facts):
    """A draft with everything answered."""
    assessment = case.start_assessment(by=by, kind=kind, assessed_on=assessed_on or timezone.localdate())
    return assessment.save_answers(by=by, answers=all_answered() if answers is None else answers, **FACTS | facts)


def submit(case, *, by, level="low", level_reason="What I have seen and heard.", **more):
    assessment = begin(case, by=by, **more)
    assessment.submit(by=by, level=level, level_reason=level_reason)
    return assessment


def sign_off(case, *, by, signer, **more):
    assessment = submit(case, by=by, **more)
    assessment.sign_off(by=signer)
    return assessment

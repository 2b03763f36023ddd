"""Is every secret the one that was chosen through Emerald?"""

from collections.abc import Iterator
from itertools import groupby

from emerald.audit.models.secret_trace import SecretTrace
from emerald.audit.traces import SECRETS, Secret, last_two, vouches


def check_traces() -> Iterator[str]:
    """Sentences, by kind and number of the row: never whose. What somebody changed between two looks is no fault."""
    for secret in SECRETS.values():
        first = _untraced(secret)
        again = _untraced(secret) if first else {}
        for pk in sorted(first.keys() & again.keys()):
            yield f"The {secret.kind} {pk} {again[pk]}"
    for trace in SecretTrace.objects.out_of_step():
        yield (
            f"The {trace.kind} {trace.subject_id} was changed past Emerald before it was changed on "
            f"{trace.at:%-d %B %Y at %H:%M} UTC."
        )


def _untraced(secret: Secret) -> dict[int, str]:
    """{key: what is wrong}"""
    stand = {row.pk: secret.value(row) for row in secret.rows().iterator(chunk_size=2000)}
    newest = {}
    for subject, traces in groupby(
        SecretTrace.objects.filter(kind=secret.kind).order_by("subject_id", "number"),
        key=lambda trace: trace.subject_id,
    ):
        newest[subject] = last_two(traces)
    wrong = {}
    for pk in stand.keys() | newest.keys():
        before, last = newest.get(pk, (None, None))
        if last is None:
            wrong[pk] = "was put in past Emerald."
        elif not vouches(last, before, stand.get(pk)):
            wrong[pk] = "was swapped past Emerald." if pk in stand else "was removed past Emerald."
    return wrong

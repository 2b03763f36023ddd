"""Every page is locked. One that is not says why."""

from django.contrib.auth.decorators import login_not_required


def public(*, because):
    """Mark a view as open to anybody. The reason is compulsory and shown by a test that lists every open page."""
    if not because.strip():
        raise ValueError("A public page needs a reason.")

    def mark(view):
        view = login_not_required(view)
        view.public_because = because
        return view

    return mark

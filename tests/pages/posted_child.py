"""The addresses of a child's pages, and what they post."""

from django.urls import reverse

from tests.factories.children import BORN
from tests.factories.posting import date_parts


def page(case, name="case_child", *more):
    return reverse(name, args=[case.reference, *more])


def identity(of, **more):
    return {
        "given_names": "Tamsin",
        "family_name": "Quillfeather",
        "born": "known",
        "sex": "F",
        "ethnicity": "WBRI",
        "version": of.version,
        **date_parts("date_of_birth", BORN),
        **more,
    }

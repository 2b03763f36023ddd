"""Which answers are somebody's words as they were said.

A child's own words are written down as said, so nobody is ever told to put them more kindly: a question that asks for
them is named here, and neither the script nor the notice after saving reads its answer.
"""

AS_SAID = frozenset({"childs_words"})


def is_as_said(name: str) -> bool:
    """Whether the field of this name (with a form's prefix or without) holds words as they were said."""
    return name.rsplit("-", 1)[-1] in AS_SAID

"""What every question of Emerald has: a label, a hint, and its own sentence for an empty answer."""

from collections.abc import Mapping
from typing import Any


class QuestionMixin:
    """Label first; `required` is the sentence for an empty answer, True (a sentence is made), or False; `hint`.

    `called` is how sentences name the answer when the label is a whole question.
    """

    def __init__(
        self,
        label: str | None = None,
        *,
        required: bool | str = True,
        hint: str = "",
        called: str | None = None,
        error_messages: Mapping[str, str] | None = None,
        **kwargs: Any,
    ) -> None:
        self.called = called
        self.written_sentences = dict(error_messages or {})
        if isinstance(required, str):
            self.written_sentences["required"] = required
        super().__init__(  # type: ignore[call-arg]  # of the field beside it
            label=label,
            required=bool(required),
            help_text=hint or kwargs.pop("help_text", ""),
            error_messages=self.written_sentences,
            **kwargs,
        )

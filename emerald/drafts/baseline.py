"""What a page showed before anybody typed: kept in the page itself, as a signed list of fingerprints of its answers.

A draft holds only the answers that differ from it. What others wrote and the page merely showed is in no draft, and a
draft that is carried on is laid over the record as it is by then.
"""

import hashlib
import json
from collections.abc import Collection, Mapping
from typing import Any
from uuid import UUID

from django import forms
from django.core.signing import BadSignature, Signer

NAME = "as_shown"  # of the hidden answer that carries it
# Always kept: it tells, when the draft is sent after all, whether somebody else was quicker.
ALWAYS = {"version"}
SIGNER = Signer(salt="what a page showed")
TICKED = ["on"]
Typed = dict[str, list[str]]  # what a browser sends: the name of an answer -> its texts


def shown_by(form: forms.BaseForm, writing: UUID, *, but: Collection[str] = ()) -> str:
    """The signed fingerprints of what `form` shows, without questions of which an answer is in `but`."""
    shown = {}
    for bound in form:
        widget = bound.field.widget
        if bound.name in ALWAYS or isinstance(widget, forms.FileInput):
            continue
        sent = _as_sent(widget, bound.html_name, bound.value())
        if not set(sent) & set(but):
            ticks = isinstance(widget, forms.CheckboxInput)
            shown[bound.html_name] = [list(sent), _fingerprint(sent, writing, ticks), ticks]
    return SIGNER.sign_object([str(writing), shown], compress=True)


def only_what_differs(typed: Typed, signed: str, writing: UUID) -> tuple[Typed, bool]:
    """(what of `typed` (name -> texts) the page did not show, whether that is all that was typed).

    An answer of several boxes stays whole; one that was emptied stays as an empty list. Without a list of this
    writing's own everything is kept, since nobody can tell what was shown."""
    try:
        of, shown = SIGNER.unsign_object(signed)
    except (BadSignature, ValueError, TypeError):
        return typed, True
    if of != str(writing):
        return typed, True
    kept = dict(typed)
    for names, fingerprint, ticks in shown.values():
        now = {name: typed.get(name, []) for name in names}
        for name in names:
            if _fingerprint(now, writing, ticks) == fingerprint:
                kept.pop(name, None)
            else:
                kept.setdefault(name, [])
    return kept, False


def _as_sent(widget: forms.Widget, name: str, value: Any) -> Typed:
    """name -> texts, as a browser sends what the widget shows for this value."""
    if isinstance(widget, forms.MultiWidget):
        values: Any = value if isinstance(value, list | tuple) else widget.decompress(value)
        names: Any = widget.widgets_names  # type: ignore[attr-defined]  # not in the stubs
        parts = zip(names, widget.widgets, values, strict=False)
        return {part: texts for suffix, one, its in parts for part, texts in _as_sent(one, name + suffix, its).items()}
    if isinstance(widget, forms.CheckboxInput):
        return {name: TICKED if widget.check_test(value) else []}
    formatted = widget.format_value(value)
    many = formatted if isinstance(formatted, list | tuple) else [formatted]
    return {name: ["" if one is None else str(one) for one in many]}


def _fingerprint(sent: Mapping[str, list[str]], writing: UUID, ticks: bool) -> str:
    """The same for the same answers: without empty ones, and however a browser breaks lines."""
    texts: dict[str, Any] = {
        name: sorted(text.replace("\r\n", "\n").strip() for text in its if text and text.strip())
        for name, its in sent.items()
    }
    if ticks:
        texts = {name: bool(its) for name, its in texts.items()}
    return hashlib.sha256(json.dumps([str(writing), texts], sort_keys=True).encode()).hexdigest()[:20]

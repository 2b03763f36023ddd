"""The question for files, on any form: `class SessionWithFilesForm(WithFiles, SessionForm)`."""

from typing import Any

from django import forms
from django.conf import settings
from django.template.loader import render_to_string
from django.utils.functional import lazystr
from django.utils.safestring import SafeString

from emerald.files.kinds import FORMATS, HEIC, TAKEN
from emerald.files.models import Upload
from emerald.files.uploads import FIELD, Tray
from emerald.govuk.forms import GovukForm
from emerald.govuk.question import QuestionMixin
from emerald.govuk.template_filters import file_size

ACCEPTED = ",".join(ending for each in (*FORMATS, HEIC) for ending in each.endings)


def hint() -> str:
    return f"{TAKEN}. Each up to {settings.FILES_LARGEST_MB} MB. Several at once if you like"


class FilesInput(forms.FileInput):
    """Several files. Above the button stand those that came before, each with a box to keep it; below it, for the
    page's script, how far each file being sent has come. The tray reads the answers."""

    allow_multiple_selected = True
    tray: Tray  # that of the form

    def value_from_datadict(self, data: Any, files: Any, name: str) -> None:
        return None

    @property
    def before_input(self) -> SafeString:
        rows = [
            {
                "upload": one,
                "ticked": self.tray.is_ticked(one),
                "size": file_size(one.file.size),
                "why_not": " ".join(one.file.why_not_open()),
            }
            for one in self.tray.waiting
        ]
        return render_to_string("files/waiting.html", {"rows": rows})

    @property
    def after_input(self) -> SafeString:
        return render_to_string("files/sending.html", {"writing": self.tray.writing})


class FilesField(QuestionMixin, forms.Field):
    widget = FilesInput

    def __init__(self, label: str | None = None, **kwargs: Any) -> None:
        kwargs.setdefault("hint", lazystr(hint()))
        super().__init__(label, **kwargs)
        self.widget.attrs |= {"accept": ACCEPTED, "data-files": True}

    def validate(self, value: Any) -> None:
        """The tray knows what came; the form asks it."""


class WithFiles(GovukForm):
    """A form that takes files. `tray` holds them; `cleaned_data["files"]` are the Uploads that are to be attached."""

    files = FilesField("Files", required=False)  # type: ignore[assignment]  # the question takes the name of what came

    def __init__(self, *args: Any, tray: Tray, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.tray = self.fields[FIELD].widget.tray = tray

    def clean_files(self) -> list[Upload]:
        """A file that was not taken is told of before anything is saved; the others wait, ticked."""
        if self.tray.refused:
            raise forms.ValidationError(self.tray.refused)
        if self.fields[FIELD].required and not self.tray.ticked:
            raise forms.ValidationError(self.fields[FIELD].error_messages["required"])
        return self.tray.ticked

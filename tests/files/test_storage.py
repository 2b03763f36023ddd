"""The file and its row do not come apart: whichever is missing, the other says so or goes."""

import errno
import os
import time
from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import transaction

from emerald.files import storage, tasks
from emerald.files.models import StoredFile, Upload
from emerald.guards import Refused
from tests.factories import files as made

TWO_DAYS = timedelta(days=2).total_seconds()


def test_a_file_is_kept_under_a_random_name_nobody_else_may_read(priya, folder, on_disk):
    upload = made.make_upload(priya, "Tamsin Quillfeather.pdf")
    (name,) = on_disk()
    assert name == upload.file.name
    assert not any("Tamsin" in path.name for path in folder.rglob("*"))
    path = folder / "kept" / name[:2] / name
    assert [each.stat().st_mode & 0o077 for each in (path, path.parent, path.parent.parent)] == [0, 0, 0]


def test_what_comes_back_from_a_backup_has_its_name_again_and_takes_nobodys(folder):
    with storage.bring_back("0" * 32) as file:
        file.write(b"kept")
    assert (folder / "kept" / "00" / ("0" * 32)).read_bytes() == b"kept"
    assert (folder / "kept" / "00" / ("0" * 32)).stat().st_mode & 0o077 == 0
    with pytest.raises(FileExistsError):
        storage.bring_back("0" * 32)


def test_what_comes_out_is_what_went_in(priya):
    upload = made.make_upload(priya, content=made.pdf("Words"))
    assert upload.file.opened().read() == made.pdf("Words")


@pytest.mark.parametrize("what", ["gone", "changed"])
def test_a_file_that_is_gone_or_was_changed_is_a_sentence(what, priya, folder):
    file = made.make_upload(priya).file
    path = folder / "kept" / file.name[:2] / file.name
    path.unlink() if what == "gone" else path.write_bytes(b"Something else")
    with pytest.raises(Refused, match="not where it should be"):
        file.opened()


@pytest.mark.parametrize("call", ["open", "fsync"])
def test_a_full_disk_is_a_sentence_and_nothing_stays(call, priya, monkeypatch, on_disk):
    def full(*args, **kwargs):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, call, full)
    with pytest.raises(Refused, match=r"“Letter.pdf” could not be kept: there is no room"):
        made.make_upload(priya)
    monkeypatch.undo()
    assert on_disk() == set()
    assert not StoredFile.objects.exists()


def written(folder, moment):
    """Make it so that all files were written then. The disk's own clock is not moved with those of a run."""
    for path in folder.rglob("*"):
        if path.is_file():
            os.utime(path, (moment, moment))


def test_a_file_whose_row_never_came_is_swept_after_a_day_and_no_other(priya, folder, on_disk):
    kept = made.make_upload(priya).file.name
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        lost = made.make_upload(priya, content=made.pdf("Lost")).file.name
        raise ZeroDivisionError
    assert on_disk() == {kept, lost}
    half = storage.incoming() / "half.part"
    half.write_bytes(b"x")
    written(folder, time.time())
    tasks.sweep()
    assert on_disk() == {kept, lost} and half.exists()
    written(folder, time.time() - TWO_DAYS)
    tasks.sweep()
    assert on_disk() == {kept} and not half.exists()


def test_the_same_file_twice_in_one_writing_is_kept_once(priya, on_disk, django_capture_on_commit_callbacks):
    writing = uuid4()
    with django_capture_on_commit_callbacks(execute=True):
        first, second = (made.make_upload(priya, content=made.PDF, writing=writing) for _ in range(2))
    assert first == second
    assert on_disk() == {first.file.name}
    assert made.make_upload(priya, content=made.PDF) != first


def test_a_page_takes_so_many_files_and_says_when_it_is_full(priya, monkeypatch):
    monkeypatch.setattr("emerald.files.models.upload.AT_MOST", 2)
    writing = uuid4()
    for number in range(2):
        made.make_upload(priya, f"{number}.pdf", writing=writing)
    with pytest.raises(Refused, match="at most 2 files can be added at once"):
        made.make_upload(priya, writing=writing)
    assert Upload.of(priya, writing).count() == 2


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("Letter.pdf", "Letter.pdf"),
        ("Letter", "Letter.pdf"),
        ('a/b"<c>:d.pdf', "bcd.pdf"),
        ("مريم.pdf", "مريم.pdf"),
        ("x" * 300 + ".pdf", "x" * 196 + ".pdf"),
        ("a\u202egpj.pdf", "agpj.pdf"),
        (" .pdf", "File.pdf"),
    ],
)
def test_a_name_is_kept_as_every_computer_can_write_it(sent, kept, priya):
    assert made.make_upload(priya, sent).name == kept


def test_a_heic_picture_is_called_as_what_it_becomes(priya):
    upload = made.make_upload(priya, "IMG_1.HEIC", made.picture("HEIF"))
    assert (upload.name, upload.file.content_type) == ("IMG_1.jpg", "image/jpeg")
    assert upload.file.sha256 != upload.file.sent_sha256

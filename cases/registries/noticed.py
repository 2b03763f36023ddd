"""What other rooms have to say to whoever saved a detail of a child: asked once it is saved, said on the next page.

Apps further out add theirs at start-up; the case does not know them.
"""

_noticers = []


def add_noticer(notices):
    """Register `notices(case, detail, by)`: a sentence for `by`, who saved this detail of the case's child, or None.

    `case` is as its door gives it, with the rights of `by`."""
    if notices not in _noticers:
        _noticers.append(notices)


def noticed(case, detail, *, by):
    """The sentences of those who have something to say."""
    return [said for notices in _noticers if (said := notices(case, detail, by))]

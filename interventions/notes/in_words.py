"""A note in full, for a pack of the chronology: what was written in it and what was added later."""

from emerald.words import moment


def words_of(note, heading):
    return written(note, note.words, heading) + [
        (f"{heading}. Added on {moment(one.written_at)} by {one.written_by.name}", one.text)
        for one in note.addenda.all()
    ]


def written(of, words, heading):
    return [(f"{heading}. {called}", text) for field, called in words.items() if (text := getattr(of, field))]

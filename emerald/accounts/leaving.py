"""What stands in the way when somebody leaves, told by rooms further out.

Each function takes the person and answers a list of sentences, or of (sentence, url name, kwargs) where there is a
page to see to it. The page on which somebody's access is ended shows them. Rooms add theirs at start-up, because
accounts may not know that cases exist.
"""

leaving_notes = []


def notes_for(user):
    """Every note about this person as {"text", "link"}: link is (url name, kwargs) or None."""
    return [_as_note(each) for tell in leaving_notes for each in tell(user)]


def _as_note(told):
    if isinstance(told, str):
        return {"text": told, "link": None}
    text, url_name, kwargs = told
    return {"text": text, "link": (url_name, kwargs)}

"""The questions of a form, read from its page as a browser reads them."""

from html.parser import HTMLParser


class FormReader(HTMLParser):
    """`fields`: name -> what the page proposes ("" where nothing); of radios and boxes, those that are ticked."""

    def __init__(self, page):
        super().__init__()
        self.fields, self.typed_into, self._inside, self._select = {}, [], False, None
        self.feed(page)

    def handle_starttag(self, tag, attributes):
        given = dict(attributes)
        if tag == "form":
            self._inside = given.get("method", "").lower() == "post" and "logout" not in given.get("action", "")
        elif self._inside and given.get("name"):
            self._question(tag, given)
        elif tag == "option" and self._select and "selected" in given:
            self.fields[self._select] = given.get("value", "")

    def handle_endtag(self, tag):
        if tag == "form":
            self._inside = False
        if tag == "select":
            self._select = None

    def _question(self, tag, given):
        name, kind = given["name"], given.get("type", "text")
        if tag == "select":
            self._select = name
            self.fields.setdefault(name, "")
        elif kind in {"radio", "checkbox"}:
            if "checked" in given:
                self.fields[name] = given.get("value", "on")
        elif tag in {"input", "textarea"}:
            self.fields[name] = given.get("value", "")
            if kind not in {"hidden", "submit", "password", "file"}:
                self.typed_into.append(name)

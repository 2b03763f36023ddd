"""A form as a browser would send it: what the page has filled in already, and what somebody enters."""

from html.parser import HTMLParser


class Form(HTMLParser):
    """The form of a page that saves: `values` are its own, `choices` the values of each question with several."""

    def __init__(self, page):
        super().__init__()
        self.values, self.choices, self._inside = {}, {}, False
        self.feed(page)

    def handle_starttag(self, tag, attributes):
        said = dict(attributes)
        if tag == "form":
            self._inside = said.get("method", "").lower() == "post" and "once" not in self.values
        elif self._inside and (name := said.get("name")):
            if said.get("type") in ("radio", "checkbox"):
                self.choices.setdefault(name, []).append(said.get("value", ""))
                if "checked" in said:
                    self.values[name] = said.get("value", "")
            else:
                self.values.setdefault(name, said.get("value") or "")

    def filled_in(self, **entered):
        """Everything that is sent: the page's own values, and these."""
        return self.values | entered

"""A browser as far as sign-in needs one: it comes from an address of its own, keeps cookies and sends forms."""

import http.client
import re
from http.cookies import SimpleCookie
from urllib.parse import urlencode

from django.test.client import BOUNDARY, MULTIPART_CONTENT, encode_multipart

from tests.factories.people import PASSWORD
from tests.production.processes import HOST

TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')


class Answer:
    def __init__(self, status, location, text):
        self.status, self.location, self.text = status, location, text


class Browser:
    """`address` is the loopback address it comes from; `sends`, headers beside its own."""

    def __init__(self, port, address="127.0.0.1", **sends):
        self.port, self.address, self.cookies = port, address, {}
        self.sends = {name.replace("_", "-"): value for name, value in sends.items()}

    def get(self, path):
        return self._ask("GET", path)

    def post(self, path, **fields):
        """Sends the form of the page at `path`, as opened just now."""
        token = TOKEN.search(self.get(path).text)
        assert token, f"{path} has no form"
        return self._ask("POST", path, urlencode({**fields, "csrfmiddlewaretoken": token[1]}))

    def post_to(self, path, form_at, **fields):
        """Sends fields, and files among them, to `path`, as the script of the page at `form_at` does."""
        fields["csrfmiddlewaretoken"] = TOKEN.search(self.get(form_at).text)[1]
        return self._ask("POST", path, encode_multipart(BOUNDARY, fields), MULTIPART_CONTENT)

    def sign_in(self, email, password=PASSWORD):
        return self.post("/account/login/", login=email, password=password)

    def enter_code(self, code):
        return self.post("/account/second-step/code/", code=code)

    def forget_session(self):
        del self.cookies["__Host-emerald"]

    def _ask(self, method, path, body=None, content_type="application/x-www-form-urlencoded"):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=120, source_address=(self.address, 0))
        headers = {
            "Host": HOST,
            "Referer": f"https://{HOST}/",
            "User-Agent": "Mozilla/5.0 Firefox/140.0",
            "Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items()),
            **self.sends,
        }
        if body is not None:
            headers["Content-Type"] = content_type
        try:
            connection.request(method, path, body, headers)
            answer = connection.getresponse()
            for said in answer.headers.get_all("Set-Cookie", []):
                self._keep(SimpleCookie(said))
            return Answer(answer.status, answer.headers.get("Location", ""), answer.read().decode())
        finally:
            connection.close()

    def _keep(self, cookies):
        for name, cookie in cookies.items():
            self.cookies[name] = cookie.value
            if cookie["max-age"] == "0":
                del self.cookies[name]

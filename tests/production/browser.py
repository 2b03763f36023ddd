"""A browser as far as sign-in needs one: it comes from an address of its own, keeps cookies and sends forms."""

import http.client
import re
from http.cookies import SimpleCookie
from urllib.parse import urlencode

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

    def sign_in(self, email, password=PASSWORD):
        return self.post("/account/login/", login=email, password=password)

    def enter_code(self, code):
        return self.post("/account/second-step/code/", code=code)

    def forget_session(self):
        del self.cookies["__Host-emerald"]

    def _ask(self, method, path, body=None):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=120, source_address=(self.address, 0))
        headers = {
            "Host": HOST,
            "Referer": f"https://{HOST}/",
            "User-Agent": "Mozilla/5.0 Firefox/140.0",
            "Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items()),
            **self.sends,
        }
        if body is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
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

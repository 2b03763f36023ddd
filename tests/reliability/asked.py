"""A provider that can be asked: SMTP to the tests' server, which also answers by HTTP what it took."""

import os
import urllib.error
import urllib.request
from http import HTTPStatus

from emerald.mail.providers import Smtp


class Asked(Smtp):
    def was_accepted(self, reference):
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{os.environ['ASKED_AT']}/{reference}", timeout=5).close()
        except urllib.error.HTTPError as answer:
            if answer.code == HTTPStatus.NOT_FOUND:
                return False
            raise
        return True

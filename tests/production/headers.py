"""A program behind the web server that tells which headers reached it: for the tests of the proxy in front."""

import json

SHOWN = ("HTTP_HOST", "HTTP_X_FORWARDED_FOR", "HTTP_X_FORWARDED_PROTO", "HTTP_FORWARDED", "QUERY_STRING")


def application(environ, start_response):
    said = json.dumps({name: environ.get(name) for name in SHOWN}).encode()
    start_response("200 OK", [("Content-Length", str(len(said)))])
    return [said]

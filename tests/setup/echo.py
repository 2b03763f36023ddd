"""A program behind the web server that says what it was sent: for the tests of the server itself."""

import hashlib

print("BEGAN", flush=True)  # once in each process


def application(environ, start_response):
    if environ["PATH_INFO"] == "/unread":
        said = b"unread"
    else:
        body = environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0))
        said = f"{environ['REQUEST_METHOD']} {environ['PATH_INFO']} {len(body)} {hashlib.sha256(body).hexdigest()}"
        said = said.encode()
        print("READ", len(body), flush=True)  # the tests look for it in the log
    start_response("200 OK", [("Content-Length", str(len(said)))])
    return [said]

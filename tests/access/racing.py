"""Threads with a connection each, as two processes of the web server would have."""

from threading import Barrier, Thread

from django.db import connection


def race(*acts):
    """Run the callables at the same moment. Returns what each returned or raised, in their order."""
    start, ends = Barrier(len(acts)), [None] * len(acts)

    def run(number, act):
        try:
            start.wait()
            ends[number] = act()
        except Exception as refused:
            ends[number] = refused
        finally:
            connection.close()

    runners = [Thread(target=run, args=one) for one in enumerate(acts)]
    for runner in runners:
        runner.start()
    for runner in runners:
        runner.join()
    return ends


class Meanwhile:
    """`act` in another thread, begun while this transaction is still open; `with` waits for its end."""

    def __init__(self, act):
        self.error = None
        self.thread = Thread(target=self._run, args=(act,))

    def _run(self, act):
        try:
            act()
        except Exception as error:
            self.error = error
        finally:
            connection.close()

    def begin(self):
        """Returns when the other one waits for us, or is through."""
        self.thread.start()
        with connection.cursor() as cursor:
            while self.thread.is_alive() and not self._waits(cursor):
                pass

    def end(self):
        self.thread.join()
        if self.error:
            raise self.error

    @staticmethod
    def _waits(cursor):
        cursor.execute("SELECT EXISTS (SELECT 1 FROM pg_locks WHERE NOT granted)")
        return cursor.fetchone()[0]

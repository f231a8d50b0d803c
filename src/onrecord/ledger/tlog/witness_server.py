"""A witness on the network: one address, ``add-checkpoint``, answered as C2SP tlog-witness has it."""

from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from onrecord.errors import OnRecordError
from onrecord.ledger.tlog.witness import LONGEST_SUBMISSION, Answer, Witness

PATH = "/add-checkpoint"

_SECONDS = 30.0
"""A client that says nothing for so long is left."""

Told = Callable[[str], None]


class WitnessServer(ThreadingHTTPServer):
    """Listens until it is shut down. The witness itself sees to it that one submission at a time is looked at."""

    daemon_threads = True

    def __init__(self, address: tuple[str, int], witness: Witness, told: Told) -> None:
        """Begin to listen.

        Args:
            address: host and port; port 0 lets the system choose one.
            witness: who answers.
            told: is given a line for each request.

        Raises:
            OSError: the address cannot be listened at.
        """
        self.witness = witness
        self.told = told
        super().__init__(address, _Handler)

    @property
    def port(self) -> int:
        """Where it listens."""
        return int(self.server_address[1])


class _Handler(BaseHTTPRequestHandler):
    server: WitnessServer
    protocol_version = "HTTP/1.1"  # keep-alive
    server_version = "onrecord-witness"
    sys_version = ""
    timeout = _SECONDS

    def do_POST(self) -> None:
        """A submission."""
        length = self.headers.get("Content-Length", "")
        if self.headers.get("Transfer-Encoding") or not length.isascii() or not length.isdigit():
            self._leave(411, "the length of the submission must be given")
        elif len(length) > 9 or int(length) > LONGEST_SUBMISSION:
            self._leave(413, f"a submission has at most {LONGEST_SUBMISSION} bytes")
        else:
            body = self.rfile.read(int(length))
            if len(body) < int(length):
                self.close_connection = True
            elif self.path != PATH:
                self._send(Answer(404, f"a submission is sent to {PATH}\n".encode()))
            else:
                self._send(self._answer(body))

    def log_message(self, format: str, *args: object) -> None:
        """Nothing: what is told stands in ``_send``."""

    def _answer(self, body: bytes) -> Answer:
        try:
            return self.server.witness.answer(body)
        except (OnRecordError, OSError) as error:
            self.server.told(f"the state of the witness: {error}")
            return Answer(500, b"the witness cannot sign now\n")

    def _leave(self, status: int, why: str) -> None:
        """Refuse what was not read, so that nothing more can be read on this connection."""
        self.close_connection = True
        self._send(Answer(status, f"{why}\n".encode()))

    def _send(self, answer: Answer) -> None:
        why = "" if answer.status == 200 else f": {answer.body.decode('utf-8', 'replace').strip()}"
        self.server.told(f"{self.address_string()} {answer.status}{why}")
        self.send_response(answer.status)
        self.send_header("Content-Type", answer.kind)
        self.send_header("Content-Length", str(len(answer.body)))
        if self.close_connection:
            self.send_header("Connection", "close")
        self.end_headers()
        self.wfile.write(answer.body)

"""uvicorn's HTTP/1.1 protocol, made to hand each request its connection so that it can be cut."""

import asyncio

from uvicorn.protocols.http.h11_impl import H11Protocol


class Wire(H11Protocol):
    """Puts the transport into the request's state, as `scope["state"]["transport"]`."""

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]  # as uvicorn does
        """Remember the connection for the requests that come over it."""
        super().connection_made(transport)
        self.app_state = {**self.app_state, "transport": transport}

"""Reading what somebody posts, and no more of it than there can be."""

from starlette.requests import Request


async def body_of(request: Request, limit: int) -> bytes | None:
    """The body; None where it is longer than `limit` bytes. Raises ClientDisconnect."""
    body = bytearray()
    async for part in request.stream():
        body += part
        if len(body) > limit:
            return None
    return bytes(body)

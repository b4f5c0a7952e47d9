"""Answers to inline queries as the page's JSON."""

from typing import Any

from aiogram.types import InlineQueryResultUnion

from sandbox.page.messages import local_url
from sandbox.world.inline import InlineAnswer


def answer_json(answer: InlineAnswer) -> dict[str, Any]:
    """The results of one query, where the next page of them begins, and the button above that leads to the bot."""
    button = answer.button
    return {
        "query": answer.query_id,
        "next": answer.next_offset,
        "results": [_result_json(result) for result in answer.results],
        "button": {"text": button.text, "start": button.start_parameter} if button else None,
    }


def _result_json(result: InlineQueryResultUnion) -> dict[str, Any]:
    thumb = getattr(result, "thumbnail_url", None) or getattr(result, "photo_url", None)
    return {
        "id": result.id,
        "title": getattr(result, "title", None) or getattr(result, "caption", None) or result.type,
        "about": getattr(result, "description", None) or "",
        "thumb": local_url(thumb),
    }

"""Why a page holds no article: one exception, and the classes of reason."""

from __future__ import annotations

from typing import Literal, get_args

Why = Literal[
    "empty",  # nothing, or nothing to speak of, came
    "cut-off",  # the page ends in the middle
    "undecodable",  # no character encoding fits
    "not-html",  # another format
    "too-much",  # a bomb: depth, tags, attributes
    "no-text",  # a page, but no running text in it
    "index",  # a front page, section page, list of links
    "consent",  # a cookie wall
    "paywall",  # the beginning of an article, and an offer
    "login",  # a form to sign in
    "script",  # asks for JavaScript to be switched on
    "bot-check",  # asks whether the reader is a person
    "redirect",  # only leads elsewhere
    "not-found",  # says that the page is gone, with status 200
    "error",  # says that the server failed, with status 200
]
WHYS: tuple[str, ...] = get_args(Why)


class NotAPage(ValueError):
    """Why a page holds no article. ``why`` is the class of the reason, the message is for people."""

    def __init__(self, why: Why, message: str) -> None:
        super().__init__(message)
        self.why: Why = why

"""Templates filled in: every text from the catalogue, every value escaped."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response

from recon import messages
from recon.page.sessions import Session
from recon.version import __version__

if TYPE_CHECKING:
    from recon.page.service import Service

FOLDER = Path(__file__).parent
#: The path of what belongs to no session: the form that asks for the password, and the looks of it.
DOOR = "enter"
AGAIN = "5"  #: seconds after which an address that asked too often may ask again


@cache
def _templates() -> Environment:
    """The templates of the package; a name that is missing is a fault, never a blank."""
    return Environment(
        loader=FileSystemLoader(FOLDER / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def warm() -> None:
    """Compile every template, so that the first page comes as quickly as the others."""
    for path in sorted((FOLDER / "templates").iterdir()):
        _templates().get_template(path.name)


def page(request: Request, template: str, status: int = 200, **values: Any) -> Response:
    """A page of a session in its language."""
    from recon.page.views import offered

    session: Session = request.scope["session"]
    lang = session.lang
    shared = {
        "base": session.base,
        "navigation": offered(request),
        "here": request.url.path,
        "limits": request.app.state.service.settings,
    }
    return HTMLResponse(_filled(template, lang, {**shared, **values}), status)


def outside(service: Service, template: str, status: int = 200, **values: Any) -> Response:
    """A page outside of any session."""
    shared = {"base": f"/{DOOR}", "navigation": (), "here": ""}
    return HTMLResponse(_filled(template, service.settings.lang, {**shared, **values}), status)


def _filled(template: str, lang: str, values: dict[str, Any]) -> str:
    place = messages.LANGUAGES.index(lang)

    def say(key: str, **words: object) -> str:
        return messages.page(key, lang, **words)

    return (
        _templates()
        .get_template(template)
        .render(
            lang=lang,
            say=say,
            word=lambda key: messages.word(key, lang),
            pick=lambda pair: pair[place],
            version=__version__,
            **values,
        )
    )


def refusal(request: Request, service: Service, status: int, key: str) -> Response:
    """The response that says why a request was refused: a page where a person reads it, else values."""
    if "text/html" in request.headers.get("accept", ""):
        answer = outside(service, "refused.html", status, key=key)
    else:
        answer = error_json(status, key)
    if status == 429:
        answer.headers["Retry-After"] = AGAIN
    return answer


def error_json(status: int, key: str, **words: object) -> Response:
    """A refusal for the page's own script, in both languages."""
    sentences = [messages.page(key, lang, **words) for lang in messages.LANGUAGES]
    return JSONResponse({"key": key, "said": sentences}, status)

"""Time stamps by RFC 3161: a service on the network, asked with the hash of the signature only."""

import asyncio
import urllib.error
import urllib.request

from asn1crypto import tsp
from pyhanko.sign.timestamps import TimeStamper

from .refusals import SigningRefused

SECONDS = 15
LARGEST_ANSWER = 200_000
_NOT_A_STAMP = "RFC 3161?"
_ASKED = {"Content-Type": "application/timestamp-query", "Accept": "application/timestamp-reply"}

__all__ = ["ServiceStamper", "TimeStamper", "stamper_at"]


def stamper_at(url: str) -> "ServiceStamper | None":
    """The service at `url`, None where none is set; the address is configuration."""
    return ServiceStamper(url) if url else None


def _answers(response: tsp.TimeStampResp, asked: tsp.TimeStampReq) -> bool:
    """Whether the stamp is for this very question, not one for another paper sent again."""
    token = response["time_stamp_token"]["content"]["encap_content_info"]["content"].parsed
    return bool(
        token["message_imprint"].native == asked["message_imprint"].native
        and token["nonce"].native == asked["nonce"].native
    )


class ServiceStamper(TimeStamper):
    """A time stamp service reached by HTTP."""

    def __init__(self, url: str, *, seconds: float = SECONDS) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        if not url.lower().startswith(("https://", "http://")):
            raise ValueError(f"no address of a time stamp service: {url}")
        self.url = url
        self.seconds = seconds

    async def async_request_tsa_response(self, req: tsp.TimeStampReq) -> tsp.TimeStampResp:
        """The service's answer.

        Raises: SigningRefused: `no_stamp`.
        """
        answer = await asyncio.to_thread(self._ask, req.dump())
        try:
            response = tsp.TimeStampResp.load(answer, strict=True)
            status: str = response["status"]["status"].native
            fits = status == "granted" and _answers(response, req)
        except (ValueError, TypeError, KeyError) as error:
            raise SigningRefused("no_stamp", reason=_NOT_A_STAMP) from error
        if not fits:
            reason = _NOT_A_STAMP if status == "granted" else status
            raise SigningRefused("no_stamp", reason=reason)
        return response

    def _ask(self, asked: bytes) -> bytes:
        request = urllib.request.Request(self.url, asked, _ASKED)  # noqa: S310 - checked above
        try:
            with urllib.request.urlopen(request, timeout=self.seconds) as answer:  # noqa: S310
                content: bytes = answer.read(LARGEST_ANSWER)
        except (urllib.error.URLError, OSError) as error:
            reason = getattr(error, "reason", None) or error
            raise SigningRefused("no_stamp", reason=str(reason)) from error
        return content

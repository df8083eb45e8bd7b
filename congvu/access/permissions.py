from enum import StrEnum


class Access(StrEnum):
    """What may be done with accounts and grants."""

    ACCOUNT_VIEW = "access.account.view"
    ACCOUNT_MANAGE = "access.account.manage"
    DELEGATE = "access.grant.delegate"

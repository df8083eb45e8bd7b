"""Tables of facts as they stood when migration 0005 was written."""

FIRST = (
    "posting",
    "rankheld",
    "paystep",
    "qualification",
    "partymembership",
    "service",
    "yearrating",
    "discipline",
)
LATER = (
    "allowance",
    "assessment",
    "assetdeclaration",
    "competencylevel",
    "confirmation",
    "contract",
    "dossierpaper",
    "employmentstatus",
    "familymember",
    "healthcheck",
    "income",
    "membership",
    "militaryservice",
    "personalhistory",
    "plannedpost",
    "policyobject",
    "positionpay",
    "property",
    "raisedelay",
    "reward",
    "tripabroad",
)
ALL = FIRST + LATER

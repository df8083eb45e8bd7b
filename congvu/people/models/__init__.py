"""The dossier: one person and the families of facts about that person; lists on their way in."""

from congvu.people.models.career import (
    Contract,
    EmploymentStatus,
    HardWork,
    PlannedPost,
    Posting,
    Service,
)
from congvu.people.models.entry import (
    ChangeProposal,
    DossierEntry,
    EntryChange,
    ProposedValue,
)
from congvu.people.models.learning import CompetencyLevel, Qualification
from congvu.people.models.membership import (
    Membership,
    MilitaryService,
    PartyMembership,
    PolicyObject,
)
from congvu.people.models.merging import DifferentPeople, DossierMerge, MergeMove
from congvu.people.models.papers import Confirmation, DossierPaper
from congvu.people.models.pay import Allowance, PayStep, PositionPay, RaiseDelay, RankHeld
from congvu.people.models.person import Person, PersonChange
from congvu.people.models.personal import (
    AssetDeclaration,
    FamilyMember,
    HealthCheck,
    Income,
    PersonalHistory,
    Property,
    TripAbroad,
)
from congvu.people.models.print_run import PrintRun
from congvu.people.models.raise_ahead import RaiseAhead
from congvu.people.models.record import Assessment, Discipline, Reward, YearRating
from congvu.people.models.staff_import import ImportRow, SavedView, StaffImport

__all__ = [
    "Allowance",
    "Assessment",
    "AssetDeclaration",
    "ChangeProposal",
    "CompetencyLevel",
    "Confirmation",
    "Contract",
    "DifferentPeople",
    "Discipline",
    "DossierEntry",
    "DossierMerge",
    "DossierPaper",
    "EmploymentStatus",
    "EntryChange",
    "FamilyMember",
    "HardWork",
    "HealthCheck",
    "ImportRow",
    "Income",
    "Membership",
    "MergeMove",
    "MilitaryService",
    "PartyMembership",
    "PayStep",
    "Person",
    "PersonChange",
    "PersonalHistory",
    "PlannedPost",
    "PolicyObject",
    "PositionPay",
    "Posting",
    "PrintRun",
    "Property",
    "ProposedValue",
    "Qualification",
    "RaiseAhead",
    "RaiseDelay",
    "RankHeld",
    "Reward",
    "SavedView",
    "Service",
    "StaffImport",
    "TripAbroad",
    "YearRating",
]

from enum import StrEnum

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Sex(TextChoices):
    """As printed on personal papers."""

    MALE = "M", _("male")
    FEMALE = "F", _("female")


class PersonStatus(TextChoices):
    """Whether the person serves today; a merged dossier is nobody's any more."""

    SERVING = "serving", _("serving")
    LEFT = "left", _("left the service")
    MERGED = "merged", _("merged into another dossier")


class PostingKind(TextChoices):
    """In what way a post is held."""

    MAIN = "main", _("main post")
    CONCURRENT = "concurrent", _("concurrent post")
    ACTING = "acting", _("acting")
    SECONDED = "seconded", _("seconded")
    PARTY = "party", _("post in the Party")
    PARTY_ALSO = "party_also", _("concurrent post in the Party")
    DEPUTY = "deputy", _("elected deputy")


class AllowanceMode(TextChoices):
    """What an allowance is reckoned by."""

    PERCENT = "percent", _("percent")
    COEFFICIENT = "coefficient", _("coefficient of the base wage")
    AMOUNT = "amount", _("amount in đồng")


class HardWorkKind(TextChoices):
    """What lets somebody retire at a lower age once it lasted long enough."""

    JOB = "job", _("hard, hazardous or dangerous work")
    AREA = "area", _("specially difficult area")


class FamilySide(TextChoices):
    """Whose relative it is."""

    OWN = "own", _("own side")
    SPOUSE = "spouse", _("spouse's side")


class HistoryKind(TextChoices):
    """What a line of the person's own history tells."""

    DETENTION = "detention", _("arrest, imprisonment")
    OLD_REGIME = "old_regime", _("work for the former regime")
    FOREIGN_BODY = "foreign_body", _("ties with foreign organisations")
    RELATIVE_ABROAD = "relative_abroad", _("relatives abroad")


class PropertyKind(TextChoices):
    """Houses and land as the CV divides them."""

    HOUSE_GIVEN = "house_given", _("house allotted or rented")
    HOUSE_OWNED = "house_owned", _("house bought or built")
    LAND_GIVEN = "land_given", _("land allotted")
    LAND_OWNED = "land_owned", _("land bought")
    LAND_BUSINESS = "land_business", _("land for production or business")


class ConfirmationKind(TextChoices):
    """Who stood up for the dossier."""

    DECLARED = "declared", _("declared by the person")
    AGENCY = "agency", _("confirmed by the agency")
    POPULATION = "population", _("checked against the population database")


class RaiseState(TextChoices):
    """How somebody stands in the list of regular raises of a month."""

    DUE = "due", _("due this month")
    OVERDUE = "overdue", _("due earlier, not raised yet")
    DELAYED = "delayed", _("put off")
    LAST_STEP = "last_step", _("last step: percent above it")
    UNKNOWN = "unknown", _("cannot be computed")


class RaiseLack(TextChoices):
    """What is missing to compute somebody's raise."""

    STEP = "step", _("no pay step is on file")
    RANK = "rank", _("no rank is on file")
    SINCE = "since", _("the first day of the pay step is not on file")
    GROUP = "group", _("the rank has no pay group")
    FIT = "fit", _("step and coefficient do not fit the pay group of the rank")
    MEASURE = "measure", _("no rule says how long the disciplinary measure delays a raise")
    LEAVE = "leave", _("leave or suspension that does not count has no last day on file")
    SETBACK = (
        "setback",
        _("a measure, rating, delay or leave is disputed or not dated to the day"),
    )


class RetirementReason(TextChoices):
    """Why somebody is forecast to retire in another month than that of the ordinary age."""

    LOWER = "lower", _("may retire at a lower age")
    KEPT = "kept", _("kept past the age by decision")


class StayReason(TextChoices):
    """Why a decision keeps somebody past the retirement age; each has its own longest time."""

    HIGHER_AGE = "higher_age", _("retirement at a higher age")
    EVENT = "event", _("put off: holidays, disaster or death in the family")
    ILLNESS = "illness", _("put off: grave illness or accident")
    DISEASE = "disease", _("put off: disease that needs long treatment")


class RetirementPaper(TextChoices):
    """A paper of a retirement once it is done; the value is the kind of the duty asking for it."""

    NOTICE = "people.retirement_notice", _("notice of retirement given")
    DECISION = "people.retirement_decision", _("decision on retirement issued")


class QualificationFamily(TextChoices):
    """What a qualification is about; each has its own code list with levels."""

    EDUCATION = "education", _("education")
    POLITICS = "politics", _("political theory")
    MANAGEMENT = "management", _("state management")
    LANGUAGE = "language", _("foreign language")
    IT = "it", _("information technology")
    GENERAL = "general", _("general education")
    ACADEMIC = "academic", _("academic title")
    DEFENCE = "defence", _("defence and security")
    MINORITY = "minority", _("minority language")
    PRACTICE = "practice", _("practising licence")
    OTHER = "other", _("other training")


CODE_LISTS = {
    QualificationFamily.EDUCATION: "education_levels",
    QualificationFamily.POLITICS: "political_theory",
    QualificationFamily.MANAGEMENT: "state_management",
    QualificationFamily.LANGUAGE: "foreign_language_levels",
    QualificationFamily.IT: "it_levels",
    QualificationFamily.GENERAL: "education_levels",
    QualificationFamily.ACADEMIC: "education_levels",
    QualificationFamily.DEFENCE: "state_management",
    QualificationFamily.MINORITY: "foreign_language_levels",
}
"""The code list that gives the levels of each family; the others have none."""


class ImportKind(TextChoices):
    """What is sent."""

    LIST = "list", _("staff list")
    DOSSIERS = "dossiers", _("workbook of dossiers")


class ImportState(TextChoices):
    """How far a staff list has come."""

    WAITING = "waiting", _("waiting to be read")
    MATCHING = "matching", _("columns to be matched")
    CHECKED = "checked", _("checked, waiting for your choice")
    APPLYING = "applying", _("being taken")
    DONE = "done", _("taken")
    DECLINED = "declined", _("not taken")
    FAILED = "failed", _("could not be read")


class ImportStep(TextChoices):
    """What is being done with a list at this moment."""

    READING = "reading", _("The file is read and each cell is checked")
    MATCHING = "matching", _("The rows are compared with the dossiers")
    PLANNING = "planning", _("It is settled what is new")
    WRITING_PEOPLE = "people", _("Dossiers are opened")
    WRITING_FACTS = "facts", _("Posts, ranks, pay and training are written")
    WRITING_HISTORY = "history", _("Earlier posts are written")
    CLOSING = "closing", _("Everything is checked once more and closed")


PERCENT = {
    ImportStep.READING: 5,
    ImportStep.MATCHING: 25,
    ImportStep.PLANNING: 35,
    ImportStep.WRITING_PEOPLE: 50,
    ImportStep.WRITING_FACTS: 60,
    ImportStep.WRITING_HISTORY: 75,
    ImportStep.CLOSING: 85,
}
"""Where the bar stands when a step begins: the share of the time that lists of 20,000 took."""


class RowState(TextChoices):
    """What a row of a staff list waits for."""

    WARNED = "warned", _("to be looked at")
    REFUSED = "refused", _("to be corrected")
    ASKED = "asked", _("to be answered")


class Purpose(TextChoices):
    """Why somebody opens a sensitive field; written to the journal with each reading."""

    DOSSIER = "dossier", _("keeping the dossier complete and right")
    DECISION = "decision", _("preparing a personnel decision")
    INSPECTION = "inspection", _("inspection or settling a complaint")
    CONTACT = "contact", _("urgent contact with the person")
    REQUEST = "request", _("written request of a competent agency")


class ProposalAct(TextChoices):
    """What somebody asks to have done to the own dossier."""

    ADD = "add", _("add")
    CORRECT = "correct", _("correct")
    END = "end", _("end")
    COLUMN = "column", _("correct personal data")


class ProposalState(TextChoices):
    """How far a proposed change has come."""

    OPEN = "open", _("waiting for the keeper")
    ACCEPTED = "accepted", _("change accepted")
    REFUSED = "refused", _("refused")
    WITHDRAWN = "withdrawn", _("withdrawn")


class DossierDuty(StrEnum):
    """What is asked for when a decision brings somebody: of the office, then of the person."""

    CREATE = "people.create_dossier"
    DECLARE = "people.declare_dossier"


class PrintState(TextChoices):
    """How far an archive of prints is."""

    WAITING = "waiting", _("waiting")
    PRINTING = "printing", _("being printed")
    READY = "ready", _("ready")
    FAILED = "failed", _("not printed")
    GONE = "gone", _("deleted")

"""What every printed CV is made of: one dossier on one day, in plain Vietnamese values.

Days are written as papers give them: `2003-09-15`, `2003-09`, `2003`, "" where not known. Codes
stand beside their Vietnamese names, because paper is Vietnamese whoever prints it.
"""

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, kw_only=True)
class Fact:
    """The period of one fact: printed first and last day; `until` is "" while it lasts.

    `is_now`: in force on the day of the CV, and undisputed.
    """

    since: str = ""
    until: str = ""
    is_now: bool = False
    is_disputed: bool = False


@dataclass(frozen=True, kw_only=True)
class Place:
    """A place as printed, and what it is called today."""

    printed: str = ""
    commune: str = ""
    province: str = ""


@dataclass(frozen=True, kw_only=True)
class Post(Fact):
    """A post: `kind` as `PostingKind`; `unit` with the agency it belongs to."""

    kind: str
    title: str
    unit: str
    unit_id: int | None = None
    job_position: str = ""
    main_duty: str = ""
    began_by: str = ""


@dataclass(frozen=True, kw_only=True)
class Recruitment(Fact):
    """Coming into service."""

    body: str = ""


@dataclass(frozen=True, kw_only=True)
class Rank(Fact):
    """A rank held."""

    code: str
    name: str


@dataclass(frozen=True, kw_only=True)
class Step(Fact):
    """A pay step."""

    step: int | None = None
    coefficient: Decimal | None = None
    paid_percent: int | None = None
    overframe_percent: int | None = None
    overframe_since: str = ""


@dataclass(frozen=True, kw_only=True)
class PositionStep(Fact):
    """Pay by job position, in đồng a month."""

    code: str = ""
    position: str = ""
    step: int | None = None
    amount_vnd: int | None = None
    paid_percent: int | None = None
    overframe_percent: int | None = None
    overframe_since: str = ""


@dataclass(frozen=True, kw_only=True)
class Allowance(Fact):
    """One allowance."""

    code: str
    name: str
    mode: str = ""
    percent: Decimal | None = None
    coefficient: Decimal | None = None
    amount_vnd: int | None = None
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class Training(Fact):
    """A degree, certificate or course; `kind` is `education`, `general` or another family.

    `name` is the level by its list, `title` what the paper says; `level` orders those of a kind.
    """

    kind: str
    name: str = ""
    title: str = ""
    field: str = ""
    level: int = 0
    school: str = ""
    mode: str = ""
    grade: str = ""
    country: str = ""
    score: str = ""
    studied_from: str = ""
    studied_to: str = ""


@dataclass(frozen=True, kw_only=True)
class Party(Fact):
    """Membership of the Party."""

    official: str = ""


@dataclass(frozen=True, kw_only=True)
class Organisation(Fact):
    """Membership of a mass organisation."""

    name: str
    post: str = ""


@dataclass(frozen=True, kw_only=True)
class Military(Fact):
    """Service in the armed forces."""

    rank: str = ""
    post: str = ""


@dataclass(frozen=True, kw_only=True)
class Policy(Fact):
    """A category of social policy."""

    code: str
    name: str
    detail: str = ""


@dataclass(frozen=True, kw_only=True)
class Rating(Fact):
    """The rating of one year."""

    year: int
    level: str


@dataclass(frozen=True, kw_only=True)
class Reward(Fact):
    """A reward; `kind` as `reward_kinds.csv` groups them (danh hiệu thi đua, huân chương ...)."""

    name: str
    kind: str
    year: str
    order: int = 0


@dataclass(frozen=True, kw_only=True)
class Measure(Fact):
    """A disciplinary measure."""

    name: str
    violation: str = ""
    issuer: str = ""


@dataclass(frozen=True, kw_only=True)
class Planned(Fact):
    """A post one is planned for, as published."""

    title: str
    term: str = ""


@dataclass(frozen=True, kw_only=True)
class Relative(Fact):
    """One relative; `side` is own or spouse, `order` the relation's place on the forms."""

    side: str
    relation: str
    order: int
    name: str
    birth_year: int | None = None
    deceased_year: int | None = None
    home_place: str = ""
    occupation: str = ""
    residence: str = ""
    organisations: str = ""
    country: str = ""
    abroad: str = ""
    old_regime: str = ""
    detail: str = ""


@dataclass(frozen=True, kw_only=True)
class Past(Fact):
    """A line of the own history; `kind` as `HistoryKind`."""

    kind: str
    organisation: str = ""
    place: str = ""
    post: str = ""
    detail: str = ""


@dataclass(frozen=True, kw_only=True)
class Health(Fact):
    """The state found at one examination."""

    state: str = ""
    height_cm: int | None = None
    weight_kg: Decimal | None = None
    blood_group: str = ""


@dataclass(frozen=True, kw_only=True)
class Property(Fact):
    """A house or piece of land; `kind` as `PropertyKind`."""

    kind: str
    description: str = ""
    area_m2: Decimal | None = None
    certificate: str = ""


@dataclass(frozen=True, kw_only=True)
class Income(Fact):
    """The income of one year, in đồng."""

    year: int
    salary_vnd: int | None = None
    other_vnd: int | None = None
    other_source: str = ""


@dataclass(frozen=True, kw_only=True)
class Assessment(Fact):
    """What the body says of the person."""

    words: str


@dataclass(frozen=True, kw_only=True)
class Identity:
    """The person: what holds for life or stands as last known."""

    full_name: str
    name_in_use: str
    other_names: str
    born: str
    sex: str
    birth_place: Place
    home_place: Place
    household: Place
    residence: Place
    ethnic_group: str
    religion: str
    personal_id: str
    personal_id_issued: str
    old_id: str
    phone: str
    social_insurance: str
    health_insurance: str
    family_background: str
    job_before: str
    joined_body: str
    joined_revolution: str
    strength: str
    longest_work: str
    staff_number: str


@dataclass(frozen=True, kw_only=True)
class Bodies:
    """Where the person serves: the part, the agency it belongs to, the body above that."""

    base: str
    employing: str
    managing: str


@dataclass(frozen=True, kw_only=True)
class Photo:
    """The picture of the dossier."""

    content: bytes
    media_type: str


@dataclass(frozen=True, kw_only=True)
class CurriculumVitae:
    """One dossier as it was on `on` (a printed day); each family oldest first."""

    on: str
    who: Identity
    bodies: Bodies
    photo: Photo | None = None
    posts: tuple[Post, ...] = ()
    service: tuple[Recruitment, ...] = ()
    ranks: tuple[Rank, ...] = ()
    pay: tuple[Step, ...] = ()
    position_pay: tuple[PositionStep, ...] = ()
    allowances: tuple[Allowance, ...] = ()
    training: tuple[Training, ...] = ()
    party: tuple[Party, ...] = ()
    organisations: tuple[Organisation, ...] = ()
    military: tuple[Military, ...] = ()
    policy: tuple[Policy, ...] = ()
    ratings: tuple[Rating, ...] = ()
    rewards: tuple[Reward, ...] = ()
    discipline: tuple[Measure, ...] = ()
    assessments: tuple[Assessment, ...] = ()
    planning: tuple[Planned, ...] = ()
    relatives: tuple[Relative, ...] = ()
    history: tuple[Past, ...] = ()
    health: tuple[Health, ...] = ()
    property: tuple[Property, ...] = ()
    income: tuple[Income, ...] = ()

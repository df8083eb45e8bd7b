"""The families of facts a dossier is made of: what each holds, and how it may be told.

One line a table. Pages, the workbook, the printed CVs, proposals and decisions all read it; so a
column added to a model appears everywhere by adding its name here.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from congvu.people import models


class Privacy(StrEnum):
    """The class of personal data, as column `pii` of `dossier_fields.csv` has it."""

    ORDINARY = ""
    BASIC = "basic"
    SENSITIVE = "sensitive"
    FINANCIAL = "financial"
    RESTRICTED = "restricted"


class Source(StrEnum):
    """Who answers for a family (NĐ 27/2026, Đ19): the person, or the employing body."""

    PERSON = "person"
    BODY = "body"


@dataclass(frozen=True)
class Family:
    """One table of facts.

    `columns` are the model's fields in the order shown and typed. `line` says which rows exclude
    one another in time: None when any number may stand together, else the fields that tell the
    lines of one person apart (`()`: one line). `line_where` limits that to some rows. `covers` are
    the keys of `dossier_fields.csv` it gives a place. `is_moment`: it happened on a day and has no
    end; `is_yearly`: it holds for the year its column `year` names. `sheet` is the name of its
    sheet in the workbook.
    """

    key: str
    model: type[Any]
    title: Promise
    sheet: str
    columns: tuple[str, ...]
    source: Source = Source.BODY
    privacy: Privacy = Privacy.ORDINARY
    line: tuple[str, ...] | None = None
    line_where: Mapping[str, Any] = field(default_factory=dict)
    is_moment: bool = False
    is_yearly: bool = False
    covers: tuple[str, ...] = ()

    @property
    def table(self) -> str:
        """The name of its table."""
        return str(self.model._meta.db_table)

    def is_lined(self, values: Mapping[str, Any]) -> bool:
        """Whether a row of `values` excludes others in time."""
        return self.line is not None and all(
            values.get(name) == wanted for name, wanted in self.line_where.items()
        )


FAMILIES = (
    Family(
        "posts", models.Posting, _("Posts"), "Quá trình công tác",
        ("kind", "unit", "unit_printed", "title", "title_code", "job_position", "position",
         "main_duty", "term_ends_on", "began_by"),
        line=(), line_where={"kind": "main"},
        covers=("work_history", "rotation", "elected_post", "current_post", "concurrent_post",
                "main_duty", "job_position", "party_post", "party_concurrent_post", "deputy_role",
                "join_body_date", "longest_work"),
    ),
    Family(
        "status", models.EmploymentStatus, _("Status"), "Tình trạng công tác",
        ("status_code", "reason"), line=(), covers=("resign_retire",),
    ),
    Family(
        "service", models.Service, _("Service"), "Tuyển dụng",
        ("kind_code", "body", "position"), line=(),
        covers=("recruit_date", "recruit_body", "recruit_kind", "recruit_position",
                "recruit_decision", "probation_from"),
    ),
    Family(
        "hard_work", models.HardWork, _("Hard work, difficult areas"), "Nặng nhọc, vùng khó khăn",
        ("kind", "detail"),
    ),
    Family(
        "contracts", models.Contract, _("Contracts"), "Hợp đồng",
        ("kind_code", "number", "employer"), covers=("contract_kind",),
    ),
    Family(
        "ranks", models.RankHeld, _("Ranks"), "Ngạch, chức danh",
        ("rank",), line=(), covers=("rank_code",),
    ),
    Family(
        "pay", models.PayStep, _("Pay"), "Quá trình lương",
        ("step", "coefficient", "paid_percent", "counted_from", "overframe_percent",
         "overframe_since"), line=(),
        covers=("salary_step", "overframe", "salary_history"),
    ),
    Family(
        "position_pay", models.PositionPay, _("Pay by job position"), "Lương vị trí việc làm",
        ("position_code", "position", "step", "amount_vnd", "paid_percent", "overframe_percent",
         "overframe_since"), line=(), covers=("position_salary",),
    ),
    Family(
        "allowances", models.Allowance, _("Allowances"), "Phụ cấp",
        ("kind_code", "mode", "percent", "coefficient", "amount_vnd", "note"),
        line=("kind_code",),
        covers=("position_allowance", "concurrent_allowance", "other_allowance"),
    ),
    Family(
        "raise_delays", models.RaiseDelay, _("Raises put off"), "Kéo dài nâng bậc",
        ("months", "reason"),
    ),
    Family(
        "training", models.Qualification, _("Training"), "Đào tạo, bồi dưỡng",
        ("family", "code", "title", "field", "field_code", "school", "mode_code", "grade_code",
         "country_code", "number", "score", "studied_from", "studied_to", "expires_on"),
        source=Source.PERSON, is_moment=True,
        covers=("general_education", "top_degree", "degrees", "major_code", "academic_title",
                "academic_degree", "political_theory", "state_management", "defence_training",
                "it_level", "language_level", "minority_language", "economic_mgmt_training",
                "profession_certificates"),
    ),
    Family(
        "competencies", models.CompetencyLevel, _("Competencies"), "Năng lực",
        ("competency_code", "level"), line=("competency_code",),
    ),
    Family(
        "party", models.PartyMembership, _("Party"), "Đảng viên",
        ("official_on", "official_printed", "card_number", "admitted_at"),
        privacy=Privacy.SENSITIVE, line=(), source=Source.PERSON,
        covers=("party_join_date", "party_official_date", "party_card_no", "party_join_place"),
    ),
    Family(
        "memberships", models.Membership, _("Mass organisations"), "Đoàn thể",
        ("organisation_code", "organisation", "post"), line=("organisation_code",),
        source=Source.PERSON, covers=("youth_union_date", "socio_org_date"),
    ),
    Family(
        "military", models.MilitaryService, _("Military service"), "Quân ngũ",
        ("highest_rank", "post"), source=Source.PERSON, covers=("enlist_date", "military_rank"),
    ),
    Family(
        "policy", models.PolicyObject, _("Policy categories"), "Đối tượng chính sách",
        ("code", "detail"), privacy=Privacy.SENSITIVE, source=Source.PERSON,
        covers=("policy_object",),
    ),
    Family(
        "ratings", models.YearRating, _("Ratings"), "Xếp loại hằng năm",
        ("year", "level_code"), is_yearly=True, covers=("evaluations",),
    ),
    Family(
        "rewards", models.Reward, _("Rewards"), "Khen thưởng",
        ("kind_code", "year", "number", "issuer", "reason"), is_moment=True,
        covers=("rewards", "state_honours"),
    ),
    Family(
        "discipline", models.Discipline, _("Discipline"), "Kỷ luật",
        ("kind_code", "violation", "issuer"), privacy=Privacy.SENSITIVE, covers=("disciplines",),
    ),
    Family(
        "assessments", models.Assessment, _("Assessments"), "Nhận xét, đánh giá",
        ("words", "by", "is_internal"), is_moment=True, covers=("org_assessment",),
    ),
    Family(
        "planning", models.PlannedPost, _("Planned posts"), "Quy hoạch",
        ("title", "title_code", "term"), privacy=Privacy.RESTRICTED, covers=("planning_post",),
    ),
    Family(
        "relatives", models.FamilyMember, _("Family"), "Quan hệ gia đình",
        ("side", "relation_code", "full_name", "birth_year", "deceased_year", "personal_id",
         "home_place", "occupation", "residence", "organisations", "country_code", "abroad",
         "old_regime", "is_same_agency", "detail"),
        privacy=Privacy.SENSITIVE, source=Source.PERSON,
        covers=("relation", "member_name", "member_birth_year", "member_detail",
                "member_citizen_id", "member_deceased", "member_abroad", "member_old_regime",
                "member_same_agency"),
    ),
    Family(
        "history", models.PersonalHistory, _("Own history"), "Lịch sử bản thân",
        ("kind", "organisation", "place", "post", "detail"),
        privacy=Privacy.SENSITIVE, source=Source.PERSON,
        covers=("detention", "old_regime_work", "foreign_orgs", "abroad_relatives"),
    ),
    Family(
        "trips", models.TripAbroad, _("Stays abroad"), "Đi nước ngoài",
        ("country_code", "purpose", "paid_by"), source=Source.PERSON, covers=("abroad_trips",),
    ),
    Family(
        "health", models.HealthCheck, _("Health"), "Sức khỏe",
        ("class_code", "height_cm", "weight_kg", "blood_group", "clinic", "conclusion",
         "has_disability", "capacity_lost_percent"),
        privacy=Privacy.SENSITIVE, source=Source.PERSON, is_moment=True,
        covers=("health_state", "height", "weight", "blood_group", "health_check_date",
                "disability"),
    ),
    Family(
        "property", models.Property, _("Houses and land"), "Nhà, đất",
        ("kind", "description", "area_m2", "certificate"),
        privacy=Privacy.FINANCIAL, source=Source.PERSON,
        covers=("house_allocated", "house_owned", "land"),
    ),
    Family(
        "income", models.Income, _("Income"), "Thu nhập",
        ("year", "salary_vnd", "other_vnd", "other_source"),
        privacy=Privacy.FINANCIAL, source=Source.PERSON, is_yearly=True,
        covers=("income_salary",),
    ),
    Family(
        "declarations", models.AssetDeclaration, _("Asset declarations"), "Kê khai tài sản",
        ("year", "kept_at", "reference"), privacy=Privacy.FINANCIAL,
        covers=("asset_declaration",),
    ),
    Family(
        "papers", models.DossierPaper, _("Papers of the dossier"), "Thành phần hồ sơ",
        ("component_code", "note"), is_moment=True, covers=("attachments",),
    ),
    Family(
        "confirmations", models.Confirmation, _("Confirmations"), "Xác nhận hồ sơ",
        ("kind", "by", "result"), is_moment=True,
        covers=("declaration_sign", "agency_confirm", "data_verified_cd"),
    ),
)  # fmt: skip

PERSON_COLUMNS: Mapping[str, str] = {
    "personal_id": "dossier_id",
    "staff_number": "employee_no",
    "unit": "employing_body",
    "object_kind": "object_kind",
    "photo": "photo",
    "full_name": "full_name",
    "name_in_use": "name_in_use",
    "other_names": "other_names",
    "born": "birth_date",
    "sex": "gender",
    "birth_place": "birth_place",
    "birth_commune": "birth_place",
    "birth_province": "birth_place",
    "home_place": "home_place",
    "home_commune": "home_place",
    "home_province": "home_place",
    "ethnic_group": "ethnic",
    "religion": "religion",
    "nationality": "nationality",
    "personal_id_issued_on": "citizen_id_date",
    "personal_id_issued_at": "citizen_id_place",
    "old_id": "old_id_no",
    "phone": "phone",
    "office_phone": "phone_office",
    "email": "email",
    "social_insurance": "social_insurance_no",
    "health_insurance": "health_insurance_no",
    "tax_code": "tax_code",
    "marital_status": "marital_status",
    "household_address": "household_address",
    "household_commune": "household_address",
    "household_province": "household_address",
    "current_address": "current_address",
    "current_commune": "current_address",
    "current_province": "current_address",
    "family_background": "family_background",
    "identity_account": "vneid_account",
    "job_before": "job_before",
    "first_work_on": "first_work_date",
    "joined_body_on": "join_body_date",
    "joined_revolution_on": "first_work_date",
    "strength": "strength",
    "longest_work": "longest_work",
}
"""Columns of the person, and the line of `dossier_fields.csv` each gives a place."""

COMPUTED: Mapping[str, str] = {
    "citizen_id": "personal_id",
    "managing_body": "unit",
    "expected_retire_date": "born",
    "next_raise_date": "pay",
}
"""Lines of `dossier_fields.csv` that follow from another column or family."""

FORBIDDEN = frozenset({"political_issue_flag"})
"""Lines no networked system may hold (`design.md` 5)."""


@cache
def family(key: str) -> Family:
    """The family called `key`."""
    return next(one for one in FAMILIES if one.key == key)


@cache
def family_of(model: type[Any]) -> Family:
    """The family whose rows are `model`."""
    return next(one for one in FAMILIES if one.model is model)

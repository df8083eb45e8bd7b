"""CVs for tests, without a database: an ordinary one, an empty one, one of forty years."""

from datetime import UTC, datetime
from decimal import Decimal

from congvu.people.printing import cv
from congvu.people.printing.plan import form_plans
from congvu.people.printing.sheet import Stamp, fill

A4 = {"width": 210, "height": 297, "top": 20, "bottom": 20, "left": 30, "right": 15}
STAMP = Stamp(
    printed_by="Lê Văn In",
    printed_at=datetime(2026, 11, 21, 9, 5, tzinfo=UTC),
    purpose="chuẩn bị quyết định nhân sự",
    reference="A1B2C3D4",
    mark="Bản giấy in từ hồ sơ điện tử",
)
NOWHERE = cv.Place()


def identity(**told):
    empty = dict.fromkeys(
        ("name_in_use", "other_names", "born", "sex", "ethnic_group", "religion", "personal_id",
         "personal_id_issued", "old_id", "phone", "social_insurance", "health_insurance",
         "family_background", "job_before", "joined_body", "joined_revolution", "strength",
         "longest_work", "staff_number"), "",
    )  # fmt: skip
    places = dict.fromkeys(("birth_place", "home_place", "household", "residence"), NOWHERE)
    return cv.Identity(**{"full_name": "Nguyễn Thị Thử", **empty, **places, **told})


def empty():
    """Only a name and a unit."""
    bodies = cv.Bodies(base="Sở Nội vụ", employing="Sở Nội vụ", managing="Tỉnh Thử nghiệm")
    return cv.CurriculumVitae(on="2026-11-21", who=identity(), bodies=bodies)


def now(since, **told):
    return {"since": since, "is_now": True, **told}


WHO = identity(
    full_name="Nguyễn Thị Thử Hoa",
    name_in_use="Thử Hoa",
    other_names="Hoa Lan",
    born="1980-03-05",
    sex="F",
    ethnic_group="Kinh",
    religion="Không",
    personal_id="056180000001",
    personal_id_issued="2021-05-10",
    phone="0905000001",
    social_insurance="5620123456",
    health_insurance="CH4560562012345",
    family_background="Nông dân",
    job_before="Sinh viên",
    joined_body="2010-07",
    joined_revolution="2005-09-01",
    strength="Tổng hợp, tham mưu chính sách tiền lương",
    longest_work="Công tác tổ chức cán bộ",
    staff_number="KH.0001",
    birth_place=cv.Place(
        printed="xã Vĩnh Phương, thành phố Nha Trang, tỉnh Khánh Hòa",
        commune="Phường Bắc Nha Trang",
        province="Tỉnh Khánh Hòa",
    ),
    home_place=cv.Place(printed="huyện Ninh Phước, tỉnh Ninh Thuận", province="Tỉnh Khánh Hòa"),
    household=cv.Place(printed="15 đường Thử Nghiệm", commune="Phường Nha Trang"),
    residence=cv.Place(commune="Phường Nha Trang", province="Tỉnh Khánh Hòa"),
)

POSTS = (
    cv.Post(kind="main", title="Chuyên viên", unit="Phòng Nội vụ huyện Ninh Phước",
            since="2005-09-01", until="2010-06"),
    cv.Post(kind="main", title="Phó Trưởng phòng", unit="Phòng Tổ chức, Sở Nội vụ", unit_id=7,
            since="2010-07", until="2018-03-31"),
    cv.Post(kind="party", title="Chi ủy viên", unit="Chi bộ Sở Nội vụ", **now("2015")),
    cv.Post(kind="main", title="Trưởng phòng", unit="Phòng Tổ chức, Sở Nội vụ", unit_id=7,
            since="2018-04-01", until="2023-03-31"),
    cv.Post(kind="main", title="Trưởng phòng", unit="Phòng Tổ chức, Sở Nội vụ", unit_id=7,
            main_duty="Tham mưu tổ chức bộ máy, biên chế", **now("2023-04-01")),
    cv.Post(kind="concurrent", title="Thành viên Hội đồng sáng kiến", unit="Sở Nội vụ",
            **now("2024-01-15")),
    cv.Post(kind="party_also", title="Ủy viên Ban Kiểm tra", unit="Đảng ủy Sở Nội vụ",
            **now("2025-06-10")),
)  # fmt: skip

ORDINARY = {
    "posts": POSTS,
    "service": (cv.Recruitment(body="UBND huyện Ninh Phước", **now("2005-09-01")),),
    "ranks": (
        cv.Rank(code="01.003", name="Chuyên viên", since="2005-09-01", until="2019-12-31"),
        cv.Rank(code="01.002", name="Chuyên viên chính", **now("2020-01-01")),
    ),
    "pay": (
        cv.Step(step=1, coefficient=Decimal("2.34"), since="2005-09-01", until="2008-08-31"),
        cv.Step(step=2, coefficient=Decimal("2.67"), since="2008-09-01", until="2019-12-31"),
        cv.Step(step=3, coefficient=Decimal("5.08"), paid_percent=100, overframe_percent=5,
                overframe_since="2026-01-01", **now("2024-01-01")),
    ),
    "position_pay": (
        cv.PositionStep(code="NV.07", position="Lãnh đạo cấp phòng", step=2, amount_vnd=18_500_000,
                        paid_percent=100, overframe_percent=6, overframe_since="2026-08-01",
                        **now("2026-07-01")),
    ),
    "allowances": (
        cv.Allowance(code="CV", name="Phụ cấp chức vụ lãnh đạo", mode="coefficient",
                     coefficient=Decimal("0.50"), **now("2018-04-01")),
        cv.Allowance(code="KN", name="Phụ cấp kiêm nhiệm", mode="percent", percent=Decimal("10.00"),
                     **now("2024-01-15")),
        cv.Allowance(code="CVU", name="Phụ cấp công vụ", mode="percent", percent=Decimal("25.00"),
                     **now("2012-05-01")),
        cv.Allowance(code="DB", name="Phụ cấp đặc biệt", mode="amount", amount_vnd=1_200_000,
                     **now("2020-01-01")),
    ),
    "training": (
        cv.Training(kind="general", name="Tốt nghiệp THPT 12/12", level=12, since="1998"),
        cv.Training(kind="education", name="Đại học", title="Cử nhân Luật", field="Luật", level=4,
                    school="Trường Đại học Thử nghiệm", mode="Chính quy", grade="Khá",
                    studied_from="1998-09", studied_to="2002-07", since="2002-08"),
        cv.Training(kind="education", name="Thạc sĩ", field="Quản lý công", level=5,
                    school="Học viện Thử", mode="Vừa làm vừa học", since="2012"),
        cv.Training(kind="academic", name="Phó giáo sư", level=1, since="2022"),
        cv.Training(kind="politics", name="Cao cấp", level=3, school="Học viện Chính trị Thử",
                    mode="Chính quy", studied_from="2016-09", studied_to="2017-06"),
        cv.Training(kind="management", name="Chuyên viên chính và tương đương", level=3,
                    school="Trường Cán bộ Thử", since="2015-10"),
        cv.Training(kind="defence", name="Đối tượng 3", level=1, school="Trường Quân sự Thử",
                    since="2014-04"),
        cv.Training(kind="it", name="Chuẩn kỹ năng sử dụng CNTT cơ bản", level=2,
                    school="Trung tâm Tin học Thử", since="2016-05"),
        cv.Training(kind="language", field="Tiếng Anh", name="Bậc 4", level=4, title="IELTS",
                    score="6,5", school="Trung tâm Ngoại ngữ Thử", since="2019-12"),
        cv.Training(kind="minority", field="Tiếng Chăm", title="Chứng chỉ tiếng Chăm",
                    school="Trường Dân tộc Thử", since="2011-08"),
    ),
    "party": (cv.Party(official="2009-02-03", **now("2008-02-03")),),
    "organisations": (
        cv.Organisation(name="Đoàn Thanh niên Cộng sản Hồ Chí Minh", since="1995-03-26"),
        cv.Organisation(name="Công đoàn Việt Nam", post="Ủy viên", **now("2005")),
    ),
    "military": (cv.Military(rank="Thượng sĩ", post="Tiểu đội trưởng", since="2002-09",
                             until="2004-02"),),
    "policy": (
        cv.Policy(code="CLS", name="Con liệt sĩ", **now("1980")),
        cv.Policy(code="TB", name="Thương binh", detail="4/4", **now("2004")),
    ),
    "ratings": (
        cv.Rating(year=2024, level="Hoàn thành tốt nhiệm vụ", since="2024-01-01"),
        cv.Rating(year=2025, level="Hoàn thành xuất sắc nhiệm vụ", since="2025-01-01"),
    ),
    "rewards": (
        cv.Reward(name="Chiến sĩ thi đua cơ sở", kind="danh hiệu thi đua", year="2024", order=2),
        cv.Reward(name="Bằng khen của Chủ tịch UBND tỉnh", kind="bằng khen", year="2025", order=40),
        cv.Reward(name="Huân chương Lao động hạng Ba", kind="huân chương", year="2021", order=20),
        cv.Reward(name="Thầy thuốc Ưu tú", kind="danh hiệu vinh dự nhà nước", year="2020",
                  order=33),
    ),
    "discipline": (
        cv.Measure(name="Khiển trách", violation="Chậm tiến độ", issuer="Sở Nội vụ",
                   since="2013-05-06", until="2014-05-05"),
    ),
    "assessments": (
        cv.Assessment(words="Phẩm chất đạo đức tốt.\nHoàn thành tốt nhiệm vụ được giao.",
                      since="2025-12-20"),
    ),
    "planning": (cv.Planned(title="Phó Giám đốc Sở", term="2026–2031", **now("2026-02-01")),),
    "relatives": (
        cv.Relative(side="own", relation="Cha đẻ", order=0, name="Nguyễn Văn Cha", birth_year=1950,
                    deceased_year=2015, home_place="xã Thử, huyện Ninh Phước",
                    occupation="Nông dân", organisations="Hội Nông dân",
                    old_regime="không"),
        cv.Relative(side="own", relation="Chồng", order=5, name="Trần Văn Chồng", birth_year=1978,
                    home_place="phường Thử", occupation="Giáo viên, Trường THPT Thử",
                    residence="phường Nha Trang"),
        cv.Relative(side="own", relation="Em ruột", order=10, name="Nguyễn Thị Em",
                    birth_year=1985, country="Pháp", abroad="quốc tịch Pháp, kế toán"),
        cv.Relative(side="spouse", relation="Mẹ vợ/chồng", order=12, name="Phạm Thị Mẹ",
                    birth_year=1952, detail="Quê Thử; nội trợ"),
    ),
    "history": (
        cv.Past(kind="detention", place="Trại Thử", detail="đã khai với chi bộ", since="2001"),
        cv.Past(kind="old_regime", post="Thư ký", organisation="Ty Thử", since="1974",
                until="1975-04"),
        cv.Past(kind="foreign_body", organisation="Hội Khoa học Thử, Paris", post="hội viên",
                since="2018"),
    ),
    "health": (
        cv.Health(state="Khỏe", height_cm=158, weight_kg=Decimal("52.5"), blood_group="O",
                  since="2026-03-01"),
    ),
    "property": (
        cv.Property(kind="house_given", description="nhà công vụ", area_m2=Decimal("45.50"),
                    **now("2011")),
        cv.Property(kind="house_owned", description="nhà cấp 3", area_m2=Decimal("86.00"),
                    certificate="BX 123456", **now("2016")),
        cv.Property(kind="land_given", area_m2=Decimal("70"), **now("2012")),
        cv.Property(kind="land_owned", area_m2=Decimal("120.00"), **now("2016")),
        cv.Property(kind="land_business", description="đất vườn", area_m2=Decimal("1500"),
                    **now("2019")),
    ),
    "income": (
        cv.Income(year=2025, salary_vnd=180_000_000, other_vnd=24_000_000,
                  other_source="cho thuê nhà", since="2025-01-01"),
    ),
}  # fmt: skip


def ordinary(**changes):
    """One of whom every family says something."""
    bodies = cv.Bodies(base="Phòng Tổ chức", employing="Sở Nội vụ", managing="Tỉnh Thử nghiệm")
    told = {"on": "2026-11-21", "who": WHO, "bodies": bodies, **ORDINARY, **changes}
    return cv.CurriculumVitae(**told)


def long_served():
    """Forty years: sixty posts, thirty pay steps, twenty-five relatives, names with every mark."""
    posts = tuple(
        cv.Post(kind="main", title=f"Chuyên viên bậc {n}",
                unit=f"Phòng số {n}, Ủy ban nhân dân huyện Ẵm Ỡm Ựng Ỷ {n}",
                since=f"{1986 + n * 2 // 3}-{n % 12 + 1:02}-01",
                until=f"{1986 + (n + 1) * 2 // 3}-{n % 12 + 1:02}-28")
        for n in range(60)
    )  # fmt: skip
    pay = tuple(
        cv.Step(step=n % 9 + 1, coefficient=Decimal("2.34") + Decimal("0.11") * n,
                since=f"{1986 + n}-07-01", until=f"{1987 + n}-06-30")
        for n in range(30)
    )  # fmt: skip
    relatives = tuple(
        cv.Relative(side="own" if n < 15 else "spouse", relation="Em ruột" if n < 15 else
                    "Em vợ/chồng", order=n, name=f"Nguyễn Ưỡng Ẩn Ỷ {n}", birth_year=1950 + n,
                    home_place="xã Ninh Quang, thị xã Ninh Hòa, tỉnh Khánh Hòa",
                    occupation=f"Giáo viên Trường Trung học phổ thông Thử nghiệm số {n}",
                    residence="tổ dân phố 7, phường Đông Ninh Hòa, tỉnh Khánh Hòa",
                    organisations="Công đoàn Việt Nam")
        for n in range(25)
    )  # fmt: skip
    who = identity(
        full_name="Nguyễn Thị Ẵm Ỡm Ựng Ỷ Đặng Hoàng Phương Quỳnh Như",
        born="1965",
        sex="M",
        birth_place=cv.Place(
            printed="thôn Phú Thọ 2, xã Ninh Diêm, huyện Ninh Hòa, tỉnh Phú Khánh",
            commune="Phường Đông Ninh Hòa",
            province="Tỉnh Khánh Hòa",
        ),
    )
    return ordinary(posts=posts, pay=pay, relatives=relatives, who=who)


def sheet(form, told, stamp=STAMP):
    """A form of that key, filled."""
    return fill(form_plans()[form], told, stamp)

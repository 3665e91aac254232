"""The calendar of the procedure: days, wording, what is late, and the .ics and Word files of it."""

from __future__ import annotations

import pathlib
from datetime import date, datetime, timedelta

import docx
import pytest
from icalendar import Calendar, Event

from sedp_docs.app.scheduling import make_calendar
from sedp_docs.catalog import Profile
from sedp_docs.problems import OutputError
from sedp_docs.read.catalogs import load_catalog
from sedp_docs.schedule import Due, deadlines, latest, mark
from tests.plan_builder import plan_from

NOW = datetime(2024, 12, 5, 14, 12)  # noqa: DTZ001 - a planner's own clock
SESSION = "hdnd: {khoa: XXI, ky_hop: thứ mười một, ngay_khai_mac: 2024-12-18}\n"
TWO_TIER = """
quy_trinh: hai-cap
don_vi: {loai: xã, ten: Lâm Khê, cap_tren: [{loai: tỉnh, ten: Hoàng Sơn}]}
nam_ke_hoach: 2027
hdnd: {khoa: I, ky_hop: thứ hai, ngay_khai_mac: 2026-12-24}
"""


def calendar_of(text: str, *, every_level: bool = False) -> dict[str, Due]:
    built = plan_from(text)
    return {due.id: due for due in deadlines(built.plan, built.catalog, every_level=every_level)}


def profile(name: str) -> Profile:
    return load_catalog(name, "commune").profile


# Days and words


def test_before_the_24th_means_the_23rd_and_at_the_latest_the_20th_means_the_20th() -> None:
    dues = calendar_of("", every_level=True)
    assert (dues["xa-5.2"].last, dues["xa-5.2"].timing) == (date(2024, 6, 23), "từ ngày 21/06/2024 đến trước ngày 24/06/2024")
    assert (dues["tinh-5.3"].last, dues["tinh-5.3"].timing) == (date(2024, 7, 20), "chậm nhất ngày 20/07/2024")


def test_a_text_that_names_no_day_keeps_its_words_and_its_day_is_only_about() -> None:
    due = calendar_of("")["huyen-6.2"]
    assert (due.timing, due.day_text, due.binding) == ("giữa tháng 11", "khoảng 20/11/2024", False)


def test_the_whole_procedure_is_there_and_year_x_plus_1_is_counted_from_x() -> None:
    dues = calendar_of("", every_level=True)
    assert sum(due.level == "province" for due in dues.values()) == 20
    assert sum(due.level == "district" for due in dues.values()) == 20
    assert sum(due.level == "commune" and id.startswith("xa-") for id, due in dues.items()) == 12
    assert dues["tinh-6.6"].last == date(2025, 12, 31)


def test_a_commune_sees_its_own_deadlines_and_those_of_others_that_concern_it() -> None:
    dues = calendar_of("")
    assert "huyen-4.1" in dues, "the district's guidance to communes"
    assert "tinh-2.2" not in dues, "what a department does among its own offices"


PROVINCE = """
cap: tinh
don_vi: {loai: tỉnh, ten: Hoàng Sơn, co_hdnd: false}
lan_lap: sau-hoi-nghi
van_ban: {ke-hoach: {ngay: 2024-07-19}}
"""


def test_a_paper_is_held_against_the_deadlines_of_its_own_plan_only() -> None:
    """A province hears of the day by which districts send theirs (7/7); a department has its own (7/7), a province 20/7."""
    province = calendar_of(PROVINCE)
    issued = PROVINCE.replace("ten: Hoàng Sơn", "ten: Hoàng Sơn, co_quan_lap: Sở Nông nghiệp")
    sector = calendar_of(f"{issued}nganh: nông nghiệp\n")
    assert [id for id, due in province.items() if "ke-hoach" in due.documents] == ["tinh-5.3"]
    assert [id for id, due in sector.items() if "ke-hoach" in due.documents] == ["tinh-4.1"]
    assert {"huyen-5.3", "tinh-4.1"} <= set(province)


def test_days_come_in_order_and_what_has_no_day_comes_last() -> None:
    days = [due.last or date.max for due in calendar_of(TWO_TIER).values()]
    assert days == sorted(days)
    assert days[-1] == date.max


def test_a_last_day_without_office_hours_is_said_and_not_moved() -> None:
    due = calendar_of("")["xa-5.2"]
    assert due.notes[-1] == "Ngày cuối là Chủ nhật, nên xong trước đó"
    assert calendar_of("nam_ke_hoach: 2026")["xa-5.2"].notes[-1].startswith("Quy trình cấp huyện ghi")


@pytest.mark.parametrize(
    ("kind", "who"),
    [("phường", "Phòng Kinh tế, Hạ tầng và Đô thị; UBND phường"), ("xã", "Phòng Kinh tế; UBND xã")],
)
def test_bodies_are_named_after_the_kind_of_unit(kind: str, who: str) -> None:
    assert calendar_of(TWO_TIER.replace("loai: xã", f"loai: {kind}"))["xa-van-kien"].who == who


@pytest.mark.parametrize("text", ["", TWO_TIER, TWO_TIER.replace("2027", "2024").replace("2026", "2023")])
def test_no_slot_of_the_data_is_left_open(text: str) -> None:
    assert not any("{" in str(due) for due in calendar_of(text, every_level=True).values())


# The data


@pytest.mark.parametrize("name", ["lao-cai", "hai-cap"])
def test_every_entry_has_an_id_of_its_own_and_a_source_an_outsider_can_follow(name: str) -> None:
    entries = [*profile(name).deadlines, *profile(name).session]
    assert len({entry.id for entry in entries}) == len(entries)
    for entry in entries:
        assert entry.ref, entry.id
        assert not (entry.evidence == "found" and "QĐ 1131" not in entry.ref and "Điều 8" not in entry.ref), entry.id


def test_what_nobody_has_confirmed_for_two_tiers_is_never_a_binding_day() -> None:
    assert not any(due.binding and due.cite.startswith("Dự án") for due in calendar_of(TWO_TIER, every_level=True).values())
    assert not any("huyện" in entry.what + entry.who + entry.to for entry in profile("hai-cap").deadlines)


def test_lower_levels_hand_in_before_upper_levels_sum_up() -> None:
    """R-LC-45: but for the two dates of the commune's frame, which the procedure itself gives."""
    dues = calendar_of("", every_level=True)
    days = [dues[id].last for id in ("xa-5.2", "huyen-4.4", "huyen-5.1", "huyen-5.3", "tinh-4.2", "tinh-5.3")]
    assert days == sorted(day for day in days if day)


# Two dates for one task


def test_the_procedures_two_dates_are_both_shown_and_only_the_later_one_makes_late() -> None:
    dues = calendar_of("")
    three = [dues[id] for id in ("huyen-4.2", "xa-5.1", "xa-5.2")]
    assert [due.last for due in three] == [date(2024, 6, 20), date(2024, 6, 22), date(2024, 6, 23)]
    assert all(due.notes for due in three)
    assert {latest(dues.values(), due) for due in three} == {date(2024, 6, 23)}


# The session


def test_days_before_the_opening_follow_the_level_and_the_plans_own_setting_goes_first() -> None:
    assert calendar_of(SESSION)["hdnd-thuong-truc"].last == date(2024, 12, 8)
    own = calendar_of(f"{SESSION}ho_so: {{han_gui_thuong_truc: 20}}")["hdnd-thuong-truc"]
    assert (own.last, own.cite) == (date(2024, 11, 28), "Quy chế hoạt động của HĐND")


def test_since_july_2025_nobody_guesses_the_days_before_the_opening() -> None:
    due = calendar_of(TWO_TIER)["hdnd-thuong-truc"]
    assert (due.last, due.notes) == (None, ("Số ngày theo quy chế của HĐND, chưa ghi trong kế hoạch",))
    assert calendar_of(f"{TWO_TIER}ho_so: {{han_gui_thuong_truc: 10}}")["hdnd-thuong-truc"].last == date(2026, 12, 14)


def test_a_unit_without_a_council_has_no_session_and_an_absurd_setting_breaks_nothing() -> None:
    assert "hdnd-thuong-truc" not in calendar_of("don_vi: {loai: phường, ten: Hạ Yên, co_hdnd: false}")
    assert calendar_of(f"{SESSION}ho_so: {{han_gui_thuong_truc: 999999999}}")["hdnd-thuong-truc"].last == date(1, 1, 1)


# How it stands today


OFFICES = """
co_quan: [{ma: yt, ten: Trạm Y tế xã, han_gui: 2024-11-18}, {ma: ca, ten: Công an xã, han_gui: 2024-11-18}]
thon: [{ma: t1, ten: Phìn Sưng, han_gui: 2024-11-20}]
"""


@pytest.mark.parametrize(
    ("text", "id", "today", "owing", "said"),
    [
        ("lan_lap: du-thao\nvan_ban: {ke-hoach: {}}", "xa-5.2", date(2024, 6, 16), {}, "sap_den"),
        ("lan_lap: du-thao\nvan_ban: {ke-hoach: {}}", "xa-5.2", date(2024, 6, 15), {}, ""),
        ("lan_lap: du-thao\nvan_ban: {ke-hoach: {}}", "xa-5.2", date(2024, 6, 24), {}, "muon"),
        ("lan_lap: du-thao\nvan_ban: {ke-hoach: {ngay: 2024-06-20}}", "xa-5.2", date(2024, 6, 24), {}, ""),
        ("lan_lap: du-thao\nvan_ban: {ke-hoach: {ngay: 2024-06-26}}", "xa-5.2", date(2024, 6, 30), {}, "muon"),
        ("lan_lap: du-thao\nvan_ban: {khung-ke-hoach: {}}", "huyen-4.2", date(2024, 6, 22), {}, "da_qua"),
        ("lan_lap: trinh-hdnd\nvan_ban: {ke-hoach: {}}", "xa-5.2", date(2024, 12, 5), {}, "da_qua"),
        ("lan_lap: du-thao", "xa-4", date(2024, 7, 1), {}, "da_qua"),
        (OFFICES, "so-lieu-2024-11-18", date(2024, 11, 19), {"ca": 3}, "muon"),
        (OFFICES, "so-lieu-2024-11-18", date(2024, 11, 19), {"t1": 3}, "da_qua"),
    ],
)
def test_late_is_said_only_of_what_the_plan_shows_to_be_undone(
    text: str, id: str, today: date, owing: dict[str, int], said: str
) -> None:
    dues = list(calendar_of(text).values())
    (due,) = (each for each in dues if each.id == id)
    assert mark(dues, due, plan_from(text).plan, today, owing) == said


def test_who_sends_figures_on_one_day_is_one_line() -> None:
    due = calendar_of(OFFICES)["so-lieu-2024-11-18"]
    assert (due.who, due.owners) == ("Trạm Y tế xã; Công an xã", ("yt", "ca"))
    assert calendar_of(OFFICES)["so-lieu-2024-11-20"].who == "Thôn Phìn Sưng"


# The files


def plan_file(folder: pathlib.Path, text: str = SESSION) -> pathlib.Path:
    head = "phien_ban: 1\nquy_trinh: lao-cai\ncap: xa\ndon_vi: {ma: NT, loai: xã, ten: Nậm Thoong}\nnam_ke_hoach: 2025\n"
    path = folder / "KH.yaml"
    path.write_text(f"{head}lan_lap: trinh-hdnd\n{text}", encoding="utf-8")
    return path


def events(path: pathlib.Path) -> dict[str, Event]:
    parsed = Calendar.from_ical(path.read_bytes())
    return {str(event["uid"]): event for event in parsed.walk("VEVENT") if isinstance(event, Event)}


def test_the_calendar_file_holds_an_all_day_event_with_source_and_reminder(tmp_path: pathlib.Path) -> None:
    target = tmp_path / "lich.ics"
    made = make_calendar(plan_file(tmp_path), target, NOW)
    found = events(target)
    event = found["xa-5.2-nt-2025@sedp-docs"]
    assert (event.decoded("dtstart"), event.decoded("dtend")) == (date(2024, 6, 23), date(2024, 6, 24))
    assert str(event["summary"]).startswith("Lập bộ Văn kiện kế hoạch, xin ý kiến")
    assert "Căn cứ: QĐ 1131/QĐ-UBND (Lào Cai, 2015), cấp xã, bước 5" in str(event["description"]).split("\n")
    (alarm,) = event.walk("VALARM")
    assert alarm.decoded("trigger") == -timedelta(days=2, hours=16)
    assert len(found) == sum(entry.due.last is not None for entry in made.entries)


def test_the_same_plan_gives_the_same_bytes_on_any_day_and_a_changed_one_keeps_the_old_file(tmp_path: pathlib.Path) -> None:
    target = tmp_path / "lich.ics"
    make_calendar(plan_file(tmp_path), target, NOW)
    before = target.read_bytes()
    assert make_calendar(plan_file(tmp_path), target, NOW + timedelta(days=9)).kept == []
    assert target.read_bytes() == before
    (copy,) = make_calendar(plan_file(tmp_path, SESSION.replace("12-18", "12-12")), target, NOW).kept
    assert copy.read_bytes() == before
    changed = {uid for uid, event in events(target).items() if event.to_ical() not in before}
    assert changed == {f"hdnd-{id}-nt-2025@sedp-docs" for id in ("thuong-truc", "dai-bieu", "khai-mac")}


def test_a_name_cannot_smuggle_an_event_into_the_calendar(tmp_path: pathlib.Path) -> None:
    text = 'co_quan: [{ma: a, ten: "Trạm Y tế;BEGIN:VEVENT\\nUID:x, END", han_gui: 2024-11-18}]\n'
    make_calendar(plan_file(tmp_path, text), tmp_path / "lich.ics", NOW)
    found = events(tmp_path / "lich.ics")
    assert "x" not in found
    assert "BEGIN:VEVENT" in str(found["so-lieu-2024-11-18-nt-2025@sedp-docs"]["description"])


def test_the_word_table_has_a_row_for_every_deadline(tmp_path: pathlib.Path) -> None:
    made = make_calendar(plan_file(tmp_path), tmp_path / "lich.ics", NOW, word=True)
    document = docx.Document(str(tmp_path / "lich.docx"))
    assert document.paragraphs[0].text == "LỊCH LẬP KẾ HOẠCH NĂM 2025"
    rows = [[cell.text for cell in row.cells] for row in document.tables[0].rows[1:]]
    assert [row[1] for row in rows] == [entry.due.day_text for entry in made.entries]


def test_errors_in_the_figures_do_not_stop_the_calendar(tmp_path: pathlib.Path) -> None:
    made = make_calendar(plan_file(tmp_path, "chi_tieu: [{ma: ty_le_bhyt, ket_qua: {uoc: 150}}]\n"), None, NOW)
    assert made.done
    assert made.problems == []


def test_an_unreadable_plan_and_a_wrong_ending_are_told(tmp_path: pathlib.Path) -> None:
    assert not make_calendar(plan_file(tmp_path, "la: 1\n"), None, NOW).done
    with pytest.raises(OutputError, match=r"lịch ghi ra tệp \.ics"):
        make_calendar(plan_file(tmp_path), tmp_path / "lich.txt", NOW)

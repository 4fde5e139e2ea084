"""Which answers are the same: the same said in another way by the dice, and what only looks like it, one word apart."""

from __future__ import annotations

import random
import unicodedata
from collections.abc import Callable, Sequence

import pytest

from pipeline.reports.same_answer import alike, answer_key, merged
from pipeline.reports.unit_words import in_running_text
from tests.strangers import TIMES, dice

# Frames with a place for what it is about, whom, and how much; the passive of a frame says the same.
OBJECTS = (
    "kinh phí mua máy tính",
    "kinh phí mua máy quét",
    "cán bộ chuyên trách công nghệ thông tin",
    "cán bộ chuyên trách an toàn thông tin",
    "phần mềm quản lý hồ sơ đất đai",
    "phần mềm quản lý hồ sơ hộ tịch",
    "đường truyền tại các xã vùng cao",
    "đường truyền tại các thôn vùng cao",
    "cơ sở dữ liệu dùng chung",
)
AGENCIES = ("Sở Tài chính", "Sở Tài nguyên và Môi trường", "Sở Nội vụ", "UBND huyện An Đông", "UBND huyện Tân Xuyên")
VERBS = ("bố trí", "nâng cấp", "hướng dẫn", "kiểm tra")
ACTIVES = (
    "chưa {verb} {what}",
    "đã {verb} {what}",
    "chưa {verb} {what} cho {who}",
    "không {verb} {what} từ năm {much}",
)
PASSIVES = (
    "{what} chưa được {verb}",
    "{what} đã được {verb}",
    "{what} chưa được {verb} cho {who}",
    "{what} không được {verb} từ năm {much}",
)
REQUESTS = (
    "Đề nghị {who} {verb} {what}",
    "Đề nghị {who} {verb} {what} trước năm {much}",
    "Đề nghị {verb} {what} cho {who}",
    "Đề nghị Sở Y tế phối hợp với {who} {verb} {what}",
)
STATES = (
    "Chưa có {what}, người làm kiêm nhiệm thường xuyên thay đổi",
    "Do chưa có {what} nên việc {verb} còn chậm",
    "{what} còn thiếu, {who} mới {verb} được {much} trường hợp",
    "Có {much} trường hợp thiếu {what}; {who} chưa {verb}",
)
FRAMES = (*ACTIVES, *REQUESTS, *STATES)
SHORT = {
    "công nghệ thông tin": "CNTT",
    "an toàn thông tin": "ATTT",
    "cơ sở dữ liệu": "CSDL",
    "UBND": "Ủy ban nhân dân",
}
Slots = dict[str, str]


def slots(chance: random.Random) -> Slots:
    return {
        "what": chance.choice(OBJECTS),
        "who": chance.choice(AGENCIES),
        "verb": chance.choice(VERBS),
        "much": str(chance.choice((5, 12, 15, 2023, 2024))),
    }


def filled(frame: str, values: Slots) -> str:
    text = frame.format(**values)
    return text[0].upper() + text[1:]


# --------------------------------------------------------------------------------------------------- another clerk's hand
def _abbreviated(text: str, chance: random.Random) -> str:
    for long, short in SHORT.items():
        if chance.random() < 0.7:
            text = text.replace(long, short)
    return text


def _marks(text: str, chance: random.Random) -> str:
    return chance.choice(
        (f"{text}.", f"- {text};", f"1. {text}", text.upper() if chance.random() < 0.3 else f" {text} ")
    )


def _filling(text: str, chance: random.Random) -> str:
    text = text.replace(" các ", chance.choice((" ", " các ", " những ")))
    still = chance.random() < 0.5
    return text.replace("Chưa có", "Vẫn chưa có").replace(" chưa có", " vẫn chưa có") if still else text


def _old_tones(text: str, _: random.Random) -> str:
    return unicodedata.normalize("NFD", text.replace("ủy", "uỷ").replace("Ủy", "Uỷ"))


def _headed(text: str, chance: random.Random) -> str:
    if text.startswith(("Chưa", "Đã", "Không", "Có ")):
        lead = chance.choice(("Đơn vị ", "Hiện nay, ", "Hiện nay, đơn vị ", "Hiện ", "Trong kỳ, "))
        return lead + text[0].lower() + text[1:]
    return text


def _requested(text: str, chance: random.Random) -> str:
    if text.startswith("Đề nghị "):
        return chance.choice(("Kiến nghị ", "Đề xuất ", "Kính đề nghị ")) + text.removeprefix("Đề nghị ")
    return text


HANDS: Sequence[Callable[[str, random.Random], str]] = (
    _abbreviated,
    _filling,
    _headed,
    _requested,
    _old_tones,
    _marks,
)


def rewritten(text: str, chance: random.Random) -> str:
    for hand in HANDS:
        if chance.random() < 0.6:
            text = hand(text, chance)
    return text


def same(one: str, other: str) -> bool:
    """Whether the program merges the two."""
    keys = {answer_key(text): text for text in map(in_running_text, (one, other))}
    return len(set(merged(keys).values())) == 1


# ------------------------------------------------------------------------------------------------------------------- true
def test_same__said_by_another_clerk_is_the_same() -> None:
    for number in range(300 * TIMES):
        chance = dice("nói lại", number)
        text = filled(chance.choice(FRAMES), slots(chance))
        again = rewritten(text, chance)
        assert same(text, again), (text, again)
        assert same(again, text)


def test_same__the_passive_of_a_sentence_is_the_same() -> None:
    for number in range(200 * TIMES):
        chance = dice("bị động", number)
        frame = chance.randrange(len(ACTIVES))
        values = slots(chance)
        active, passive = rewritten(filled(ACTIVES[frame], values), chance), filled(PASSIVES[frame], values)
        passive = _marks(_abbreviated(passive, chance), chance)
        assert same(active, passive), (active, passive)
        assert same(passive, active)


def test_same__sentences_in_another_order_are_the_same() -> None:
    for number in range(100 * TIMES):
        chance = dice("thứ tự câu", number)
        sentences = [filled(chance.choice(FRAMES), slots(chance)) for _ in range(chance.randint(2, 3))]
        text = ". ".join(sentences) + "."
        chance.shuffle(sentences)
        assert same(text, ". ".join(sentences) + "."), text


# ------------------------------------------------------------------------------------------------------------------ false
def _apart(chance: random.Random) -> tuple[str, str]:
    """Two answers that differ in one thing that matters."""
    frame, values = chance.choice(FRAMES), slots(chance)
    slot = chance.choice([name for name in values if f"{{{name}}}" in frame])
    other = dict(values)
    while other[slot] == values[slot]:
        other[slot] = slots(chance)[slot]
    return filled(frame, values), filled(frame, other)


_TURNED = (
    ("chưa ", "đã "),
    ("đã ", "chưa "),
    ("không ", "đã "),
    ("Chưa ", "Không "),
    ("chưa ", "không "),
    ("chưa ", ""),
)


def _turned(chance: random.Random) -> tuple[str, str]:
    """An answer and its denial, or one that is denied otherwise."""
    while True:
        text = filled(chance.choice(FRAMES), slots(chance))
        one, other = chance.choice(_TURNED)
        if one in text:
            return text, text.replace(one, other, 1)


def _swapped(chance: random.Random) -> tuple[str, str]:
    """Who asks whom, what comes of what, which figure belongs to whom: the same words in another order."""
    one, other = chance.sample(AGENCIES, 2)
    what, much = chance.choice(OBJECTS), chance.sample((5, 12, 15, 17), 2)
    frames = (
        (f"Đề nghị {one} hỗ trợ {other} {what}", f"Đề nghị {other} hỗ trợ {one} {what}"),
        (f"{one} chưa gửi số liệu cho {other}", f"{other} chưa gửi số liệu cho {one}"),
        (f"{one} chưa được hướng dẫn", f"{one} chưa hướng dẫn"),
        (f"{one} được kiểm tra {much[0]} lần", f"{one} kiểm tra {much[0]} lần"),
        (f"Thiếu {what} do chưa có người", f"Chưa có người do thiếu {what}"),
        (f"Chưa bố trí {what}, đã cử người", f"Đã bố trí {what}, chưa cử người"),
        (f"Tăng từ {much[0]} lên {much[1]} xã", f"Tăng từ {much[1]} lên {much[0]} xã"),
        (f"{one} {much[0]} máy, {other} {much[1]} máy", f"{one} {much[1]} máy, {other} {much[0]} máy"),
        (f"Chưa được bố trí {what}", f"Chưa bố trí {what}"),
        (f"Không có {what}, máy quét", f"Máy quét, không có {what}"),
        ("Phải nhập số liệu 2 lần", "Phải nhập số liệu 1,2 lần"),
        (f"Đề nghị của {one} về {what}", f"Kiến nghị của {one} về {what}"),
        (f"Còn {much[0]} máy hỏng", f"Còn {much[1]} máy hỏng"),
        (f"Không còn thiếu {what}", f"Còn thiếu {what}"),
        (f"Đơn vị sự nghiệp chưa có {what}", f"Chưa có {what}"),
        (f"Trước khi {one} kiểm tra", f"Sau khi {one} kiểm tra"),
        (
            f"Về hạ tầng: Thiếu máy. Chưa có {what}. Về nhân lực: Thiếu người.",
            f"Về hạ tầng: Thiếu máy. Về nhân lực: Thiếu người. Chưa có {what}.",
        ),
    )
    return chance.choice(frames)


@pytest.mark.parametrize("pair", [_apart, _turned, _swapped])
def test_different__is_never_merged(pair: Callable[[random.Random], tuple[str, str]]) -> None:
    for number in range(400 * TIMES):
        chance = dice(f"khác {pair.__name__}", number)
        one, other = pair(chance)
        assert not same(one, other), (one, other)
        again = rewritten(other, chance)
        assert not same(one, again), (one, again)


def test_merged__of_many_holds_no_two_that_differ() -> None:
    for number in range(20 * TIMES):
        chance = dice("nhiều câu", number)
        truth: dict[str, tuple[str, str]] = {}
        for _ in range(60):
            frame = chance.randrange(len(ACTIVES))
            values = slots(chance)
            meant = filled(ACTIVES[frame], values)
            said = chance.choice((meant, filled(PASSIVES[frame], values)))
            said = rewritten(said, chance) if said == meant else _marks(said, chance)
            said = in_running_text(said)
            truth.setdefault(answer_key(said), (meant, said))
        first = merged({key: said for key, (_, said) in truth.items()})
        groups: dict[str, set[str]] = {}
        for key, root in first.items():
            groups.setdefault(root, set()).add(truth[key][0])
        assert all(len(group) == 1 for group in groups.values())
        assert len(groups) == len({meant for meant, _ in truth.values()})


# ------------------------------------------------------------------------------------------------------------------- near
NEAR = (
    ("Chưa được bố trí kinh phí mua máy tính", "Chưa bố trí kinh phí mua máy tính"),
    ("Đường truyền tại các xã vùng cao chưa ổn định", "Đường truyền ở các xã vùng cao không ổn định"),
    ("Trong kỳ, đơn vị tiếp nhận 89 hồ sơ, đạt 67,4%", "Trong kỳ, đơn vị tiếp nhận 1.245 hồ sơ, đạt 52,2%"),
    ("Thiếu cán bộ chuyên trách công nghệ thông tin", "Cán bộ chuyên trách công nghệ thông tin còn thiếu"),
    ("Máy tính cũ, đường truyền yếu", "Đường truyền yếu, máy tính cũ"),
)
FAR = (
    "Giải ngân chậm do thủ tục lựa chọn nhà thầu kéo dài",
    "Một số hồ sơ trực tuyến vẫn do công chức nhập hộ vì người dân chưa quen thao tác",
    "Phần mềm chuyên ngành của bộ chưa liên thông với hệ thống của tỉnh",
)


@pytest.mark.parametrize("pair", NEAR)
def test_near__stands_side_by_side_and_is_not_merged(pair: tuple[str, str]) -> None:
    one, other = pair
    assert not same(one, other)
    assert alike([one, *FAR, other]) == [[0, len(FAR) + 1], *([place] for place in range(1, len(FAR) + 1))]


def test_alike__of_very_many_keeps_each_where_it_is() -> None:
    chance = dice("rất nhiều", 0)
    texts = [" ".join(chance.choices("abcdefghijklmnopq", k=12)) for _ in range(1000)]
    assert alike(texts) == [[place] for place in range(len(texts))]

"""A script in several writings, saved in a Chinese encoding."""

from crossreel.formats.guessing import guess

LINES = [
    "你到底在哪里,Where were you?,¿Dónde estabas?,คุณอยู่ที่ไหน",
    "我等了你整整三年,I waited three years.,Te esperé tres años.,ฉันรอคุณสามปี",
    "那天晚上的事,What happened that night…,Lo de aquella noche…,คืนนั้นเกิดอะไรขึ้น",
]


def test_thai_beside_chinese_does_not_hide_gb18030() -> None:
    assert guess("\n".join(LINES).encode("gb18030")) == "gb18030"
    assert guess("\n".join(line.split(",")[3] for line in LINES).encode("cp874")) == "cp874"
    assert guess("أين كنت؟ انتظرتك ثلاث سنوات كاملة 2024 ماذا حدث تلك الليلة".encode("cp1256")) == "cp1256"

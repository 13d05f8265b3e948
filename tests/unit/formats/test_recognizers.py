"""Answers of speech recognizers in the shapes of their makers, and transcripts: the words and times they say."""

import json

import pytest

from crossreel.domain.errors import BadInput
from crossreel.formats.reading import read
from crossreel.i18n.messages import sentence

Said = list[tuple[int, int, str, str]]


def said(data: object, name: str = "x.json") -> Said:
    """Times, text and speaker of every cue."""
    written = data if isinstance(data, str) else json.dumps(data, ensure_ascii=False)
    cues = read(written.encode(), name).document.cues
    return [(cue.start_ms, cue.end_ms, cue.text, cue.speaker) for cue in cues]


def word(text: str, start: float, end: float, key: str = "word", **more: object) -> dict[str, object]:
    return {key: text, "start": start, "end": end, **more}


WHISPER = {
    "text": " Hi there. Bye.",
    "segments": [
        {"id": 0, "seek": 0, "start": 0.0, "end": 2.0, "text": " Hi there.", "tokens": [1, 2], "temperature": 0.0},
        {"id": 1, "seek": 0, "start": 3.0, "end": 4.0, "text": " Bye.", "words": [word(" Bye.", 3.0, 4.0)]},
    ],
    "language": "en",
}
WHISPER_CPP = {
    "result": {"language": "de"},
    "transcription": [
        {
            "timestamps": {"from": "00:00:01,000", "to": "00:00:02,500"},
            "offsets": {"from": 1000, "to": 2500},
            "text": " Wo warst du?",
        },
    ],
}
CHUNKS = {"text": "a b", "chunks": [{"timestamp": [0.0, 1.5], "text": " Hi"}, {"timestamp": [2.0, None], "text": " Bye"}]}
VOLCENGINE = {
    "resp": {
        "utterances": [
            {"text": "你好", "start_time": 100, "end_time": 900, "words": [], "additions": {"speaker": "1"}},
            {"text": "再见。", "start_time": 1200, "end_time": 2100, "words": [], "additions": {"speaker": "2"}},
        ]
    }
}
ALIBABA = {
    "file_url": "https://example.org/a.mp3",
    "transcripts": [
        {
            "channel_id": 0,
            "text": "你去哪了？我说过。",
            "sentences": [
                {"begin_time": 760, "end_time": 1800, "text": "你去哪了？", "speaker_id": 0, "words": []},
                {"begin_time": 2240, "end_time": 3000, "text": "我说过。", "speaker_id": 1, "words": []},
            ],
        }
    ],
}
OLDER_ALIBABA = {"Result": {"Sentences": [{"BeginTime": 340, "EndTime": 2365, "Text": "你去哪了？", "ChannelId": 0}]}}
TENCENT = {"Data": {"ResultDetail": [{"FinalSentence": "你去哪了？", "StartMs": 340, "EndMs": 2365, "SpeakerId": 0, "Words": []}]}}
IFLYTEK = [{"bg": "340", "ed": "2365", "onebest": "你去哪了？", "speaker": "0"}]
FUNASR = [
    {
        "text": "你去哪了？",
        "timestamp": [[340, 600], [600, 900], [900, 2365]],
        "sentence_info": [{"text": "你去哪了？", "start": 340, "end": 2365, "timestamp": [[340, 600], [600, 900]], "spk": 0}],
    }
]
DEEPGRAM_WORDS = [
    word("where", 0.5, 0.7, punctuated_word="Where", speaker=0),
    word("were", 0.7, 0.9, punctuated_word="were", speaker=0),
    word("you", 0.9, 1.2, punctuated_word="you?", speaker=0),
    word("here", 1.3, 1.6, punctuated_word="Here.", speaker=1),
]
DEEPGRAM = {"results": {"channels": [{"alternatives": [{"transcript": "Where were you? Here. " * 10, "words": DEEPGRAM_WORDS}]}]}}
DEEPGRAM_PARAGRAPHS = {
    "results": {
        "channels": [
            {
                "alternatives": [
                    {
                        "transcript": "Where were you? Here.",
                        "words": DEEPGRAM_WORDS,
                        "paragraphs": {
                            "paragraphs": [
                                {
                                    "sentences": [{"text": "Where were you?", "start": 0.5, "end": 1.2}],
                                    "speaker": 0, "start": 0.5, "end": 1.2,
                                },
                                {"sentences": [{"text": "Here.", "start": 1.3, "end": 1.6}], "speaker": 1},
                            ]
                        },
                    }
                ]
            }
        ]
    }
}  # fmt: skip
ASSEMBLY = {
    "id": "a1", "text": "Where were you? Here.", "audio_duration": 4,
    "utterances": [
        {"speaker": "A", "text": "Where were you?", "start": 250, "end": 1200, "words": []},
        {"speaker": "B", "text": "Here.", "start": 1300, "end": 1600, "words": []},
    ],
    "words": [word("Where", 250, 500, "text"), word("were", 500, 800, "text")],
}  # fmt: skip
ASSEMBLY_WORDS = {
    "text": "Where were you? Here.", "utterances": None,
    "words": [
        word("Where", 250, 500, "text", speaker="A"), word("were", 500, 800, "text", speaker="A"),
        word("you?", 800, 1200, "text", speaker="A"), word("Here.", 1300, 1600, "text", speaker="B"),
    ],
}  # fmt: skip
AWS = {
    "results": {
        "transcripts": [{"transcript": "Where were you? Here."}],
        "speaker_labels": {
            "segments": [
                {
                    "start_time": "0.5", "end_time": "1.2", "speaker_label": "spk_0",
                    "items": [{"start_time": at, "end_time": at, "speaker_label": "spk_0"} for at in ("0.5", "0.7", "0.9")],
                },
                {
                    "start_time": "1.3", "end_time": "1.6", "speaker_label": "spk_1",
                    "items": [{"start_time": "1.3", "end_time": "1.6", "speaker_label": "spk_1"}],
                },
            ]
        },
        "items": [
            {"start_time": "0.5", "end_time": "0.7", "alternatives": [{"content": "Where"}], "type": "pronunciation"},
            {"start_time": "0.7", "end_time": "0.9", "alternatives": [{"content": "were"}], "type": "pronunciation"},
            {"start_time": "0.9", "end_time": "1.2", "alternatives": [{"content": "you"}], "type": "pronunciation"},
            {"alternatives": [{"content": "?"}], "type": "punctuation"},
            {"start_time": "1.3", "end_time": "1.6", "alternatives": [{"content": "Here"}], "type": "pronunciation"},
            {"alternatives": [{"content": "."}], "type": "punctuation"},
        ],
    }
}  # fmt: skip
AWS_SEGMENTS = {
    "results": {
        **AWS["results"],
        "audio_segments": [{"id": 0, "transcript": "Where were you?", "start_time": "0.5", "end_time": "1.2"}],
    }
}
GOOGLE = {
    "results": [
        {
            "alternatives": [
                {
                    "transcript": "Where were you?",
                    "words": [
                        {"startTime": "0s", "endTime": "0.700s", "word": "Where"},
                        {"startTime": "0.700s", "endTime": "1.200s", "word": "were"},
                    ],
                },
                {"transcript": "Wear were you?"},
            ],
            "languageCode": "en-us",
        },
        {"alternatives": [{"transcript": " Here.", "words": [{"startOffset": "1.300s", "endOffset": "1.600s", "word": "Here."}]}]},
    ]
}
GOOGLE_PARTS = {
    "results": [
        {
            "alternatives": [
                {
                    "transcript": "Here.",
                    "words": [{"startTime": {"seconds": "1", "nanos": 300000000}, "endTime": {"seconds": "1", "nanos": 600000000}}],
                }
            ]
        }
    ]
}
AZURE = {
    "combinedRecognizedPhrases": [{"display": "Where were you?"}],
    "recognizedPhrases": [
        {
            "offset": "PT0.5S", "duration": "PT0.7S", "offsetInTicks": 5000000.0, "durationInTicks": 7000000.0, "speaker": 1,
            "nBest": [{"lexical": "where were you", "display": "Where were you?"}],
        }
    ],
}  # fmt: skip
AZURE_FAST = {"phrases": [{"offsetMilliseconds": 500, "durationMilliseconds": 700, "text": "Where were you?", "locale": "en-US"}]}
REV = {
    "monologues": [
        {
            "speaker": 0,
            "elements": [
                {"type": "text", "value": "Where", "ts": 0.5, "end_ts": 0.7}, {"type": "punct", "value": " "},
                {"type": "text", "value": "were", "ts": 0.7, "end_ts": 0.9}, {"type": "punct", "value": "? "},
            ],
        },
        {"speaker": 1, "elements": [{"type": "text", "value": "Here", "ts": 1.3, "end_ts": 1.6}, {"type": "punct", "value": "."}]},
    ]
}  # fmt: skip
SPEECHMATICS = {
    "results": [
        {"type": "word", "start_time": 0.5, "end_time": 0.7, "alternatives": [{"content": "Where", "speaker": "S1"}]},
        {"type": "word", "start_time": 0.7, "end_time": 1.2, "alternatives": [{"content": "now", "speaker": "S1"}]},
        {"type": "punctuation", "start_time": 1.2, "end_time": 1.2, "alternatives": [{"content": "?", "speaker": "S1"}]},
        {"type": "word", "start_time": 1.3, "end_time": 1.6, "alternatives": [{"content": "Here", "speaker": "S2"}]},
    ]
}
ELEVEN = {
    "language_code": "eng", "text": "Where now?",
    "words": [
        word("Where", 0.5, 0.7, "text", type="word", speaker_id="speaker_0"), word(" ", 0.7, 0.75, "text", type="spacing"),
        word("now?", 0.75, 1.2, "text", type="word", speaker_id="speaker_0"),
    ],
}  # fmt: skip
GLADIA = {"result": {"transcription": {"full_transcript": "x", "utterances": [word("Here.", 1.3, 1.6, "text", speaker=0)]}}}
WHERE_HERE: Said = [(500, 1200, "Where were you?", "0"), (1300, 1600, "Here.", "1")]

ANSWERS: dict[str, tuple[object, Said]] = {
    "Whisper": (WHISPER, [(0, 2000, "Hi there.", ""), (3000, 4000, "Bye.", "")]),
    "whisper.cpp": (WHISPER_CPP, [(1000, 2500, "Wo warst du?", "")]),
    "chunks": (CHUNKS, [(0, 1500, "Hi", ""), (2000, 5000, "Bye", "")]),
    "Volcengine": (VOLCENGINE, [(100, 900, "你好", "1"), (1200, 2100, "再见。", "2")]),
    "Alibaba": (ALIBABA, [(760, 1800, "你去哪了？", "0"), (2240, 3000, "我说过。", "1")]),
    "Alibaba, older": (OLDER_ALIBABA, [(340, 2365, "你去哪了？", "")]),
    "Tencent": (TENCENT, [(340, 2365, "你去哪了？", "0")]),
    "iFlytek": (IFLYTEK, [(340, 2365, "你去哪了？", "0")]),
    "FunASR": (FUNASR, [(340, 2365, "你去哪了？", "0")]),
    "Deepgram": (DEEPGRAM, WHERE_HERE),
    "Deepgram, paragraphs": (DEEPGRAM_PARAGRAPHS, WHERE_HERE),
    "AssemblyAI": (ASSEMBLY, [(250, 1200, "Where were you?", "A"), (1300, 1600, "Here.", "B")]),
    "AssemblyAI, words": (ASSEMBLY_WORDS, [(250, 1200, "Where were you?", "A"), (1300, 1600, "Here.", "B")]),
    "AWS": (AWS, [(500, 1200, "Where were you?", "spk_0"), (1300, 1600, "Here.", "spk_1")]),
    "AWS, segments": (AWS_SEGMENTS, [(500, 1200, "Where were you?", "")]),
    "Google": (GOOGLE, [(0, 1200, "Where were you?", ""), (1300, 1600, "Here.", "")]),
    "Google, times in parts": (GOOGLE_PARTS, [(1300, 1600, "Here.", "")]),
    "Azure": (AZURE, [(500, 1200, "Where were you?", "1")]),
    "Azure, fast": (AZURE_FAST, [(500, 1200, "Where were you?", "")]),
    "Rev": (REV, [(500, 900, "Where were?", "0"), (1300, 1600, "Here.", "1")]),
    "Speechmatics": (SPEECHMATICS, [(500, 1200, "Where now?", "S1"), (1300, 1600, "Here", "S2")]),
    "ElevenLabs": (ELEVEN, [(500, 1200, "Where now?", "speaker_0")]),
    "Gladia": (GLADIA, [(1300, 1600, "Here.", "0")]),
    "a plain list": ([{"start": "00:00:01.500", "end": "00:00:02.000", "text": "Hi"}], [(1500, 2000, "Hi", "")]),
    "whole seconds": ([word("Hi", 1, 3, "text"), word("Bye", 4, 6, "text")], [(1000, 3000, "Hi", ""), (4000, 6000, "Bye", "")]),
    "Bilibili": (
        {"font_size": 0.4, "body": [{"from": 0.5, "to": 2.1, "location": 2, "content": "你好"}]},
        [(500, 2100, "你好", "")],
    ),
    "OpenAI, words": (
        {"task": "transcribe", "language": "english", "text": "Hi there", "words": [word("Hi", 0.5, 0.7), word("there", 0.7, 1.2)]},
        [(500, 1200, "Hi there", "")],
    ),
    "lengths": ([{"text": "Hi", "start": 1.5, "duration": 2.0}], [(1500, 3500, "Hi", "")]),
    "signs of markup": ([word("a < b & c", 1.0, 2.0, "text")], [(1000, 2000, "a &lt; b &amp; c", "")]),
}


@pytest.mark.parametrize("maker", ANSWERS)
def test_what_a_recognizer_heard_is_read_with_its_times_and_speakers(maker: str) -> None:
    answer, wanted = ANSWERS[maker]
    assert said(answer) == wanted


def test_a_value_a_line_is_read_too() -> None:
    assert said('{"start": 0.5, "end": 1.5, "text": "Hi"}\n{"start": 2.0, "end": 3.0, "text": "Bye"}\n', "x.jsonl") == [
        (500, 1500, "Hi", ""),
        (2000, 3000, "Bye", ""),
    ]


def test_the_language_of_an_answer_is_that_of_the_file() -> None:
    assert read(json.dumps(WHISPER).encode(), "x.json").document.language == "en"
    assert read(json.dumps(WHISPER_CPP).encode(), "x.json").document.language == "de"


def test_single_words_become_lines_that_end_where_people_would() -> None:
    text = "If you go now, then I will never forgive you for what you did to us. 好的，我们走吧。"
    spoken = text.split()[:-1]
    words = [word(each, at * 0.3, at * 0.3 + 0.25) for at, each in enumerate(spoken)]
    words += [word(each, 9 + at * 0.2, 9.2 + at * 0.2) for at, each in enumerate("好的，我们走吧。")]
    lines = said({"words": words})
    assert [line[2] for line in lines] == [
        "If you go now, then I will never forgive",
        "you for what you did to us.",
        "好的，我们走吧。",
    ]
    result = read(json.dumps({"words": words}).encode(), "x.json")
    assert [str(sentence(each.code, {"line": each.line, **each.facts})) for each in result.notices] == [
        "Single words with times, put together in lines: 24 words in 3 lines. Check the breaks."
    ]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        ('{"materials": {"texts": []}, "tracks": []}', "format.capcut_draft"),
        ('{"canvas_config": {"height": 1920}, "materials": {}, "tracks": [{"start": 1, "text": "x"}]}', "format.capcut_draft"),
        ('{"name": "crossreel", "version": 1}', "format.no_speech"),
        ('{"segments": [{"start": 1.0, "end": 2.0, "text": "a"', "format.bad_json"),
        ('{"text": "a", "start": 1, "x": ' + "[" * 200 + "]" * 200 + "}", "bounds.depth"),
    ],
)
def test_json_of_other_things_is_refused_by_name(data: str, code: str) -> None:
    with pytest.raises(BadInput) as caught:
        read(data.encode(), "x.json")
    assert caught.value.code == code
    assert sentence(caught.value.code, caught.value.facts)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("[00:00.000 --> 00:02.000]  Hi\n[00:02.500 --> 00:03.000]  Bye\n", [(0, 2000, "Hi", ""), (2500, 3000, "Bye", "")]),
        ("[01:00:00.000 --> 01:00:02.000]   Hi\n", [(3_600_000, 3_602_000, "Hi", "")]),
        ("[0.00s -> 2.48s]  Hi\n[2.50s -> 3.00s] Bye\n", [(0, 2480, "Hi", ""), (2500, 3000, "Bye", "")]),
        ("[00:01:02] Hi\nthere\n[00:01:05] Bye\n", [(62_000, 65_000, "Hi\nthere", ""), (65_000, 68_000, "Bye", "")]),
        ("(00:12) Speaker 1: Hi\n(00:15) B: Bye\n", [(12_000, 15_000, "Hi", "Speaker 1"), (15_000, 18_000, "B: Bye", "")]),
        ("[00:00:01,000 --> 00:00:02,000] [SPEAKER_00]: 3 < 4\n", [(1000, 2000, "3 &lt; 4", "SPEAKER_00")]),
        ("[00:00:01.000 - 00:00:02.000] Hi\n[00:00:03.0 - 00:00:04.0] Bye\n", [(1000, 2000, "Hi", ""), (3000, 4000, "Bye", "")]),
        ("[00:01.0 --> 00:02.0]\n[00:03.0 --> 00:04.0] Bye: now\n", [(3000, 4000, "Bye: now", "")]),
    ],
)  # fmt: skip
def test_transcripts_are_read(text: str, wanted: Said) -> None:
    assert said(text, "x.txt") == wanted

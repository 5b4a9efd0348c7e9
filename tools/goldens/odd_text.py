"""Lines of odd text by a seeded generator: what tokenizers stumble over."""

import random
import unicodedata

SENTENCES = [
    "The quick brown fox jumps over the lazy dog, doesn't it?",
    "He said: \"I've 3.14 reasons — no, 2,718!\" (and they'll agree…)",
    "Ο ΟΔΥΣΣΕΑΣ ΚΑΙ Ο ΣΙΣΥΦΟΣ ΣΤΗ ΘΆΛΑΣΣΑ",
    "Съешь же ещё этих мягких французских булок, да выпей чаю.",
    "Voix ambiguë d'un cœur qui, au zéphyr, préfère les jattes de kiwis.",
    "Größe, Straße, FUẞBALL und Ölübung",
    "İstanbul'da ILIK bir ığdır; DİYARBAKIR",
    "Pchnąć w tę łódź jeża lub ośm skrzyń fig",
    "Tiếng Việt có nhiều dấu thanh: ấ ầ ẩ ẫ ậ",
    "شَدّة على الحرف؛ نصٌّ من اليمين إلى اليسار ١٢٣٤",
    "שָׁלוֹם עֲלֵיכֶם — דוגמה עם ניקוד",
    "यह एक हिन्दी वाक्य है। क्षत्रिय ज्ञानी",
    "ภาษาไทยไม่มีช่องว่างระหว่างคำ",
    "日本語の文章、カタカナとﾊﾝｶｸ文字。㍿①",
    "我能吞下玻璃而不伤身体。𠀀𠮷𪚥𫝀",
    "다람쥐 헌 쳇바퀴에 타고파 각",
    "https://example.org/a_b?c=%20d#e user@mail.example 192.168.0.1",
    "for (int i = 0; i < n; ++i) { x[i] += y[i] ** 2; }  // TODO",
    "½ ﬁne ﬂight ＡＢＣ１２３ ℌ𝔢𝔩𝔩𝔬 𝟙𝟚𝟛 ㎏ ™ ～ ｡",
    "👩‍👩‍👧‍👦 👍🏽 🏳️‍🌈 🇩🇪🇫🇷 ❤️ 🧑🏿‍🚀 ☺︎ #️⃣",
]
WORDS = sorted({word for sentence in SENTENCES for word in sentence.split()})
SPECIAL = ["[CLS]", "[SEP]", "[MASK]", "[UNK]", "[PAD]", "<s>", "</s>", "<mask>", "<unk>", "<pad>", "<|endoftext|>"]
SPACES = [" ", "  ", "\t", "\n", "\r\n", "\r", "\u00a0", "\u2003", "\u200b", "\u2028", "\u3000", "\u0085", "\ufeff", "\u180e", "\x0b"]
CONTROLS = [chr(c) for c in [0, 1, 7, 8, 0x1B, 0x1F, 0x7F, 0x80, 0x9F, 0xAD, 0x200C, 0x200D, 0x200E, 0x202E, 0x2066, 0xFFFD, 0xFFF9, 0xE000, 0xE0041, 0x10FFFD]]
BLOCKS = [
    (0x20, 0x7E), (0xA0, 0xFF), (0x100, 0x24F), (0x250, 0x2AF), (0x2B0, 0x36F), (0x370, 0x3FF), (0x400, 0x52F), (0x530, 0x5FF),
    (0x600, 0x6FF), (0x900, 0x97F), (0xE00, 0xE7F), (0x1100, 0x11FF), (0x1E00, 0x1FFF), (0x2000, 0x206F), (0x2070, 0x218F),
    (0x2190, 0x2BFF), (0x3000, 0x30FF), (0x4E00, 0x9FFF), (0xAC00, 0xD7A3), (0xF900, 0xFAFF), (0xFB00, 0xFDFF), (0xFE00, 0xFE6F),
    (0xFF00, 0xFFEF), (0x1D400, 0x1D7FF), (0x1F300, 0x1F6FF), (0x20000, 0x2B81F), (0x2F800, 0x2FA1F),
]  # fmt: skip
# Newer characters than those of Unicode 12 have other categories in each library; what they all know is compared.
OLD = unicodedata.ucd_3_2_0


def known(code: int) -> bool:
    return unicodedata.category(chr(code)) not in ("Cn", "Cs") and (code < 0x2000 or OLD.category(chr(code)) != "Cn" or 0x1F300 <= code < 0x1F700)


def lines(count: int, seed: int = 11) -> list[str]:
    rng = random.Random(seed)
    every = [c for c in range(0x110000) if known(c)]
    blocks = [[c for c in range(low, high + 1) if known(c)] for low, high in BLOCKS]

    def characters(n: int) -> str:
        block = rng.choice(blocks)
        return "".join(chr(rng.choice(block)) for _ in range(n))

    def cased(text: str) -> str:
        return rng.choice([str.upper, str.lower, str.title, str.swapcase, str])(text)

    def words() -> str:
        return "".join(rng.choice(WORDS) + rng.choice(SPACES if rng.random() < 0.2 else [" "]) for _ in range(rng.randint(1, 12)))

    def stacked() -> str:
        return "".join(chr(rng.choice(blocks[0])) + "".join(chr(rng.randint(0x300, 0x36F)) for _ in range(rng.randint(0, 5))) for _ in range(6))

    kinds = [
        lambda: cased(rng.choice(SENTENCES)),
        lambda: unicodedata.normalize(rng.choice(["NFC", "NFD", "NFKC", "NFKD"]), cased(words())),
        words,
        lambda: " ".join(characters(rng.randint(1, 9)) for _ in range(rng.randint(1, 6))),
        lambda: "".join(chr(rng.choice(every)) for _ in range(rng.randint(1, 20))),
        lambda: "".join(rng.choice([rng.choice(WORDS), rng.choice(CONTROLS), rng.choice(SPACES)]) for _ in range(rng.randint(1, 9))),
        lambda: rng.choice(SPACES).join([words(), rng.choice(SPECIAL), rng.choice(SPECIAL) + rng.choice(WORDS)]),
        stacked,
        lambda: "".join(rng.choice(["👩", "‍", "🏽", "️", "🇩", "🇪", "❤", "👍", "🧑", "🚀", "⃣", "1", " "]) for _ in range(rng.randint(1, 12))),
        lambda: "".join(rng.choice(SPACES) for _ in range(rng.randint(0, 6))),
        lambda: (characters(rng.randint(1, 3)) or "x") * rng.choice([33, 50, 99, 100, 101, 200]),
        lambda: str(rng.randint(0, 10 ** rng.randint(1, 30))) + rng.choice([".", ",", "'s", "'LL", "'t", "%", ""]) + characters(2),
    ]
    fixed = ["", " ", "\n", "a", "'", "\u0130", "ΟΔΟΣ", "\r\n\r\n", "a\u0301", "\ufb01\u0301", "x" * 100, "x" * 101, "é" * 700]
    return fixed + [rng.choice(kinds)() for _ in range(count - len(fixed))]

"""Pages made by chance, seeded: sentences that each can be told by a word of its own, in every kind of element that pages are made of."""

import html
import random
from dataclasses import dataclass, field

_WHO = ["The council of Upper Vale", "A doctor at the clinic", "The River League", "The Army of the Vale", "The fire service", "A miller"]
_SAID = ["said", "denied", "confirmed", "wrote", "told the council", "could not say"]
_WHAT = [
    "that three people had been hurt at the old mill",
    "that any shells had been fired at the bridge",
    "that the road to Lower Vale was closed until Friday",
    "that the roof of the granary had fallen in",
    "that “nobody else” was in the café – so far",
]
_HIDING = ['style="display:none"', "hidden", 'style="visibility: hidden"']
_ASIDE = ["share", "related", "newsletter", "sidebar", "comments", "promo", "caption", "note", "correction", "story-part"]
ENCODINGS = ["utf-8", "utf-8", "utf-8", "cp1252", "utf-16", "iso8859-15", "utf-8-sig"]
DEPTHS = [1, 2, 5, 20, 100, 240, 249, 250, 251, 255, 256, 257, 300, 600, 1000]


@dataclass
class Generated:
    """A page with the sentences that it shows in its report, and those that it hides."""

    markup: str
    encoding: str
    declared: str
    shown: list[str] = field(default_factory=list)
    hidden: list[str] = field(default_factory=list)

    @property
    def data(self) -> bytes:
        return self.markup.encode(self.encoding, "xmlcharrefreplace")


class Maker:
    """Makes one page from one seed."""

    def __init__(self, seed: int) -> None:
        self._chance = random.Random(seed)
        self._seed = seed
        self._count = 0
        self.shown: list[str] = []
        self.hidden: list[str] = []

    def page(self) -> Generated:
        chance = self._chance
        encoding = chance.choice(ENCODINGS)
        declared = chance.choice([encoding, encoding, encoding, "utf-8", "windows-1252", ""])
        meta = f'<meta charset="{declared}">' if declared else ""
        blocks = [self._block(1) for _ in range(chance.randint(4, 14))]
        if self._seed % 40 == 7:
            filler = "grain " * 200_000
            blocks.insert(chance.randrange(len(blocks)), f"<div>{filler}</div>")
        frame = chance.choice(
            ["<article>{}</article>", "<main>{}</main>", "<div class=story>{}</div>", "{}", "<main><article>{}</article></main>"]
        )
        around = ("<nav><ul><li><a href=/>Home</a></li><li><a href=/n>News</a></li></ul></nav>", "<footer><p>All rights kept.</p></footer>")
        body = around[0] + frame.format("\n".join(blocks)) + around[1]
        markup = f"<!doctype html><html><head>{meta}<title>Page {self._seed}</title></head><body>{body}</body></html>"
        return Generated(markup, encoding, declared, self.shown, self.hidden)

    def _sentence(self, *, hidden: bool = False) -> str:
        self._count += 1
        chance = self._chance
        words = f"{chance.choice(_WHO)} {chance.choice(_SAID)} {chance.choice(_WHAT)}, mark q{self._seed}x{self._count}."
        (self.hidden if hidden else self.shown).append(f"q{self._seed}x{self._count}.")
        return words

    def _inline(self, words: str) -> str:
        chance = self._chance
        escaped = html.escape(words)
        cut = chance.randint(3, max(4, len(words) // 2))
        return chance.choice(
            [
                escaped,
                f"<b>{html.escape(words[:cut])}</b>{html.escape(words[cut:])}",
                f"{html.escape(words[:cut])}<!-- no --><i>{html.escape(words[cut:])}</i>",
                f"<span><span>{escaped}</span></span>",
                "".join(f"&#{ord(one)};" if one.isalpha() else html.escape(one) for one in words),
            ]
        )

    def _block(self, level: int) -> str:
        chance = self._chance
        text = self._inline(self._sentence())
        kind = chance.choice(
            ["p", "p", "p", "deep", "list", "table", "hidden", "quote", "aside", "unclosed", "div", "pre", "heading", "dl"]
        )
        match kind:
            case "deep":
                depth = chance.choice(DEPTHS)
                return "<div>" * depth + f"<p>{text}</p>" + "</div>" * depth
            case "list":
                return f"<ul><li>{text}</li><li>{self._inline(self._sentence())}</li></ul>"
            case "table":
                cells = "".join(f"<td>{self._inline(self._sentence())}</td>" for _ in range(2))
                return f"<table><tr><td>{text}</td>{cells}</tr></table>"
            case "hidden":
                return f"<p>{text}</p><p {chance.choice(_HIDING)}>{html.escape(self._sentence(hidden=True))}</p>"
            case "quote":
                return f"<blockquote>{text}</blockquote>"
            case "aside":
                return f'<div class="{chance.choice(_ASIDE)}"><p>{text}</p></div>'
            case "unclosed":
                return f"<p>{text}<p>{self._inline(self._sentence())}"
            case "div" if level < 4:
                return f"<div>{self._block(level + 1)}<p>{text}</p></div>"
            case "pre":
                return f"<pre>{text}</pre>"
            case "heading":
                return f"<h3>{self._inline(self._sentence())}</h3><p>{text}</p>"
            case "dl":
                return f"<dl><dt>Of the day</dt><dd>{text}</dd></dl>"
        return f"<p>{text}</p>"


def generated(seed: int) -> Generated:
    """The page of a seed."""
    return Maker(seed).page()

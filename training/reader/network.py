"""The network: a small encoder, a tagger, and a linker that gives each cue its source and its content.

Encoder: all-MiniLM-L6-v2 (layers of 384), its word embeddings frozen, with three added features a piece. Tagger: outside, first or
further word of a source, a cue and a content, for every word. Linker: for every pair of a cue and a word, whether the word is of the
cue's source, of its content, or neither; a word may so belong to many cues (shared sources, statements inside statements).
"""

from pathlib import Path
from typing import NamedTuple

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional

from onrecord.reading.trained.layout import OPENING, QUOTING, SHAPES
from onrecord.reading.trained.linking import ACT_WIDTH, ACTS, DISTANCES, HIDDEN, MEASURES, SCOPES, STATUSES, TAGS, WIDTH, bucket_table

LAYERS, HEADS, INNER = 5, 12, 1536
DROPOUT = 0.1
REACH = 512


class Layer(nn.Module):
    """One transformer layer, norms behind (BERT)."""

    def __init__(self, hidden: int, heads: int, inner: int) -> None:
        super().__init__()
        self.heads = heads
        self.qkv = nn.Linear(hidden, 3 * hidden)
        self.out = nn.Linear(hidden, hidden)
        self.norm = nn.LayerNorm(hidden, eps=1e-12)
        self.up = nn.Linear(hidden, inner)
        self.down = nn.Linear(inner, hidden)
        self.norm_after = nn.LayerNorm(hidden, eps=1e-12)
        self.drop = nn.Dropout(DROPOUT)

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        b, n, d = x.shape
        q, k, v = self.qkv(x).view(b, n, 3, self.heads, d // self.heads).permute(2, 0, 3, 1, 4)
        a = functional.scaled_dot_product_attention(q, k, v, attn_mask=mask, dropout_p=DROPOUT if self.training else 0.0)
        x = self.norm(x + self.drop(self.out(a.transpose(1, 2).reshape(b, n, d))))
        return self.norm_after(x + self.drop(self.down(functional.gelu(self.up(x)))))


class Encoder(nn.Module):
    """Pieces and features to one vector a piece."""

    def __init__(self, vocabulary: int = 30522, layers: int = LAYERS) -> None:
        super().__init__()
        self.word = nn.Embedding(vocabulary, HIDDEN)
        self.word.weight.requires_grad_(False)
        self.place = nn.Embedding(REACH, HIDDEN)
        self.shape = nn.Embedding(SHAPES, HIDDEN)
        self.quoting = nn.Embedding(QUOTING, HIDDEN)
        self.opening = nn.Embedding(OPENING, HIDDEN)
        for added in (self.shape, self.quoting, self.opening):
            nn.init.zeros_(added.weight)
        self.norm = nn.LayerNorm(HIDDEN, eps=1e-12)
        self.layers = nn.ModuleList(Layer(HIDDEN, HEADS, INNER) for _ in range(layers))
        self.drop = nn.Dropout(DROPOUT)

    def forward(self, pieces: Tensor, features: Tensor, present: Tensor) -> Tensor:
        x = self.word(pieces) + self.place.weight[: pieces.shape[1]]
        x = x + self.shape(features[..., 0]) + self.quoting(features[..., 1]) + self.opening(features[..., 2])
        x = self.drop(self.norm(x))
        mask = torch.zeros(present.shape, dtype=x.dtype, device=x.device).masked_fill(~present, -1e4)[:, None, None, :]
        for layer in self.layers:
            x = layer(x, mask.to(x.dtype))
        return x

    def load_base(self, path: Path) -> None:
        """Take the published weights (safetensors of a BERT model); positions learn the single segment embedding."""
        base = load_file(path)
        self.word.weight.data.copy_(base["embeddings.word_embeddings.weight"])
        self.place.weight.data.copy_(base["embeddings.position_embeddings.weight"] + base["embeddings.token_type_embeddings.weight"][0])
        self.norm.weight.data.copy_(base["embeddings.LayerNorm.weight"])
        self.norm.bias.data.copy_(base["embeddings.LayerNorm.bias"])
        for number, layer in enumerate(self.layers):
            at = f"encoder.layer.{number}."
            for kind in ("weight", "bias"):
                own = [base[f"{at}attention.self.{name}.{kind}"] for name in ("query", "key", "value")]
                getattr(layer.qkv, kind).data.copy_(torch.cat(own))
                getattr(layer.out, kind).data.copy_(base[f"{at}attention.output.dense.{kind}"])
                getattr(layer.norm, kind).data.copy_(base[f"{at}attention.output.LayerNorm.{kind}"])
                getattr(layer.up, kind).data.copy_(base[f"{at}intermediate.dense.{kind}"])
                getattr(layer.down, kind).data.copy_(base[f"{at}output.dense.{kind}"])
                getattr(layer.norm_after, kind).data.copy_(base[f"{at}output.LayerNorm.{kind}"])


class Linker(nn.Module):
    """Scores of every word for every cue: neither, source, content."""

    def __init__(self) -> None:
        super().__init__()
        self.of_tags = nn.Linear(TAGS, WIDTH, bias=False)
        self.of_word = nn.Linear(HIDDEN, 2 * WIDTH)
        self.of_cue = nn.Linear(HIDDEN, 2 * WIDTH)
        self.distance = nn.Embedding(DISTANCES, WIDTH)
        self.sentence = nn.Embedding(5, WIDTH)
        self.near = nn.Conv1d(WIDTH, WIDTH, 5, padding=2, groups=WIDTH)
        self.mix = nn.Linear(WIDTH, WIDTH)
        self.score = nn.Linear(WIDTH, 3)
        self.drop = nn.Dropout(DROPOUT)
        for projection in (self.of_word, self.of_cue):
            nn.init.normal_(projection.weight[WIDTH:], std=3 / HIDDEN**0.5)  # so that products matter from the start
        nn.init.normal_(self.distance.weight, std=0.02)
        nn.init.normal_(self.sentence.weight, std=0.02)
        self.register_buffer("buckets", torch.from_numpy(bucket_table()), persistent=False)

    def forward(self, words: Tensor, tags: Tensor, cues: Tensor, offset: Tensor, sentences: Tensor) -> Tensor:
        """Scores of C cues over the N words of their windows.

        Args:
            words: C×N×H vectors. tags: C×N×9 scores of the tagger. cues: C×H vectors. offset: C×N, in pieces. sentences: C×N, in sentences.
        """
        added, times = self.of_word(words).chunk(2, -1)
        cue_added, cue_times = self.of_cue(cues).chunk(2, -1)
        x = added + self.of_tags(shares(tags)) + cue_added[:, None] + times * cue_times[:, None]
        x = x + self.distance(self.buckets[(offset + REACH).clamp(0, 2 * REACH)]) + self.sentence(sentences.clamp(-2, 2) + 2)
        x = functional.gelu(x)
        x = x + functional.gelu(self.near(x.transpose(1, 2)).transpose(1, 2))
        x = x + functional.gelu(self.mix(self.drop(x)))
        return self.score(x)


def shares(tags: Tensor) -> Tensor:
    """Scores of the nine tags as probabilities, three a role."""
    return tags.unflatten(-1, (3, 3)).softmax(-1).flatten(-2)


class Batch(NamedTuple):
    """Windows filled up to one length."""

    pieces: Tensor
    features: Tensor
    present: Tensor
    heads: Tensor
    is_word: Tensor
    sentence: Tensor
    tags: Tensor
    """Per word and role (source, cue, content): 0 outside, 1 first word, 2 further word."""
    cue_window: Tensor
    cue_words: Tensor
    """Per cue and word, its share in the cue's vector."""
    cue_at: Tensor
    roles: Tensor
    acts: Tensor
    """Per cue: number of the act, whether speech; -100 where not labelled."""
    measures: Tensor
    figure_window: Tensor
    figure_words: Tensor
    figure_at: Tensor
    figure_roles: Tensor
    figure_kinds: Tensor


class Output(NamedTuple):
    """Scores of every head."""

    tags: Tensor
    links: Tensor
    acts: Tensor
    measures: Tensor
    figure_links: Tensor
    figure_kinds: Tensor


class Reader(nn.Module):
    """Encoder, tagger, linker; heads for acts and for casualty figures."""

    def __init__(self, layers: int = LAYERS) -> None:
        super().__init__()
        self.encoder = Encoder(layers=layers)
        self.tagger = nn.Linear(HIDDEN, TAGS)
        self.linker = Linker()
        self.of_act = nn.Linear(HIDDEN, 3 * ACT_WIDTH)
        self.act = nn.Linear(ACT_WIDTH, len(ACTS) + 2)
        self.measure = nn.Linear(HIDDEN, 1 + len(MEASURES))
        self.figure_kind = nn.Linear(HIDDEN, len(SCOPES) + len(STATUSES) + 2)
        self.figure_linker = Linker()
        self.drop = nn.Dropout(DROPOUT)

    def words(self, batch: Batch) -> Tensor:
        """One vector a word: that of its first piece."""
        x = self.encoder(batch.pieces, batch.features, batch.present)
        return torch.gather(x, 1, batch.heads[..., None].expand(-1, -1, x.shape[-1]))

    def _link(
        self, linker: Linker, words: Tensor, tags: Tensor, batch: Batch, anchors: tuple[Tensor, Tensor, Tensor]
    ) -> tuple[Tensor, Tensor]:
        """Scores of every cue (or figure) over the words of its window, and its own vector."""
        window, shares, at = anchors
        own = words[window]
        vectors = torch.bmm(shares[:, None].to(own.dtype), own)[:, 0]
        heads = batch.heads[window]
        offset = heads - torch.gather(heads, 1, at[:, None])
        sentences = batch.sentence[window]
        return linker(own, tags[window], vectors, offset, sentences - torch.gather(sentences, 1, at[:, None])), vectors

    def _acts(self, words: Tensor, batch: Batch) -> Tensor:
        """Acts from cue, content and source, each the mean of its labelled words."""
        own = self.of_act(words)[batch.cue_window]
        parts = own.chunk(3, -1)
        shares = [batch.cue_words, *((batch.roles == role).float() for role in (2, 1))]
        pooled = [
            torch.bmm((share / share.sum(1, keepdim=True).clamp(min=1))[:, None].to(part.dtype), part)[:, 0]
            for share, part in zip(shares, parts, strict=True)
        ]
        return self.act(self.drop(functional.gelu(pooled[0] + pooled[1] + pooled[2])))

    def forward(self, batch: Batch) -> Output:
        words = self.drop(self.words(batch))
        tags = self.tagger(words)
        cues = (batch.cue_window, batch.cue_words, batch.cue_at)
        links, _ = self._link(self.linker, words, tags, batch, cues)
        phrases = (batch.figure_window, batch.figure_words, batch.figure_at)
        figure_links, figures = self._link(self.figure_linker, words, tags, batch, phrases)
        return Output(tags, links, self._acts(words, batch), self.measure(words), figure_links, self.figure_kind(figures))

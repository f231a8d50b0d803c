"""Train the reader, on one or more processes that exchange gradients once a step."""

import random
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import torch
import torch.distributed as dist
from torch import Tensor
from torch.nn import functional
from training.reader.batches import collate, epoch_of
from training.reader.data import Article
from training.reader.network import Batch, Reader

from onrecord.reading.trained.linking import ACTS, SCOPES, STATUSES

CHECKPOINT = "checkpoint.pt"


@dataclass(frozen=True)
class Recipe:
    """What a training run is told; kept beside the weights."""

    seed: int = 1
    epochs: int = 8
    batch: int = 16
    window: int = 318
    rate: float = 2e-4
    head_rate: float = 1e-3
    warmup: float = 0.06
    decay: float = 0.01
    negatives: float = 0.4
    layers: int = 5
    """Of the published six, the first: the last costs a sixth of the time and brought half a point."""
    own: int = 2
    """How often an epoch shows each report of our own corpus."""


def losses(model: Reader, batch: Batch) -> tuple[Tensor, dict[str, float]]:
    """The summed loss of a batch, and its parts."""
    out = model(batch)
    words = batch.is_word.sum()

    def entropy(scores: Tensor, labels: Tensor, count: Tensor | int) -> Tensor:
        return functional.cross_entropy(scores.float().movedim(-1, 1), labels, ignore_index=-100, reduction="sum") / max(int(count), 1)

    tags = (
        functional.cross_entropy(out.tags.float().unflatten(-1, (3, 3)).movedim(-1, 1), batch.tags, ignore_index=-100, reduction="sum")
        / words
    )
    links = entropy(out.links, batch.roles, len(batch.roles))
    labelled = (batch.acts[:, 0] >= 0).sum()
    acts = entropy(out.acts[:, : len(ACTS)], batch.acts[:, 0], labelled) + entropy(out.acts[:, len(ACTS) :], batch.acts[:, 1], labelled)
    measures = entropy(out.measures, batch.measures, (batch.measures >= 0).sum())
    figures = (batch.figure_kinds[:, 0] >= 0).sum()
    figure_links = entropy(out.figure_links, batch.figure_roles, figures)
    first, second = len(SCOPES), len(SCOPES) + len(STATUSES)
    kinds = out.figure_kinds
    kind = sum(
        entropy(kinds[:, a:b], batch.figure_kinds[:, n], figures)
        for n, (a, b) in enumerate(((0, first), (first, second), (second, second + 2)))
    )
    parts = {
        "tags": 3 * tags,
        "links": links / 20,
        "acts": acts / 3,
        "measures": 2 * measures,
        "figure links": figure_links / 20,
        "figure kinds": kind / 10,
    }
    return sum(parts.values()), {name: float(part.detach()) for name, part in parts.items()}


Rename = Callable[[Article, random.Random], Article]


def train(model: Reader, articles: Sequence[Article], recipe: Recipe, folder: Path, *, rename: Rename, device: str = "cpu") -> None:
    """Run the recipe; after each epoch a checkpoint is written, from which an interrupted run goes on.

    Args:
        model: with the published weights.
        articles: what an epoch shows, repeated articles as often as they stand there.
        recipe: numbers.
        folder: where checkpoint.pt is kept.
        rename: exchanges names, by chance.
        device: ``cpu`` (any number of processes) or ``cuda`` (one).
    """
    rank, world = (dist.get_rank(), dist.get_world_size()) if dist.is_initialized() else (0, 1)
    model.to(device)
    trained = [(name, p) for name, p in model.named_parameters() if p.requires_grad]
    slow = [p for name, p in trained if is_published(name)]
    quick = [p for name, p in trained if not is_published(name)]
    optimizer = torch.optim.AdamW(
        [{"params": slow, "lr": recipe.rate}, {"params": quick, "lr": recipe.head_rate}], weight_decay=recipe.decay, betas=(0.9, 0.98)
    )
    steps = recipe.epochs * sum(1 for _ in epoch_of(articles, recipe.window, recipe.batch, random.Random(recipe.seed)))
    warm = max(1, int(steps * recipe.warmup))
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda s: min((s + 1) / warm, max(0.0, (steps - s) / max(1, steps - warm))))
    first = _resume(folder / CHECKPOINT, model, optimizer, schedule)
    for epoch in range(first, recipe.epochs):
        rng = random.Random(recipe.seed * 1000 + epoch)
        torch.manual_seed(recipe.seed * 1000 + epoch * world + rank)
        model.train()
        progress = _Progress(epoch + 1, recipe.epochs, steps // recipe.epochs, quiet=rank > 0)
        for windows in epoch_of(articles, recipe.window, recipe.batch, rng, rename):
            batch = collate(windows[rank::world] or windows[:1], random.Random(rng.random() + rank), recipe.negatives)
            with torch.autocast(device, dtype=torch.bfloat16):
                loss, parts = losses(model, Batch(*(part.to(device) for part in batch)))
            optimizer.zero_grad(set_to_none=True)
            loss.backward()
            if world > 1:
                _share_gradients([p for _, p in trained], world)
            torch.nn.utils.clip_grad_norm_([p for _, p in trained], 1.0)
            optimizer.step()
            schedule.step()
            progress.step(parts)
        if rank == 0:
            folder.mkdir(parents=True, exist_ok=True)
            state = {
                "model": model.state_dict(),
                "optimizer": optimizer.state_dict(),
                "schedule": schedule.state_dict(),
                "epoch": epoch + 1,
            }
            torch.save(state, folder / f"{CHECKPOINT}.tmp")
            (folder / f"{CHECKPOINT}.tmp").replace(folder / CHECKPOINT)
        if world > 1:
            dist.barrier()


def is_published(name: str) -> bool:
    """Whether a parameter began with published weights; what is new learns faster."""
    return name.startswith("encoder.") and not name.startswith(("encoder.shape", "encoder.quoting", "encoder.opening"))


def _resume(checkpoint: Path, *parts: Any) -> int:
    """Load a checkpoint if there is one; the number of epochs done."""
    if not checkpoint.exists():
        return 0
    state = torch.load(checkpoint, weights_only=True)
    for part, name in zip(parts, ("model", "optimizer", "schedule"), strict=True):
        part.load_state_dict(state[name])
    return int(state["epoch"])


def _share_gradients(parameters: Sequence[torch.nn.Parameter], world: int) -> None:
    """The mean of the gradients of all processes, in one exchange; the order of adding is always the same."""
    flat = torch.cat([(p.grad if p.grad is not None else torch.zeros_like(p)).reshape(-1) for p in parameters])
    dist.all_reduce(flat)
    flat /= world
    at = 0
    for p in parameters:
        p.grad = flat[at : at + p.numel()].view_as(p)
        at += p.numel()


class _Progress:
    """A line every 25 steps, and one an epoch."""

    def __init__(self, epoch: int, epochs: int, steps: int, *, quiet: bool) -> None:
        self._what, self._steps, self._quiet = f"epoch {epoch} of {epochs}", steps, quiet
        self._began, self._seen, self._sums = time.time(), 0, dict[str, float]()

    def step(self, parts: dict[str, float]) -> None:
        """Count a step."""
        self._seen += 1
        for name, value in parts.items():
            self._sums[name] = self._sums.get(name, 0.0) + value
        if not self._quiet and (self._seen % 25 == 0 or self._seen == self._steps):
            mean = ", ".join(f"{name} {value / self._seen:.3f}" for name, value in self._sums.items())
            pace = (time.time() - self._began) / self._seen
            print(f"{self._what}, step {self._seen} of about {self._steps} ({pace:.1f} s each): {mean}", flush=True)


def recipe_row(recipe: Recipe) -> dict[str, Any]:
    """The recipe as JSON."""
    return asdict(recipe)

"""Train the reader, on one or more processes that exchange gradients once a step."""

import json
import math
import os
import random
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import torch
import torch.distributed as dist
from torch import Tensor
from torch.nn import functional

from training.reader.batches import collate, epoch_of
from training.reader.data import Article
from training.reader.network import Batch, Reader


@dataclass(frozen=True)
class Recipe:
    """What a training run is told; kept beside the weights."""

    seed: int = 1
    epochs: int = 8
    batch: int = 16
    window: int = 254
    rate: float = 2e-4
    head_rate: float = 1e-3
    warmup: float = 0.06
    decay: float = 0.01
    negatives: float = 0.4
    layers: int = 6


def losses(model: Reader, batch: Batch) -> tuple[Tensor, dict[str, float]]:
    """The summed loss of a batch, and its parts."""
    tags, link = model(batch)
    scores = tags.float().unflatten(-1, (3, 3)).movedim(-1, 1)
    tagging = functional.cross_entropy(scores, batch.tags, ignore_index=-100, reduction="sum") / batch.is_word.sum()
    linking = functional.cross_entropy(link.float().transpose(1, 2), batch.roles, ignore_index=-100, reduction="sum") / len(batch.roles)
    return 3 * tagging + linking / 20, {"tag": float(tagging.detach()), "link": float(linking.detach())}


def train(model: Reader, articles: Sequence[Article], recipe: Recipe, folder: Path, after_epoch=None) -> None:
    """Run the recipe; after each epoch a checkpoint is written, from which an interrupted run goes on."""
    rank, world = (dist.get_rank(), dist.get_world_size()) if dist.is_initialized() else (0, 1)
    slow = [p for n, p in model.named_parameters() if p.requires_grad and n.startswith("encoder.") and not n.startswith(("encoder.shape", "encoder.quoting", "encoder.opening"))]
    quick = [p for n, p in model.named_parameters() if p.requires_grad and all(p is not s for s in slow)]
    optimizer = torch.optim.AdamW(
        [{"params": slow, "lr": recipe.rate}, {"params": quick, "lr": recipe.head_rate}], weight_decay=recipe.decay, betas=(0.9, 0.98)
    )
    steps = sum(1 for _ in epoch_of(articles, recipe.window, recipe.batch, random.Random(recipe.seed))) * recipe.epochs
    warm = max(1, int(steps * recipe.warmup))
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda s: min((s + 1) / warm, max(0.0, (steps - s) / max(1, steps - warm))))
    first, step = 0, 0
    checkpoint = folder / "checkpoint.pt"
    if checkpoint.exists():
        state = torch.load(checkpoint, weights_only=True)
        model.load_state_dict(state["model"])
        optimizer.load_state_dict(state["optimizer"])
        schedule.load_state_dict(state["schedule"])
        first, step = state["epoch"], state["step"]
    parameters = [p for p in model.parameters() if p.requires_grad]
    for epoch in range(first, recipe.epochs):
        rng = random.Random(recipe.seed * 1000 + epoch)
        torch.manual_seed(recipe.seed * 1000 + epoch * world + rank)
        model.train()
        began, spent, sums, seen = time.time(), time.process_time(), {}, 0
        for windows in epoch_of(articles, recipe.window, recipe.batch, rng):
            own = windows[rank::world] or windows[:1]
            batch = collate(own, random.Random(rng.random() + rank), recipe.negatives)
            with torch.autocast("cpu", dtype=torch.bfloat16):
                loss, parts = losses(model, batch)
            optimizer.zero_grad(set_to_none=True)
            loss.backward()
            if world > 1:
                flat = torch.cat([(p.grad if p.grad is not None else torch.zeros_like(p)).reshape(-1) for p in parameters])
                dist.all_reduce(flat)
                flat /= world
                at = 0
                for p in parameters:
                    p.grad = flat[at : at + p.numel()].view_as(p)
                    at += p.numel()
            torch.nn.utils.clip_grad_norm_(parameters, 1.0)
            optimizer.step()
            schedule.step()
            step += 1
            seen += 1
            for name, value in parts.items():
                sums[name] = sums.get(name, 0.0) + value
            if rank == 0 and seen % 25 == 0:
                mean = " ".join(f"{n} {v / seen:.4f}" for n, v in sums.items())
                print(f"epoch {epoch + 1} step {seen} ({step}/{steps}) {mean} {(time.time() - began) / seen:.2f} s/step", flush=True)
        if rank == 0:
            print(json.dumps({"epoch": epoch + 1, **{n: round(v / seen, 4) for n, v in sums.items()}, "wall": round(time.time() - began), "cpu": round(time.process_time() - spent)}), flush=True)
            folder.mkdir(parents=True, exist_ok=True)
            state = {"model": model.state_dict(), "optimizer": optimizer.state_dict(), "schedule": schedule.state_dict(), "epoch": epoch + 1, "step": step}
            torch.save(state, checkpoint.with_suffix(".tmp"))
            os.replace(checkpoint.with_suffix(".tmp"), checkpoint)
            if after_epoch is not None:
                after_epoch(model, epoch + 1)
        if world > 1:
            dist.barrier()


def recipe_row(recipe: Recipe) -> dict:
    """The recipe as JSON."""
    return asdict(recipe)

"""One of the processes that train together, each on one core; in a module of its own, where a new process finds it."""

import os
from pathlib import Path

import torch
import torch.distributed
from tokenizers import Tokenizer
from training.reader.base import base_folder
from training.reader.data import read_articles
from training.reader.names import Masking
from training.reader.network import Reader
from training.reader.parts import gather
from training.reader.train import Recipe, train

from onrecord.reading.trained.pieces import WordPieces


def train_here(rank: int, world: int, port: int, recipe: Recipe, polnear: Path | None, out: Path) -> None:  # noqa: PLR0917 - as spawn calls it
    """One of the processes."""
    device = "cuda" if torch.cuda.is_available() and world == 1 else "cpu"
    torch.set_num_threads(1)
    os.environ.update(MASTER_ADDR="127.0.0.1", MASTER_PORT=str(port))
    if world > 1:
        torch.distributed.init_process_group("gloo", rank=rank, world_size=world)
    base = base_folder()
    pieces = WordPieces(Tokenizer.from_file(str(base / "tokenizer.json")))
    parts = gather(polnear)
    own = read_articles(parts.train["own"], pieces, "own")
    news = read_articles(parts.train.get("polnear", []), pieces, "polnear")
    masking = Masking(pieces)
    torch.manual_seed(recipe.seed)
    model = Reader(recipe.layers)
    model.encoder.load_base(base / "model.safetensors")
    train(model, [*news, *(own * recipe.own)], recipe, out, rename=masking.of, device=device)
    if rank == 0:
        torch.save(model.cpu().state_dict(), out / "weights.tmp")
        (out / "weights.tmp").replace(out / "weights.pt")

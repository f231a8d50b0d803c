"""``VERIFY.txt``: how an outsider checks a dossier, step by step, and what each step shows and does not."""

from jinja2 import Environment, StrictUndefined

from onrecord.export.dossier.material import Material
from onrecord.export.dossier.page import template


def instructions(material: Material) -> str:
    """The page, plain text of at most 80 columns but for the key."""
    chain = material.chain
    head = chain.proofs.signed.head
    kinds = [one.entry.type for one in chain.entries]
    text = Environment(undefined=StrictUndefined, autoescape=False, keep_trailing_newline=True, trim_blocks=True)
    return text.from_string(template("VERIFY.txt")).render(
        origin=head.origin,
        size=f"{head.size:,}",
        entries=f"{len(chain.entries):,}",
        root=head.root.hex(),
        key=chain.keys.decode("ascii", "replace").splitlines()[0],
        created=material.created,
        software=material.software,
        redacted=material.redacted,
        withheld=len(material.withheld.records),
        originals=len(material.withheld.originals),
        kept=any(item.there for item in material.items()),
        unsearched=len(material.withheld.unsearched),
        reason=material.reason,
        stamps=kinds.count("anchor"),
        witnesses=kinds.count("witness"),
    )

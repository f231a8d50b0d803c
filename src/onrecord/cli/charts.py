"""What the commands that draw say when they have drawn."""

from onrecord.cli.run import talk
from onrecord.cli.terminal import visible
from onrecord.export.dossier import people_to_protect
from onrecord.flow import Charted


def tell_of_chart(charted: Charted) -> None:
    """What is not drawn, where the chart lies, and whether it shows whom notes protect."""
    for sentence in charted.left_out:
        talk(sentence)
    talk(f"chart written to {visible(charted.file)}")
    if charted.protected:
        talk(f"notes name {people_to_protect(charted.protected)}, who may be known from this chart")

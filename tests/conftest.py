"""What holds for all tests."""

import os

from hypothesis import HealthCheck, settings

# No timed assertions: a slow machine is no defect. In CI the examples are the same at every run.
settings.register_profile("onrecord", deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=bool(os.environ.get("CI")))
settings.load_profile("onrecord")

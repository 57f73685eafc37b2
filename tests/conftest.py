"""Settings for all tests."""

from hypothesis import settings

# A slow machine is no fault of the code: pytest's timeout stops what hangs.
settings.register_profile("runpress", settings.get_profile(settings.get_current_profile_name()), deadline=None)
settings.load_profile("runpress")

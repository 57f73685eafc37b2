"""`python -m runpress` is `runpress`."""

from __future__ import annotations

from runpress.cli.main import main

raise SystemExit(main())

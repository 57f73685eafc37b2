"""`python -m runpress.integrations.ci`: one job of a workflow."""

import os
import sys

from runpress.integrations.ci.work import main

if __name__ == "__main__":
    sys.exit(main(os.environ))

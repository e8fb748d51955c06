"""How the emotion model is taught: the sentences, the recipe, and the figures of what came out.

Imported before numpy: its sums depend on the number of threads, and the same command is to make the same
weights.
"""

import os

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

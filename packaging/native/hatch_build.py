"""What hatchling does before it packs a wheel: compile the compiled parts, and take them along.

Without a C compiler the wheel is made all the same, pure Python, for every system. An editable
installation brings nothing of its own: ``build.py`` builds beside the sources.
"""

import subprocess
import sys
import sysconfig
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CompiledParts(BuildHookInterface[Any]):
    """Adds the extension modules to a wheel."""

    def initialize(self, version: str, build_data: "dict[str, Any]") -> None:
        """Build what changed, and tell hatchling what is there then and for whom it is."""
        if version == "editable":
            return
        root = Path(self.root)
        ran = subprocess.run([sys.executable, root / "packaging/native/build.py"], check=False)
        if ran.returncode != 0:
            self.app.display_warning("The wheel is made without (all of) the compiled parts.")
        suffix = sysconfig.get_config_var("EXT_SUFFIX")
        extensions = sorted((root / "digest_app").rglob(f"compiled_*{suffix}"))
        if not extensions:
            return
        for path in extensions:
            build_data["force_include"][str(path)] = path.relative_to(root).as_posix()
        build_data["pure_python"] = False
        build_data["infer_tag"] = True

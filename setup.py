"""Build step: the default pack stands in rules/ for its readers and is copied into the wheel."""

import shutil
from pathlib import Path

from setuptools import setup
from setuptools.command.build_py import build_py

HERE = Path(__file__).parent


class BuildWithPack(build_py):
    """Copies rules/post-interview into the built package as advisor/_packs/post-interview."""

    def run(self) -> None:
        super().run()
        if self.editable_mode:
            return  # an editable install reads rules/ where it stands
        target = Path(self.build_lib) / "advisor" / "_packs" / "post-interview"
        shutil.rmtree(target, ignore_errors=True)
        shutil.copytree(HERE / "rules" / "post-interview", target)


setup(cmdclass={"build_py": BuildWithPack})

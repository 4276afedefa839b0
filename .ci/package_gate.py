"""The package as its users get it: a wheel built from the source distribution advises from an empty folder."""

import os
import shutil
import subprocess
import sys
import sysconfig
import tempfile
import venv
import zipfile
from pathlib import Path

HOME = Path(__file__).resolve().parent.parent
PACK = Path("advisor", "_packs", "post-interview")
SITUATION = HOME / "examples" / "first-chase.yaml"
COMMANDS = (
    ("advise", SITUATION.name),
    ("advise", SITUATION.name, "-f", "html"),
    ("advise", SITUATION.name, "-f", "json", "--receipt"),
    ("explain", SITUATION.name, "--why", "chase"),
    ("draft", "chase", SITUATION.name),
    ("check",),
    ("test",),
)


def build_wheel(out: Path) -> Path:
    """The source distribution of the files as they stand, and the wheel that is built from it alone."""
    # A copy, because a build leaves folders behind that the next one would take up.
    source = out / "source"
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=HOME,
        capture_output=True,
        check=True,
    )
    for name in filter(None, os.fsdecode(listed.stdout).split("\0")):
        if (HOME / name).is_file():
            (source / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(HOME / name, source / name)
    command = [sys.executable, "-m", "build", "--outdir", str(out / "dist"), str(source)]
    built = subprocess.run(command, capture_output=True, text=True, check=False)
    if built.returncode:  # it says much, and nothing that matters where it succeeds
        sys.exit(f"{built.stdout}{built.stderr}the package could not be built")
    [wheel] = (out / "dist").glob("*.whl")
    return wheel


def missing_from(wheel: Path) -> list[str]:
    """The files of the default pack that the wheel does not hold."""
    pack = HOME / "rules" / "post-interview"
    held = set(zipfile.ZipFile(wheel).namelist())
    wanted = (PACK / file.relative_to(pack) for file in pack.rglob("*") if file.is_file())
    return sorted(name.as_posix() for name in wanted if name.as_posix() not in held)


def try_installed(wheel: Path, out: Path) -> int:
    """Install the wheel where nothing of this folder is seen, and run commands on the default pack."""
    home = out / "venv"
    venv.create(home, with_pip=True)
    python = home / "bin" / "python"
    install = [python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    subprocess.run([*install, "--no-deps", "--no-index", wheel], check=True)
    # What it depends on is here already. A path in a .pth file does not lead on to the .pth files in
    # it, so that the editable install of this folder stays out of sight.
    packages = f"lib/python{sys.version_info.major}.{sys.version_info.minor}/site-packages"
    (home / packages / "dependencies.pth").write_text(sysconfig.get_path("purelib") + "\n")
    empty = out / "empty"
    empty.mkdir()
    told = SITUATION.read_text(encoding="utf-8")
    # A draft without a name under it is not complete, and says so with its exit status.
    (empty / SITUATION.name).write_text(f"{told}\nsender_name: Robin Ekwe\n", encoding="utf-8")
    environment = {"PATH": os.environ["PATH"], "HOME": str(empty), "ADVISOR_NO_CACHE": "1"}
    for command in COMMANDS:
        ran = subprocess.run(
            [home / "bin" / "advisor", *command],
            cwd=empty,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )
        if ran.returncode:
            print(f"advisor {' '.join(command)}: exit status {ran.returncode}", file=sys.stderr)
            print(ran.stdout + ran.stderr, file=sys.stderr)
            return 1
    return 0


def main() -> int:
    """Build, look inside, install, run."""
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder)
        wheel = build_wheel(out)
        lacking = missing_from(wheel)
        if lacking:
            print(f"the wheel lacks {', '.join(lacking)}", file=sys.stderr)
            return 1
        return try_installed(wheel, out)


if __name__ == "__main__":
    sys.exit(main())

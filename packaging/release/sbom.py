"""The bill of materials (CycloneDX): cyclonedx-py reads the lock, licences come from what is there.

The same lock gives the same bytes.
"""

from __future__ import annotations

import json
import subprocess
import sys
from typing import Any

from release.components import LOCK, ROOT, Component
from release.debian import CannotBuild


def to_sbom(components: list[Component]) -> str:
    """The bill, as JSON. Raises CannotBuild."""
    command = [sys.executable, "-W", "ignore", "-m", "cyclonedx_py", "requirements", str(LOCK)]
    command += ["--pyproject", str(ROOT / "pyproject.toml"), "--output-reproducible"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise CannotBuild(f"cyclonedx-py: {done.stderr.strip()[-600:]}")
    bill: dict[str, Any] = json.loads(done.stdout)
    licences = {each.name: each.licence for each in components}
    # What is locked for other systems is not inside.
    inside = [part for part in bill["components"] if part["name"] in licences]
    names = {part["bom-ref"]: part["name"] for part in inside}
    for part in inside:
        part["bom-ref"] = part["name"]
        part["licenses"] = [_licence(licences[part["name"]])]
        del part["description"]  # the line of the lock, again
    bill["components"] = [_python(components[0]), *inside]
    bill["dependencies"] = _dependencies(bill, names)
    return json.dumps(bill, indent=1, sort_keys=True, ensure_ascii=False) + "\n"


def _licence(name: str) -> dict[str, Any]:
    return {"expression": name} if " " in name else {"license": {"id": name}}


def _python(python: Component) -> dict[str, Any]:
    return {
        "bom-ref": "cpython",
        "cpe": f"cpe:2.3:a:python:python:{python.version}:*:*:*:*:*:*:*",
        "licenses": [_licence(python.licence)],
        "name": "cpython",
        "type": "library",
        "version": python.version,
    }


def _dependencies(bill: dict[str, Any], names: dict[str, str]) -> list[dict[str, Any]]:
    root = bill["metadata"]["component"]["bom-ref"]
    refs = sorted(["cpython", *names.values()])
    return [{"dependsOn": refs, "ref": root}, *({"ref": ref} for ref in refs)]

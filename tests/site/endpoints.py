"""Every whitelisted function of ours, found in the code."""

from __future__ import annotations

import ast
from pathlib import Path

API = Path(__file__).resolve().parents[2] / "prospect_crm" / "api"


def found() -> dict[str, list[str]]:
    """Give the endpoints below prospect_crm.api: "module.function" -> the names of its arguments."""
    names = {}
    for path in API.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef) and any(
                "whitelist" in ast.unparse(decorator) for decorator in node.decorator_list
            ):
                arguments = [*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs]
                names[f"{path.stem}.{node.name}"] = [argument.arg for argument in arguments]
    return names

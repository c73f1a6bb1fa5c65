#!/usr/bin/env python3
"""Writes web/src/lib/api_types.ts from the schemas of the HTTP API.

usage: gen_web_types.py OPENAPI_JSON OUTPUT
Types that OUTPUT has and the description does not are kept: pages of what a server may not serve yet.
"""
import json
import os
import re
import sys

HEAD = "// Made by tools/gen_web_types.py from src/serve/openapi.json; do not edit.\n"


def type_of(schema, indent):
    if "$ref" in schema:
        return schema["$ref"].rsplit("/", 1)[-1]
    for union in ("oneOf", "anyOf"):
        if union in schema:
            return " | ".join(type_of(part, indent) for part in schema[union])
    if "enum" in schema:
        return " | ".join("null" if v is None else f"'{v}'" for v in schema["enum"])
    kind = schema.get("type")
    if isinstance(kind, list):
        return " | ".join(type_of({**schema, "type": one}, indent) for one in kind)
    if kind == "array":
        item = type_of(schema.get("items", {}), indent)
        return f"Array<{item}>"
    if kind == "object":
        return object_of(schema, indent)
    return {"string": "string", "integer": "number", "number": "number", "boolean": "boolean",
            "null": "null"}.get(kind, "unknown")


def object_of(schema, indent):
    properties = schema.get("properties")
    if not properties:
        rest = schema.get("additionalProperties")
        value = type_of(rest, indent) if isinstance(rest, dict) else "unknown"
        return f"Record<string, {value}>"
    required = set(schema.get("required", []))
    pad = "  " * (indent + 1)
    lines = []
    for name, part in properties.items():
        mark = "" if name in required else "?"
        lines.append(f"{pad}{name}{mark}: {type_of(part, indent + 1)};")
    return "{\n" + "\n".join(lines) + "\n" + "  " * indent + "}"


def main():
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    with open(sys.argv[1], encoding="utf-8") as file:
        schemas = json.load(file)["components"]["schemas"]
    kept = []
    if os.path.exists(sys.argv[2]):
        with open(sys.argv[2], encoding="utf-8") as file:
            for part in re.split(r"\n(?=export )", file.read())[1:]:
                if re.match(r"export (?:interface|type) (\w+)", part).group(1) not in schemas:
                    kept.append("\n" + part)
    parts = [HEAD]
    for name, schema in schemas.items():
        body = type_of(schema, 0)
        if body.startswith("{"):
            parts.append(f"\nexport interface {name} {body}\n")
        else:
            parts.append(f"\nexport type {name} = {body};\n")
    text = "".join(parts + kept)
    with open(sys.argv[2], "w", encoding="utf-8") as file:
        file.write(text)


if __name__ == "__main__":
    main()

"""scoring: risk tools as configuration; items in, level out."""

import json
import pathlib

import civil
import vocab


def load(folder):
    """Every tool file of a folder by (id, version, harm)."""
    found = {}
    for path in sorted(pathlib.Path(folder).glob("*.json")):
        tool = json.loads(path.read_text())
        found[tool["id"], tool["version"], tool["harm"]] = tool
    return found


def tool_of(tools, assessment):
    return tools.get((assessment.tool, assessment.tool_version, assessment.harm))


def level(tools, assessment, born):
    """The level a tool indicates (0 none to 3 high), or None when the tool is not known."""
    tool = tool_of(tools, assessment)
    if tool is None:
        return None
    weights = {item["code"]: item["weight"] for item in tool["items"]}
    scores = {}
    for item, when in set(assessment.items):
        if item in weights:
            scores[item] = scores.get(item, 0) + weights[item].get(when, 0)
    reached = [category for category in tool["categories"]
               if category["from"] <= sum(scores.values())]
    highest = max(reached, key=lambda category: category["from"])
    indicated = vocab.LEVELS.index(highest["level"])
    for override in tool.get("overrides", []):
        if override_holds(override["when"], scores, born, assessment.assessed_at):
            indicated = max(indicated, vocab.LEVELS.index(override["level_at_least"]))
    return indicated


def override_holds(when, scores, born, assessed_at):
    if "age_under" in when:
        return born is not None and civil.age_at(born, assessed_at) < when["age_under"]
    if "item_score" in when:
        return any(score >= when["item_score"] for score in scores.values())
    return when["item"] in scores

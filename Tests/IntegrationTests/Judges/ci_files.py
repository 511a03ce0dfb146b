"""Runs what a CI host would run, without the host.

    ci_files.py github ROOT TOOL PACKAGE       the steps of ROOT/action.yml, with the inputs of docs/ci.md
    ci_files.py gitlab ROOT TOOL PACKAGE       the script of the job in ROOT/docs/ci.md
    ci_files.py pre-commit ROOT TOOL PACKAGE   the real pre-commit, with the configuration of ROOT/docs/ci.md

TOOL is a metricsgen that is there already: the steps that get one are not run. PACKAGE is the directory of a package.
Prints what the host would print and ends with its status.
"""

import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

import yaml

host, root, tool, package = sys.argv[1], *map(pathlib.Path, sys.argv[2:])


def documented(name):
    """The YAML of docs/ci.md that is marked as run by a test."""
    text = (root / "docs/ci.md").read_text()
    return yaml.safe_load(re.search(rf"<!-- run by a test: {name} -->\n```yaml\n(.*?)```", text, re.S).group(1))


def run(command, **options):
    status = subprocess.run(command, stderr=subprocess.STDOUT, **options).returncode
    if status:
        sys.exit(status)


def on_path():
    """An environment in which `metricsgen` is TOOL."""
    return {**os.environ, "PATH": f"{tool.parent}:{os.environ['PATH']}"}


def github():
    action = yaml.safe_load((root / "action.yml").read_text())
    step = documented("github")["jobs"]["check"]["steps"][-1]
    unknown = set(step["with"]) - set(action["inputs"])
    assert not unknown, f"docs/ci.md gives inputs that the action doesn't have: {unknown}"
    inputs = {name: value["default"] for name, value in action["inputs"].items()} | step["with"] | {"tool": str(tool)}

    def filled(text):
        return re.sub(r"\$\{\{ inputs\.([a-z-]+) \}\}", lambda match: inputs[match.group(1)], text)

    for step in action["runs"]["steps"]:
        if step.get("if") == "inputs.tool == ''":
            continue
        assert "if" not in step and step["shell"] == "bash"
        environment = {name: filled(value) for name, value in step.get("env", {}).items()}
        run(
            # What GitHub runs a step of the shell bash with.
            ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]],
            cwd=package / filled(step.get("working-directory", ".")),
            env={**os.environ, **environment, "GITHUB_ACTION_PATH": str(root), "RUNNER_TEMP": "/nowhere"},
        )


def gitlab():
    (job,) = documented("gitlab").values()
    for line in job["script"]:
        run(["bash", "-eo", "pipefail", "-c", line], cwd=package, env=on_path())


def pre_commit():
    git = ["git", "-c", "user.name=t", "-c", "user.email=t@example.com", "-c", "init.defaultBranch=main"]
    with tempfile.TemporaryDirectory() as name:
        hooks = pathlib.Path(name) / "hooks"
        hooks.mkdir()
        shutil.copy(root / ".pre-commit-hooks.yaml", hooks)
        quiet = {"check": True, "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        for repository in [hooks, package]:
            subprocess.run([*git, "init", "-q"], cwd=repository, **quiet)
            subprocess.run([*git, "add", "-A"], cwd=repository, **quiet)
            subprocess.run([*git, "commit", "-qm", "all"], cwd=repository, **quiet)
        configuration = documented("pre-commit")
        (entry,) = configuration["repos"]
        subprocess.run([*git, "tag", str(entry["rev"])], cwd=hooks, **quiet)
        entry["repo"] = str(hooks)
        (package / ".pre-commit-config.yaml").write_text(yaml.safe_dump(configuration))
        run(
            # As with a commit of nothing that looks like a spec: the hook runs all the same.
            [sys.executable, "-m", "pre_commit", "run", "--color", "never"],
            cwd=package,
            env={**on_path(), "PRE_COMMIT_HOME": str(pathlib.Path(name) / "home")},
        )


sys.stdout.reconfigure(line_buffering=True)
{"github": github, "gitlab": gitlab, "pre-commit": pre_commit}[host]()

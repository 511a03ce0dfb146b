# Copyright (c) the metricsgen project authors
# SPDX-License-Identifier: Apache-2.0

"""Runs what a CI host would run, without the host.

    ci_files.py github ROOT TOOL WORKSPACE      a workflow: `--job` of ROOT/docs/ci.md, or `--file` of ROOT
    ci_files.py gitlab ROOT TOOL WORKSPACE      the job of ROOT/docs/ci.md
    ci_files.py pre-commit ROOT TOOL WORKSPACE  the real pre-commit, with the configuration of ROOT/docs/ci.md

WORKSPACE is what the host has checked out. Everything that is made of ROOT's sources is made for real, but for the Swift
compiler: what that makes is TOOL, a metricsgen that is there already. Nothing else puts a metricsgen into the way of a
step. Prints what the host would print and ends with its status.
"""

import argparse
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import types

import yaml

# No settings of the person who runs this, such as signed commits or hooks of their own.
for name in [name for name in os.environ if name.startswith("GIT_")]:
    del os.environ[name]
os.environ |= {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}

parser = argparse.ArgumentParser()
parser.add_argument("host", choices=["github", "gitlab", "pre-commit"])
for name in ["root", "tool", "workspace"]:
    parser.add_argument(name, type=pathlib.Path)
parser.add_argument("--job", default="github", help="the workflow of docs/ci.md")
parser.add_argument("--file", type=pathlib.Path, help="a file of ROOT with a workflow, or with a YAML block of steps")
parser.add_argument("--with", dest="inputs", action="append", default=[], help="NAME=VALUE, an input of the action")
parser.add_argument("--cache", type=pathlib.Path, help="where the host keeps what steps cache, a directory a key")
parser.add_argument("--then", help="a step behind those of the workflow")
parser.add_argument("--hook", default="metricsgen-check")
options = parser.parse_args()
root, tool, workspace = options.root, options.tool, options.workspace
scratch_directory = tempfile.TemporaryDirectory(prefix="ci files ")
scratch = pathlib.Path(scratch_directory.name)

version = re.search(r'current = "(.*)"', (root / "Sources/SpecPipeline/ToolVersion.swift").read_text()).group(1)


def documented(name):
    """The YAML of docs/ci.md that is marked as run by a test."""
    text = (root / "docs/ci.md").read_text()
    return yaml.safe_load(re.search(rf"<!-- run by a test: {name} -->\n```yaml\n(.*?)```", text, re.S).group(1))


def make_program(name, script):
    path = scratch / "programs" / name
    path.parent.mkdir(exist_ok=True)
    path.write_text("#!/usr/bin/env bash\nset -euo pipefail\n" + script)
    path.chmod(0o755)


def sources():
    """What a host downloads of a release: enough of ROOT for everything but the compiler."""
    copy = scratch / "the sources"
    if not copy.exists():
        for path in ["Scripts", "Sources/SpecPipeline"]:
            shutil.copytree(root / path, copy / path)
        for path in ["Makefile", "Package.swift", "Package.resolved", "action.yml"]:
            shutil.copy(root / path, copy)
    return copy


make_program(
    "swift",
    f"""case $1 in
    --version) echo "Swift version 6.2 (swift-6.2-RELEASE)" ;;
    build)
        echo "building metricsgen {version}"
        mkdir -p .build/install/release
        printf '#!/bin/sh\\nexec "{tool}" "$@"\\n' >.build/install/release/metricsgen ;;
    esac
    """,
)


def environment(path="", **more):
    return {**os.environ, "PATH": f"{path}{scratch}/programs:{os.environ['PATH']}", **more}


# A directory that was made here doesn't belong to a host.
make_program("metricsgen", "echo metricsgen: command not found; exit 127\n")


NO_INPUTS = types.MappingProxyType({})


class GitHub:
    """A runner: steps with conditions, inputs, a cache, and files by which a step speaks to those behind it."""

    def __init__(self):
        self.status = 0
        self.temporary = scratch / "runner temp"
        self.temporary.mkdir()
        self.path_file = scratch / "path"
        self.path_file.touch()
        self.saved = []

    def filled(self, text, inputs=NO_INPUTS):
        values = {
            "runner.temp": self.temporary, "runner.os": "Linux", "runner.arch": "X64",
            **{f"inputs.{name}": value for name, value in inputs.items()},
        }  # fmt: skip
        return re.sub(r"\$\{\{ ([a-z.-]+) \}\}", lambda match: str(values[match.group(1)]), str(text))

    def applies(self, step, inputs=NO_INPUTS):
        condition = step.get("if", "success()")
        if not re.search(r"\b(always|failure|success)\(\)", condition):
            condition = f"success() && ({condition})"
        condition = re.sub(r"inputs\.([a-z-]+)", lambda match: repr(inputs[match.group(1)]), condition)
        names = {
            "always": lambda: True, "success": lambda: self.status == 0, "failure": lambda: self.status != 0,
            "hashFiles": lambda pattern: "hash" if any(workspace.glob(pattern)) else "",
        }  # fmt: skip
        return eval(condition.replace("&&", " and ").replace("||", " or "), names)

    def bash(self, step, inputs=NO_INPUTS):
        added = "".join(f"{line}:" for line in reversed(self.path_file.read_text().splitlines()))
        more = {name: self.filled(value, inputs) for name, value in step.get("env", {}).items()}
        more |= {
            "GITHUB_ACTION_PATH": str(sources()), "GITHUB_PATH": str(self.path_file),
            "GITHUB_WORKSPACE": str(workspace), "RUNNER_TEMP": str(self.temporary), "GITHUB_ACTIONS": "true",
        }  # fmt: skip
        ended = subprocess.run(
            # What GitHub runs a step of the shell bash with.
            ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]],
            stderr=subprocess.STDOUT,
            cwd=workspace / self.filled(step.get("working-directory", "."), inputs),
            env=environment(added, **more),
        )
        self.status = self.status or ended.returncode

    def metricsgen(self, step, release):
        assert release == version, f"the action is of {release}, and this is {version}"
        action = yaml.safe_load((sources() / "action.yml").read_text())
        assert action["runs"]["using"] == "composite"
        given = {name: str(value) for name, value in step.get("with", {}).items()}
        given |= dict(pair.split("=", 1) for pair in options.inputs)
        unknown = set(given) - set(action["inputs"])
        assert not unknown, f"the action doesn't have these inputs: {unknown}"
        inputs = {name: value["default"] for name, value in action["inputs"].items()} | given
        for step in action["runs"]["steps"]:
            assert step["shell"] == "bash"
            if self.applies(step, inputs):
                self.bash(step, inputs)

    def cache(self, step):
        given = {name: self.filled(value) for name, value in step["with"].items()}
        assert version in given["key"], "the cache's key doesn't name the release"
        assert self.image in given["key"], "the cache's key doesn't name the image"
        kept = options.cache / given["key"]
        if kept.exists():
            shutil.copytree(kept, given["path"], symlinks=True)
        else:
            self.saved.append((given["path"], kept))

    def upload(self, step, job):
        assert job["permissions"]["security-events"] == "write", "uploading needs a permission"
        file = workspace / step["with"]["sarif_file"]
        document = json.loads(file.read_text())
        print(f"uploaded {sum(len(run['results']) for run in document['runs'])} results")

    def run(self, workflow):
        (job,) = workflow["jobs"].values()
        self.image = job["runs-on"]
        checked_out = False
        for step in job["steps"] + ([{"run": options.then}] if options.then else []):
            if not self.applies(step):
                continue
            name, _, release = step.get("uses", "").partition("@")
            if name == "actions/checkout":
                checked_out = True
            elif name == "actions/cache":
                self.cache(step)
            elif name == "github/codeql-action/upload-sarif":
                self.upload(step, job)
            elif name.endswith("/metricsgen"):
                assert checked_out, "nothing is checked out"
                self.metricsgen(step, release)
            else:
                assert not name, f"nobody knows {name} here"
                self.bash(step)
        for path, kept in self.saved:
            # A host saves only what a job that went well has left.
            if self.status == 0 and pathlib.Path(path).exists():
                shutil.copytree(path, kept, symlinks=True)
        return self.status


def github():
    if options.file is None:
        workflow = documented(options.job)
    elif options.file.suffix == ".md":
        block = re.search(r"```yaml\n(steps:.*?)```", (root / options.file).read_text(), re.S).group(1)
        workflow = {"jobs": {"check": {"runs-on": "ubuntu-latest", **yaml.safe_load(block)}}}
    else:
        workflow = yaml.safe_load((root / options.file).read_text())
    return GitHub().run(workflow)


def gitlab():
    """Every line of the job, with the two directories outside of the sandbox put into it."""
    (job,) = documented("gitlab").values()
    make_program("apt-get", 'echo "apt-get $*"')
    make_program(
        "git",
        f"""[ "$1" = clone ] && [[ " $* " = *" --branch {version} "* ]]
        cp -R "{sources()}" "${{@: -1}}"
        """,
    )
    places = {"/tmp/metricsgen": f"'{scratch}/clone'", "/usr/local": f"'{scratch}/local'"}
    for line in job["before_script"] + job["script"]:
        for place, moved in places.items():
            line = line.replace(place, moved)
        ended = subprocess.run(
            ["bash", "-eo", "pipefail", "-c", line],
            stderr=subprocess.STDOUT, cwd=workspace, env=environment(f"{scratch}/local/bin:"),
        )  # fmt: skip
        if ended.returncode:
            artifacts = job["artifacts"]
            assert artifacts["when"] == "on_failure" and all((workspace / path).exists() for path in artifacts["paths"])
            return ended.returncode
    return 0


def pre_commit():
    git = ["git", "-c", "user.name=t", "-c", "user.email=t@example.com", "-c", "init.defaultBranch=main"]
    quiet = {"check": True, "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    hooks = scratch / "hooks"
    hooks.mkdir()
    shutil.copy(root / ".pre-commit-hooks.yaml", hooks)
    configuration = documented("pre-commit")
    (entry,) = configuration["repos"]
    assert entry["rev"] == version and [hook["id"] for hook in entry["hooks"]] == ["metricsgen-check"]
    entry["repo"] = str(hooks)
    entry["hooks"] = [{"id": options.hook}]
    (workspace / ".pre-commit-config.yaml").write_text(yaml.safe_dump(configuration))
    for repository in [hooks, workspace]:
        if not (repository / ".git").exists():
            subprocess.run([*git, "init", "-q"], cwd=repository, **quiet)
        subprocess.run([*git, "add", "-A"], cwd=repository, **quiet)
        subprocess.run([*git, "commit", "-qm", "all", "--no-verify", "--allow-empty"], cwd=repository, **quiet)
    subprocess.run([*git, "tag", entry["rev"]], cwd=hooks, **quiet)
    make_program("metricsgen", f'exec "{tool}" "$@"\n')
    ended = subprocess.run(
        # As with a commit of nothing that looks like a spec: the hook runs all the same.
        [sys.executable, "-m", "pre_commit", "run", "--color", "never"],
        stderr=subprocess.STDOUT, cwd=workspace, env=environment(PRE_COMMIT_HOME=str(scratch / "home")),
    )  # fmt: skip
    return ended.returncode


sys.stdout.reconfigure(line_buffering=True)
sys.exit({"github": github, "gitlab": gitlab, "pre-commit": pre_commit}[options.host]())

# Copyright (c) the metricsgen project authors
# SPDX-License-Identifier: Apache-2.0

"""Makes a release of what ROOT has committed, judges its files and installs each of them.

    release.py build ROOT DIRECTORY    `make release` in two clones below DIRECTORY, which have to make the same bytes
    release.py files ROOT DIRECTORY    other people's programs judge the files
    release.py install ROOT DIRECTORY  each line of ROOT/docs/install.md: with this Python, and in Debian 12 and 13, made by
                                       debootstrap, without Swift and libyaml

`install` has to be run by root. Prints what it has judged; the first failure ends it.
"""

import hashlib
import json
import os
import pathlib
import re
import shutil
import ssl
import subprocess
import sys
import tempfile
import zipfile

import yaml

step, root, directory = sys.argv[1], pathlib.Path(sys.argv[2]).resolve(), pathlib.Path(sys.argv[3]).resolve()
clones = [directory / "one", directory / "another clone" / "two"]
dist = clones[0] / "dist"
version = re.search(r'current = "(.*)"', (root / "Sources/SpecPipeline/ToolVersion.swift").read_text()).group(1)

# No settings of the person who runs this.
for name in [name for name in os.environ if name.startswith(("GIT_", "PIP_", "PIPX_", "MAKE", "MFLAGS"))]:
    del os.environ[name]


def run(*arguments, status=0, **options):
    ended = subprocess.run(
        [str(argument) for argument in arguments], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, **options
    )
    assert ended.returncode == status, f"{arguments}: {ended.returncode}\n{ended.stdout}"
    return ended.stdout


def only(pattern):
    (file,) = dist.glob(pattern)
    return file


def static_program():
    return only("*.cdx.json").with_suffix("").with_suffix("")


def commit():
    return run("git", "-C", clones[0], "rev-parse", "HEAD").strip()


# MARK: build


def build():
    digests = []
    for number, clone in enumerate(clones):
        shutil.rmtree(clone, ignore_errors=True)
        run("git", "clone", "-q", root, clone)
        run("git", "-C", clone, "tag", "--force", version)
        # Another time zone, language and umask must not matter.
        environment = {**os.environ, "TZ": ["UTC", "Asia/Tokyo"][number], "LC_ALL": ["C", "C.UTF-8"][number]}
        print(run("make", "-s", "release", cwd=clone, env=environment, umask=[0o022, 0o077][number]).split("dist/:\n")[1])
        files = sorted((clone / "dist").iterdir())
        digests.append({file.name: hashlib.sha256(file.read_bytes()).hexdigest() for file in files})
        shutil.rmtree(clone / ".build/release-files/source")
    different = [name for name in digests[0] if digests[0][name] != digests[1].get(name)]
    assert not different and len(digests[0]) == len(digests[1]), f"two clones made different files: {different}"
    print(f"two clones made the same {len(digests[0])} files")


# MARK: files


def files():
    from cyclonedx.schema import SchemaVersion
    from cyclonedx.validation.json import JsonStrictValidator

    run("sha256sum", "--check", "--strict", "SHA256SUMS", cwd=dist)
    names = {line.split("  ")[1] for line in (dist / "SHA256SUMS").read_text().splitlines()}
    assert names == {file.name for file in dist.iterdir()} - {"SHA256SUMS"}

    sbom = only("*.cdx.json")
    invalid = JsonStrictValidator(SchemaVersion.V1_6).validate_str(sbom.read_text())
    assert invalid is None, invalid
    document = json.loads(sbom.read_text())
    program = static_program()
    digest = hashlib.sha256(program.read_bytes()).hexdigest()
    assert document["metadata"]["component"]["hashes"] == [{"alg": "SHA-256", "content": digest}]
    components = {component["name"]: component for component in document["components"]}
    assert {"swift-argument-parser", "libyaml", "swift", "glibc"} <= set(components), set(components)
    assert all(component["version"] and component["licenses"] for component in components.values())
    pins = json.loads((root / "Scripts/release/Package.resolved").read_text())["pins"]
    for pin in pins:
        assert components[pin["identity"]]["version"] == pin["state"]["version"]
    notice = only("*.licences.txt").read_text()
    for part in ["Permission is hereby granted", "Runtime Library Exception", "GNU Lesser General Public"]:
        assert part.lower() in notice.lower(), part
    for name, component in components.items():
        assert f"  * {name} {component['version']}: " in notice
    print(f"{sbom.name} is valid and names {', '.join(sorted(components))}")

    assert "statically linked" in run("file", program) and ", stripped" in run("file", program)
    assert run("ldd", program, status=1).strip() == "not a dynamic executable"
    for place in [*clones, pathlib.Path.home()]:
        assert str(place).encode() not in program.read_bytes(), f"the program contains the path {place}"
    print(f"{program.name} is static and stripped, {program.stat().st_size / 1e6:.1f} MB")

    print(run("lintian", "--allow-root", "--fail-on", "error", only("*.deb")) or "lintian finds nothing")
    listed = run("dpkg-deb", "--contents", only("*.deb"))
    for line in listed.splitlines():
        assert line.split()[1] == "root/root", line
    commands = re.findall(r"^  ([a-z-]+) ", run(program, "--help").split("SUBCOMMANDS:\n")[1], re.MULTILINE)
    for path in [
        "share/bash-completion/completions/metricsgen", "share/zsh/vendor-completions/_metricsgen",
        "share/fish/vendor_completions.d/metricsgen.fish", "share/man/man1/metricsgen.1.gz",
        *[f"share/man/man1/metricsgen.{command}.1.gz" for command in commands],
    ]:  # fmt: skip
        assert f" ./usr/{path}\n" in listed, path

    wheel = only("*.whl")
    print(run(sys.executable, "-m", "twine", "check", "--strict", wheel).strip())
    # It contains a program and no modules, which the exception is about.
    print(run(sys.executable, "-m", "check_wheel_contents", "--ignore", "W007", wheel).strip())
    with zipfile.ZipFile(wheel) as archive:
        scripts = [entry for entry in archive.infolist() if "/scripts/" in entry.filename]
        assert [archive.read(entry) for entry in scripts] == [program.read_bytes()]
        assert any(entry.filename.endswith(f"/sboms/{sbom.name}") for entry in archive.infolist())


# MARK: install

SPEC = """
metricsgen: 1
product: {name: shop, version: "1.0.0", prefix: shop_}
outputs: {docs: {file: Generated/metrics.md}, catalogue: {file: Generated/catalogue.json}}
groups:
  orders:
    metrics:
      orders_total: {type: counter, help: Orders taken.}
"""

# Every command, each with what it prints.
COMMANDS = r"""
set -eu
cd "$(mktemp -d)"
touch Package.swift
metricsgen init >/dev/null
metricsgen build | grep -q "metrics in"
metricsgen check --warnings-as-errors
metricsgen lint --warnings-as-errors
metricsgen lifecycle | grep -q .
metricsgen catalogue | grep -q '"groups"'
mkdir rules
echo 'groups: [{name: shop, rules: [{alert: None, expr: "rate(none_total[5m]) > 0", for: 5m}]}]' >rules/shop.yaml
metricsgen usage --references rules | grep -q requests_total
metricsgen schema | grep -q '"\$schema"'
metricsgen explain MG1107 | grep -q MG1107
metricsgen explain-query 'sum(rate(none_total[5m]))' | grep -q rate
metricsgen help build | grep -q USAGE
metricsgen --version
"""


def documented(name, language="sh"):
    """A block of docs/install.md that is marked as run by a test."""
    text = (root / "docs/install.md").read_text()
    return re.search(rf"<!-- run by a test: {name} -->\n```{language}\n(.*?)```", text, re.DOTALL).group(1)


def expect_version(printed, way):
    assert printed.strip().endswith(f"{version} ({commit()[:12]})"), printed
    print(f"{way}: {printed.strip().splitlines()[-1]}")


def run_in(tree, *arguments, **options):
    """Runs a program with TREE as its file system and with /proc, which Swift's runtime reads. Nothing stays mounted."""
    (tree / "proc").mkdir(exist_ok=True)
    script = 'mount -t proc proc "$0/proc" && exec chroot "$0" "$@"'
    return run("unshare", "--mount", "bash", "-c", script, tree, *arguments, **options)


class Tree:
    """A Debian that has nothing but what `debootstrap --variant=minbase` puts there."""

    def __init__(self, name, scratch):
        self.name, self.path = name, scratch / name
        run("debootstrap", "--variant=minbase", name, self.path)
        # The network as this machine sees it: pipx updates its pip from there.
        shutil.copy("/etc/resolv.conf", self.path / "etc/resolv.conf")
        shutil.copy(ssl.get_default_verify_paths().cafile or "/etc/ssl/certs/ca-certificates.crt", self.path / "etc/certificates.pem")
        shutil.copytree(dist, self.path / "root/release")
        for program in ["swift", "metricsgen", "python3"]:
            self.run(f"! command -v {program}")
        self.run("! ldconfig -p | grep -q libyaml")

    def run(self, script, path=""):
        environment = {"PATH": f"{path}/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin", "HOME": "/root"}
        environment |= {"DEBIAN_FRONTEND": "noninteractive", "LC_ALL": "C.UTF-8", "PIP_CERT": "/etc/certificates.pem"}
        return run_in(self.path, "bash", "-ec", f"cd /root/release\n{script}", env=environment)

    def line(self, name):
        """A line of the page, by root, who needs no sudo, and without questions."""
        return documented(name).replace("sudo ", "").replace("apt-get install ", "apt-get install -q -y ")

    def judge(self):
        self.run("apt-get update -q")
        self.run(self.line("checksums"))
        self.run(self.line("static"))
        expect_version(self.run(COMMANDS), f"{self.name}, static program")
        self.run("rm /usr/local/bin/metricsgen")

        self.run(self.line("debian"))
        expect_version(self.run(COMMANDS), f"{self.name}, Debian package")
        self.run("cd / && md5sum --check --quiet /var/lib/dpkg/info/metricsgen.md5sums")
        self.run("zcat /usr/share/man/man1/metricsgen.check.1.gz | grep -q references")
        self.run("apt-get purge -q -y metricsgen && ! command -v metricsgen && test ! -e /usr/share/doc/metricsgen")

        self.run("apt-get install -q -y --no-install-recommends python3-venv pipx && python3 -m venv /root/venv")
        self.run(self.line("pip"), path="/root/venv/bin:")
        expect_version(self.run(COMMANDS, path="/root/venv/bin:"), f"{self.name}, pip")
        self.run("pip check && pip uninstall -q -y metricsgen && ! command -v metricsgen", path="/root/venv/bin:")
        self.run(self.line("pipx"))
        expect_version(self.run(COMMANDS, path="/root/.local/bin:"), f"{self.name}, pipx")


def judge_empty_root(scratch):
    """The program alone, with nothing else in its file system: no C library, no shell."""
    empty = scratch / "empty"
    (empty / "package").mkdir(parents=True)
    shutil.copy(static_program(), empty / "metricsgen")
    (empty / "package/metrics.yaml").write_text(SPEC)
    (empty / "package/Package.swift").touch()
    expect_version(run_in(empty, "/metricsgen", "--version"), "alone in its file system")
    run_in(empty, "/metricsgen", "build", "package/metrics.yaml")
    run_in(empty, "/metricsgen", "check", "package/metrics.yaml")
    assert (empty / "package/Generated/metrics.md").exists()


def judge_python(scratch):
    """The wheel with the Python that runs this."""
    environment = scratch / "venv"
    run(sys.executable, "-m", "venv", environment)
    path = {**os.environ, "PATH": f"{environment}/bin:{os.environ['PATH']}"}
    run("bash", "-ec", documented("pip"), cwd=dist, env=path)
    run("pip", "check", env=path)
    expect_version(run("bash", "-c", COMMANDS, env=path), f"pip of Python {sys.version.split()[0]}")
    path = {**os.environ, "PIPX_HOME": str(scratch / "pipx"), "PIPX_BIN_DIR": str(scratch / "pipx bin")}
    path["PATH"] = f"{scratch}/pipx bin:{pathlib.Path(sys.executable).parent}:{os.environ['PATH']}"
    run("bash", "-ec", documented("pipx"), cwd=dist, env=path)
    expect_version(run("bash", "-c", COMMANDS, env=path), "pipx")


def judge_pre_commit(scratch):
    """The real pre-commit, without a network and without an installed metricsgen."""
    repository, packages = scratch / "repository", scratch / "packages"
    packages.mkdir()
    shutil.copy(only("*.whl"), packages)
    # pre-commit's own package for a hook of its user is built with it.
    run(sys.executable, "-m", "pip", "download", "-q", "-d", packages, "setuptools", "wheel")
    repository.mkdir()
    configuration = documented("pre-commit", "yaml")
    wheel = packages / only("*.whl").name
    address = re.search(r"https://\S*\.whl", configuration).group(0)
    assert address.rsplit("/", 1)[1] == wheel.name, f"{address} isn't the address of a {wheel.name}"
    yaml.safe_load(configuration)
    (repository / ".pre-commit-config.yaml").write_text(configuration.replace(address, wheel.as_uri()))
    (repository / "metrics.yaml").write_text(SPEC)
    (repository / "Package.swift").touch()
    git = ["git", "-C", repository, "-c", "user.name=t", "-c", "user.email=t@example.com"]
    run(*git, "init", "-q")
    run(*git, "add", "-A")
    path = {**os.environ, "PRE_COMMIT_HOME": str(scratch / "home"), "PIP_NO_INDEX": "1", "PIP_FIND_LINKS": packages.as_uri()}
    hook = [sys.executable, "-m", "pre_commit", "run", "--color", "never", "--all-files"]
    failed = run(*hook, status=1, cwd=repository, env=path)
    assert "Generated/metrics.md is missing" in failed, failed
    run(static_program(), "build", cwd=repository)
    assert "Passed" in run(*hook, cwd=repository, env=path)
    print("pre-commit installs the wheel and runs it, without a network")


def judge_prebuilt(scratch):
    """The package for SwiftPM: PluginVariantTests builds with one; this one is the same, from the release."""
    shutil.copy(only("*.tar.gz"), scratch)
    run("bash", "-ec", documented("prebuilt"), cwd=scratch)
    package = scratch / "metricsgen-prebuilt"
    description = json.loads(run("swift", "package", "--package-path", package, "describe", "--type", "json"))
    assert [product["name"] for product in description["products"]] == ["MetricsGenPrebuiltPlugin"]
    (tool,) = package.glob("*.artifactbundle/*/bin/*")
    assert run(tool, "--version").strip() == version
    print("the package with the prebuilt tool has its plugin and its tool")


def install():
    with tempfile.TemporaryDirectory(prefix="release-") as made:
        scratch = pathlib.Path(made)
        judge_empty_root(scratch)
        judge_python(scratch)
        judge_pre_commit(scratch)
        judge_prebuilt(scratch)
        for name in ["bookworm", "trixie"]:
            Tree(name, scratch).judge()


sys.stdout.reconfigure(line_buffering=True)
{"build": build, "files": files, "install": install}[step]()

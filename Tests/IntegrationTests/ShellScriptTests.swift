// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import Foundation
import TestSupport
import Testing

/// The scripts behind `make`, on machines that are made of a few programs: what they look for, and what they say.
@Suite("Scripts that install and build")
struct ShellScriptTests {
    /// A directory with programs, which are all that a script finds.
    private struct Machine {
        let directory: TemporaryDirectory
        var repository: String { directory.path + "/a clone" }

        init(_ programs: [String: String]) throws {
            directory = try TemporaryDirectory()
            for (name, script) in programs { try add("programs/\(name)", script) }
        }

        func add(_ path: String, _ script: String) throws {
            try directory.write("#!/bin/bash\n\(script)\n", to: path)
            try FileManager.default.setAttributes(
                [.posixPermissions: 0o755], ofItemAtPath: directory.path + "/" + path)
        }

        /// Runs a script of a copy of `Scripts/`: nothing of this repository is built or written.
        func run(_ script: String, _ arguments: String..., systemPrograms: Bool = false) throws
            -> (ending: RunningProcess.Ending, text: String)
        {
            if !FileManager.default.fileExists(atPath: repository) {
                let scripts = Repository.root.appending(path: "Scripts")
                try directory.write("", to: "a clone/Package.swift")
                try FileManager.default.copyItem(
                    at: scripts, to: directory.url.appending(path: "a clone/Scripts"))
            }
            let path = directory.path + "/programs" + (systemPrograms ? ":/usr/bin:/bin" : "")
            let outcome = try RunningProcess.run(
                "/bin/bash", ["\(repository)/Scripts/\(script)"] + arguments, environment: ["PATH": path])
            return (outcome.ending, outcome.output + outcome.errorOutput)
        }
    }

    private static let blindCompilers = ["cc": "exit 1", "clang": "exit 1", "id": "echo 501"]

    @Test("libyaml is found by either compiler, by pkg-config, and where Homebrew keeps it")
    func libyaml() throws {
        let ways: [[String: String]] = [
            ["cc": "exit 0"], ["clang": "exit 0"], ["pkg-config": #"[ "$*" = "--exists yaml-0.1" ]"#],
            ["brew": #"[ "$*" = "--prefix libyaml" ] && echo "${0%/programs/brew}/homebrew""#],
        ]
        for way in ways {
            let machine = try Machine(Self.blindCompilers.merging(way) { $1 })
            try machine.directory.write("", to: "homebrew/include/yaml.h")
            let found = try machine.run("install-dependencies", "libyaml")
            #expect(found.ending == .exited(0) && found.text.isEmpty, "\(way): \(found.text)")
        }
    }

    @Test("where libyaml is not, it is said which package has it")
    func noLibyaml() throws {
        // Homebrew answers with a place also for what isn't installed.
        let machine = try Machine(
            Self.blindCompilers.merging(["pkg-config": "exit 1", "brew": "echo /nowhere/opt/libyaml"]) { $1 })
        let missing = try machine.run("install-dependencies", "libyaml")
        #expect(missing.ending == .exited(1))
        for advice in ["apt-get install libyaml-dev", "dnf install libyaml-devel", "brew install libyaml"] {
            #expect(missing.text.contains(advice), "\(missing.text)")
        }
    }

    /// A Swift that says how it was called, and builds a metricsgen that only knows its version.
    private static let swift = """
        case $1 in
        --version) echo "Swift version 6.2 (swift-6.2-RELEASE)" ;;
        build)
            echo building
            mkdir -p .build/install/release
            printf '#!/bin/sh\\necho 0.1.0\\n' >.build/install/release/metricsgen ;;
        esac
        """

    @Test("a prefix that can't be written to is refused before the build")
    func prefix() throws {
        let machine = try Machine(["swift": Self.swift])
        try machine.directory.write("", to: "file")
        let refused = try machine.run("install-metricsgen", machine.directory.path + "/file/x", systemPrograms: true)
        #expect(refused.ending == .exited(1))
        #expect(
            refused.text
                == "error: `\(machine.directory.path)/file/x/bin` can't be written to; install it elsewhere: "
                + "make install PREFIX=$HOME/.local\n")
    }

    @Test("what has to be in PATH and in zsh's fpath is said, where it isn't there already")
    func hints() throws {
        let machine = try Machine(["swift": Self.swift])
        let prefix = machine.directory.path + "/opt"
        let installed = try machine.run("install-metricsgen", prefix, systemPrograms: true)
        #expect(installed.ending == .exited(0))
        #expect(installed.text.contains("export PATH=\"\(prefix)/bin:$PATH\"\n"), "\(installed.text)")
        #expect(installed.text.contains("fpath=(\"\(prefix)/share/zsh/site-functions\" $fpath)"), "\(installed.text)")
        let named = try RunningProcess.run(
            "/bin/bash", [machine.repository + "/Scripts/install-metricsgen", prefix],
            environment: ["PATH": "\(machine.directory.path)/programs:\(prefix)/bin:/usr/bin:/bin"])
        #expect(named.ending == .exited(0) && !named.output.contains("export PATH"), "\(named.output)")
    }

    @Test("a Swift that is too old is refused before the build")
    func oldSwift() throws {
        let machine = try Machine(["swift": "echo 'Swift version 6.1.2 (swift-6.1.2-RELEASE)'"])
        let refused = try machine.run(
            "install-metricsgen", machine.directory.path + "/opt", systemPrograms: true)
        #expect(refused.ending == .exited(1))
        #expect(refused.text.hasPrefix("error: metricsgen is built with Swift 6.2 or later, and this is Swift 6.1;"))
    }

    @Test("where libyaml can't be linked statically, the prebuilt tool's script says so before it builds")
    func staticLibyaml() throws {
        let machine = try Machine([
            "cc": "echo libyaml.a", "clang": "echo libyaml.a", "uname": "echo Linux", "swift": "echo building",
        ])
        let refused = try machine.run("make-artifactbundle", systemPrograms: true)
        #expect(refused.ending == .exited(1))
        #expect(refused.text.hasPrefix("error: there is no libyaml.a here"), "\(refused.text)")
        #expect(refused.text.contains("libyaml-devel has none"))
        #expect(!refused.text.contains("building"))
    }

    @Test("a warning of the compiler is found in what a build has left; where nothing was built, that is said")
    func warnings() throws {
        let clone = try TemporaryDirectory()
        try clone.copy("Scripts/check-warnings", from: Repository.root)
        func check() throws -> RunningProcess.Outcome {
            try RunningProcess.run("python3", [clone.path + "/Scripts/check-warnings"])
        }
        #expect(try check().errorOutput.contains("run `swift build --build-tests` first"))

        let (source, module) = (clone.path + "/Sources/M/f.swift", clone.path + "/.build/debug/M.build")
        let table = [source: ["diagnostics": module + "/f.dia"]]
        try clone.write(
            String(decoding: JSONEncoder().encode(table), as: UTF8.self),
            to: ".build/debug/M.build/output-file-map.json")
        for (text, warning) in [
            (
                "public func f() { let x = 1 }\n",
                "Sources/M/f.swift: initialization of immutable value 'x' was never used"
            ),
            ("public func f() {}\n", nil),
        ] {
            try clone.write(text, to: "Sources/M/f.swift")
            let compiled = try RunningProcess.run(
                "swiftc", ["-parse-as-library", "-c", "-serialize-diagnostics", source], workingDirectory: module)
            #expect(compiled.ending == .exited(0), "\(compiled.errorOutput)")
            let checked = try check()
            #expect(checked.ending == .exited(warning == nil ? 0 : 1), "\(checked.errorOutput)")
            if let warning { #expect(checked.errorOutput.contains(warning)) }
        }
    }

    @Test("a public symbol that no topic of its page lists is found in the documentation, and inherited ones aren't")
    func documentation() throws {
        let site = try TemporaryDirectory()
        func check(_ sections: String) throws -> RunningProcess.Outcome {
            try site.write(
                """
                {"kind": "symbol", "metadata": {"title": "Tea", "symbolKind": "module"}, "topicSections": [\(sections)],
                 "references": {"doc://tea/Pot": {"title": "Pot"}}}
                """, to: "data/documentation/tea.json")
            let script = Repository.root.appending(path: "Scripts/check-documentation").path(percentEncoded: false)
            return try RunningProcess.run(script, [site.path])
        }
        let topic = #"{"title": "Pots", "identifiers": ["doc://tea/Pot"]}"#
        let inherited = #"{"generated": true, "identifiers": ["doc://tea/Equatable-Implementations"]}"#
        let listed = try check("\(topic), \(inherited)")
        #expect(listed.ending == .exited(0) && listed.errorOutput == "", "\(listed.errorOutput)")
        let unlisted = try check(#"{"title": "Structures", "generated": true, "identifiers": ["doc://tea/Pot"]}"#)
        #expect(unlisted.ending == .exited(1) && unlisted.errorOutput == "error: Tea: no topic lists `Pot`\n")
    }

    @Test("make calls the judges and the benchmarks also in a clone with a space in its path")
    func spaces() throws {
        let machine = try Machine(["swift": "exit 0", "go": "exit 0"])
        let clone = "ü x/"
        for program in [
            "Scripts/install-dependencies", "Scripts/build-static", "Benchmarks/count-instructions",
            ".build-fuzz/debug/front-end-fuzzer",
            ".build-fuzz/debug/query-fuzzer",
        ] { try machine.add(clone + program, "exit 0") }
        // As the benchmark runs the commands of its peers.
        try machine.add(clone + "Benchmarks/.build/release/runtime-benchmark", #"sh -c "$2""#)
        try machine.add(clone + ".build/python/bin/python", #"echo "Python runs $*""#)
        for file in ["Tests/IntegrationTests/Judges/requirements.txt", ".build/python/ready"] {
            try machine.directory.write("", to: clone + file)
        }
        try FileManager.default.copyItem(
            at: Repository.root.appending(path: "Makefile"),
            to: machine.directory.url.appending(path: clone + "Makefile"))
        let made = try RunningProcess.run(
            "make",
            [
                "soak-killing", "soak-front-end", "soak-queries", "bench-compiler", "bench-json", "bench-queries",
                "bench-runtime",
            ],
            environment: ["PATH": "\(machine.directory.path)/programs:/usr/bin:/bin"],
            workingDirectory: machine.directory.path + "/" + clone)
        #expect(made.ending == .exited(0), "\(made.output)\(made.errorOutput)")
        for program in [
            "Tests/IntegrationTests/Judges/multiprocess.py killing", "Tests/IntegrationTests/Judges/hostile_inputs.py",
            "Benchmarks/compile-speed", "Benchmarks/json-speed", "Benchmarks/query-speed .build/release/query-timer",
            "Benchmarks/Peers/python_client.py",
        ] { #expect(made.output.contains("\nPython runs \(program)"), "\(program): \(made.output)") }
    }
}

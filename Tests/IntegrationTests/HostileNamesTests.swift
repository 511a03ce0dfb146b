// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import Foundation
import TestSupport
import Testing

/// The contents of a stranger's repository must not control the terminal of its reader, nor the job in CI.
@Suite("Names and strings that are commands")
struct HostileNamesTests {
    private let package: TemporaryDirectory
    private static let name = "a\n::stop-commands::x\n##[group]\u{1B}[31m\r\u{9B}32m.yaml"
    private static let texts = "::stop-commands::x ##[error]y \\e[31m\\u202E\\n::warning::z\\r::debug::a ##vso[task.x]"

    init() throws {
        package = try TemporaryDirectory()
        try package.write("", to: "Package.swift")
    }

    private func write(fault: String = "", outputs: String = "docs: {file: Generated/m.md}") throws {
        try package.write(
            """
            metricsgen: 1
            product: {name: shop, version: "1.0.0", prefix: shop_}
            outputs: {\(outputs)}
            groups:
              orders:
                help: "\(Self.texts)"
                metrics:
                  taken_total: {type: counter, help: "\(Self.texts)"}
                  old_total:
                    type: counter
                    removed: {in: "1.0", reason: "\(Self.texts)"}
            \(fault)
            """, to: "spec/" + Self.name)
    }

    private func metricsgen(_ arguments: String...) throws -> RunningProcess.Outcome {
        try RunningProcess.run(BuiltProgram.path("metricsgen"), arguments, workingDirectory: package.path)
    }

    /// Lines that a terminal or a runner would obey.
    private static func commands(_ outcome: RunningProcess.Outcome) -> [String] {
        let lines = (outcome.output + "\n" + outcome.errorOutput).split(whereSeparator: \.isNewline).map(String.init)
        return lines.filter { line in
            let start = line.drop { $0.isWhitespace }
            let isOurs = ["::error ", "::warning ", "::notice "].contains {
                line.hasPrefix($0) && line.contains("title=")
            }
            return start.hasPrefix("::") && !isOurs
                || line.contains("##[") || line.contains("##vso[")
                || line.unicodeScalars.contains { scalar in
                    scalar != "\t" && [.control, .format, .lineSeparator].contains(scalar.properties.generalCategory)
                }
        }
    }

    @Test("are shown and not obeyed, by every command and in every format")
    func printed() throws {
        for fault in ["", "\"\(Self.texts)\": 1", "::stop-commands::x\n##[error]x: 1"] {
            try write(fault: fault)
            for format in ["text", "github", "json", "sarif"] {
                for command in ["check", "lint", "build", "lifecycle", "catalogue"] {
                    let outcome = try metricsgen(command, "--format", format)
                    #expect(Self.commands(outcome) == [], "\(command) \(format) \(fault)")
                    #expect(fault.isEmpty || outcome.ending == .exited(1), "\(command) \(format) \(fault)")
                }
            }
        }
        try write()
        for arguments in [["lifecycle", "--from", "0.9"], ["lifecycle", "--at", Self.name]] {
            let outcome = try RunningProcess.run(
                BuiltProgram.path("metricsgen"), arguments, workingDirectory: package.path)
            #expect(Self.commands(outcome) == [], "\(arguments)")
        }
        for arguments in [
            ["explain", Self.name], ["build", Self.name], ["init", "x/" + Self.name], ["lint", "--\(Self.name)"],
        ] {
            let outcome = try RunningProcess.run(
                BuiltProgram.path("metricsgen"), arguments, workingDirectory: package.path)
            #expect(Self.commands(outcome) == [], "\(arguments)")
        }
    }

    @Test("are shown and not obeyed in the difference from an output that somebody edited")
    func difference() throws {
        try write()
        #expect(try metricsgen("build").ending == .exited(0))
        let page = try package.text(of: "Generated/m.md")
        try package.write(
            page + "::stop-commands::x\n \t::debug::\u{1B}[31m\n##[error]x\n\u{9B}31m\u{202E}\n", to: "Generated/m.md")
        for format in ["text", "github", "json", "sarif"] {
            let outcome = try metricsgen("check", "--format", format)
            #expect(outcome.ending == .exited(1))
            #expect(Self.commands(outcome) == [], "\(format)")
        }
    }

    @Test("end no comment of what is generated")
    func generated() throws {
        try write(outputs: "swift: {directory: Generated/Swift}, docs: {file: Generated/m.md}")
        try FileManager.default.moveItem(
            atPath: package.path + "/spec/" + Self.name, toPath: package.path + "/spec/a\n--> <b> *∕ \"x\".yaml")
        let build = try metricsgen("build")
        #expect(build.ending == .exited(0), "\(build.errorOutput)")
        let swift = try package.text(of: "Generated/Swift/ShopMetrics.swift").split(separator: "\n")
        #expect(swift.prefix { $0.hasPrefix("//") }.contains { $0.contains(#"a\n--> <b>"#) }, "\(swift.prefix(3))")
        let page = try package.text(of: "Generated/m.md").split(separator: "\n")
        #expect(page.first?.hasSuffix("-->") == true)
        #expect(page.first?.components(separatedBy: "-->").count == 2)
        #expect(!page.dropFirst().contains { $0.contains("<b>") })
    }
}

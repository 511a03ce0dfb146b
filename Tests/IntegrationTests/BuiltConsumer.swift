// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import TestSupport
import Testing

/// A package that is built before the first test of a suite, and that all of them share: a clean build for each would take
/// minutes. Each test begins with the sources as they were.
struct BuiltConsumer: Sendable {
    private let package: ConsumerPackage
    /// What the first build printed.
    let firstBuild: String

    @TaskLocal fileprivate static var current: BuiltConsumer?

    /// Of the suite that is running.
    static var shared: BuiltConsumer {
        get throws { try #require(current, "the suite has no trait `.sharing`") }
    }

    fileprivate init(copying path: String) throws {
        package = try ConsumerPackage(copying: path)
        let build = try package.swift("build", "--build-tests")
        try #require(build.ending == .exited(0), "\(build.text)")
        firstBuild = build.text
    }

    /// The package with its own sources, and nothing left to build.
    func restored() throws -> ConsumerPackage {
        try package.restore()
        // Where files came or went, SwiftPM plans again, and the next build may run tools once more.
        for _ in 0..<4 {
            let build = try package.swift("build", "--build-tests")
            try #require(build.ending == .exited(0), "\(build.text)")
            if Self.compiled(in: build.text).isEmpty { return package }
        }
        Issue.record("every build finds something to compile")
        return package
    }

    /// What a build compiled, as its progress lines say it; plugins' own code is checked every time.
    static func compiled(in text: String) -> [String] {
        text.split(separator: "\n").compactMap { line in
            guard let range = line.firstRange(of: "] Compiling "), !line.contains("Compiling plugin") else {
                return nil
            }
            return String(line[range.upperBound...])
        }
    }

    struct Sharing: SuiteTrait, TestScoping {
        let path: String

        /// Once around the whole suite.
        func provideScope(
            for test: Test, testCase: Test.Case?, performing function: @Sendable () async throws -> Void
        ) async throws {
            try await BuiltConsumer.$current.withValue(BuiltConsumer(copying: path)) { try await function() }
        }
    }
}

extension Trait where Self == BuiltConsumer.Sharing {
    /// The tests of the suite share a copy of this package of the repository.
    static func sharing(_ path: String) -> Self { Self(path: path) }
}

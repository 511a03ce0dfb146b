// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import Foundation

/// The programs of this package, as they were built beside the tests.
enum BuiltProgram {
    static func path(_ name: String) -> String {
        directory.appending(path: name).path(percentEncoded: false)
    }

    private static let directory: URL = {
        #if canImport(Darwin)
            for bundle in Bundle.allBundles where bundle.bundlePath.hasSuffix(".xctest") {
                return bundle.bundleURL.deletingLastPathComponent()
            }
        #endif
        return URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent()
    }()
}

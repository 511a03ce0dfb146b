// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import Foundation
import TestSupport
import Testing

@Suite("Names come from the spec")
struct NoNamesByHandTests {
    @Test("no source spells the name of one of the product's metrics")
    func sources() throws {
        let sources = Repository.root.appending(path: "Sources")
        let files = try #require(FileManager.default.enumerator(at: sources, includingPropertiesForKeys: nil))
        var count = 0
        for case let file as URL in files where file.pathExtension == "swift" {
            count += 1
            let text = try String(contentsOf: file, encoding: .utf8)
            #expect(!text.contains("\"vllm" + ":"), "\(file.lastPathComponent)")
        }
        #expect(count > 50)
    }
}

// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import MetricsVocabulary
import SpecDiagnostics

/// What a command line says about files with queries, and about the metrics that they may ask for.
package struct ReferenceArguments: Sendable {
    /// Files and directories; `-` for standard input.
    package var files: [String] = []
    /// Catalogues, scraped pages and saved metadata.
    package var catalogues: [String] = []
    /// The beginnings of names of which these files have every metric.
    package var completePrefixes: [String] = []
    /// The release that queries are judged for; that of the spec if nil.
    package var version: ProductVersion?

    /// An option that says nothing to a run without files, if one was given.
    var optionOfQueries: String? {
        if !catalogues.isEmpty { return "--catalogue" }
        if !completePrefixes.isEmpty { return "--complete" }
        return version == nil ? nil : "--product-version"
    }

    package init() {}

    /// - Throws: if `productVersion` isn't a version.
    package init(files: [String], catalogues: [String], completePrefixes: [String], productVersion: String?) throws {
        self.files = files
        self.catalogues = catalogues
        self.completePrefixes = completePrefixes
        version = try ProductVersion(argument: productVersion, of: "--product-version")
    }
}

extension ProductVersion {
    /// The value of an option, if it is there.
    init?(argument text: String?, of option: String) throws(CommandFailure) {
        guard let text else { return nil }
        guard let version = ProductVersion(text) else {
            throw CommandFailure("`\(option)`: \(quoted: text) is not a version; write it as in `0.9` or `0.9.1`")
        }
        self = version
    }
}

/// What a command line says is known already, and isn't reported.
package struct BaselineArguments: Sendable {
    /// The file to read.
    package var known: String?
    /// The file to write.
    package var written: String?
    /// Findings on lines that are as they were in this revision are known.
    package var revision: String?

    package init(known: String? = nil, written: String? = nil, revision: String? = nil) {
        self.known = known
        self.written = written
        self.revision = revision
    }
}

// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

#if HTTP
    /// A host as the user writes it, converted to one that can be resolved.
    struct ServerHost: Equatable {
        let name: String

        /// - Throws: If it is empty: it would be resolved to every address of the machine.
        init(_ text: String) throws(MetricsServerError) {
            let isBracketed = text.hasPrefix("[") && text.hasSuffix("]")
            name = isBracketed ? String(text.dropFirst().dropLast()) : text
            guard !name.allSatisfy(\.isWhitespace) else { throw .noHost }
        }
    }
#endif

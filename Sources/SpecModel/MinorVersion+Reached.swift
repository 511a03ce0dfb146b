// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import MetricsVocabulary

extension MinorVersion {
    /// Whether a release has reached this one. A waiver until this one then holds no more.
    ///
    /// - Parameter line: nil if nobody says which release it is: then none is reached.
    package func isReached(at line: MinorVersion?) -> Bool { line.map { self <= $0 } ?? false }
}

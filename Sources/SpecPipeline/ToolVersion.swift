// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

package enum ToolVersion {
    /// The version of metricsgen itself.
    package static let current = "0.1.0"
}

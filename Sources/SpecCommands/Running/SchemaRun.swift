// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

/// `metricsgen schema`.
package enum SchemaRun {
    package static func run() throws { try Console.print(document: SchemaText.text) }
}

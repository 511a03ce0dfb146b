// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

/// A duration as Prometheus writes it, such as `1h30m`.
package struct PrometheusDuration: Sendable, Equatable {
    package let text: String
    package let milliseconds: Int

    package init(text: String, milliseconds: Int) {
        self.text = text
        self.milliseconds = milliseconds
    }
}

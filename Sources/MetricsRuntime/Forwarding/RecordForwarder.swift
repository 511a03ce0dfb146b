// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

/// Where the records of a registry's typed metrics go in addition to the registry.
package protocol RecordForwarder: Sendable {
    /// What takes the records of one series. It is called at the first record of the series, under no lock. Two threads
    /// that record it for the first time at once may both call this.
    ///
    /// - Parameters:
    ///   - name: The metric's name in the exposition.
    ///   - labels: All labels of the series, in the order of their names.
    func receiver(of name: String, _ kind: MetricKind, labels: [(String, String)]) -> any RecordReceiver
}

/// Takes the records of one series, from any thread.
package protocol RecordReceiver: AnyObject, Sendable {
    /// A counter or a gauge has grown; a gauge also by a negative amount.
    func add(_ amount: Double)
    /// A gauge was set.
    func set(_ value: Double)
    /// A histogram or a summary has observed a value.
    func observe(_ value: Double)
}

extension MetricsRegistry {
    /// Passes on the records of the metrics that are made in this registry from now on.
    ///
    /// - Returns: `false` if it has metrics already, or passes on to another one. Nothing changes then.
    package func setForwarder(_ forwarder: some RecordForwarder) -> Bool {
        withFamilies { families in
            guard families.forwarder == nil, families.isEmpty else { return false }
            families.forwarder = forwarder
            return true
        }
    }
}

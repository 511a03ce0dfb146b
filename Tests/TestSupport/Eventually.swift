// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import Foundation

/// Whether a condition holds now or some time later, for what happens at a time that a test can't know.
///
/// It is asked again and again until it holds, and no longer than something that hangs is waited for.
public func eventually(_ condition: () throws -> Bool) rethrows -> Bool {
    let deadline = Date(timeIntervalSinceNow: RunningProcess.patience)
    while try !condition() {
        guard Date() < deadline else { return false }
        Thread.sleep(forTimeInterval: 0.01)
    }
    return true
}

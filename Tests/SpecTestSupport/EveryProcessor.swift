// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import Dispatch
import Synchronization

/// What is wrong with each of many inputs, in their order. They have nothing to do with each other, so each processor takes
/// one, and there are so many that a test would else take a minute.
///
/// - Parameter judge: what is wrong with one. It can't record issues, since no thread but its own knows which test it is in.
package func faultsFound<Input: Sendable>(
    in inputs: [Input], _ judge: @escaping @Sendable (Input) -> [String]
) -> [String] {
    let faults = Mutex([[String]](repeating: [], count: inputs.count))
    DispatchQueue.concurrentPerform(iterations: inputs.count) { index in
        let found = judge(inputs[index])
        if !found.isEmpty { faults.withLock { $0[index] = found } }
    }
    return faults.withLock { $0.flatMap(\.self) }
}

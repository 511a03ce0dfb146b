// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import Synchronization

/// A value that is made when it is asked for first, and kept for all copies of its owner.
final class Lazily<Value: Sendable>: Sendable {
    private let made = Mutex<Value?>(nil)

    func value(_ make: () -> Value) -> Value {
        made.withLock { made in
            if let made { return made }
            let value = make()
            made = value
            return value
        }
    }
}

// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import Foundation
import Synchronization

@testable import MetricsRuntime

/// Does something while another thread holds `StructureLock`. What takes the lock would never return.
enum HeldStructureLock {
    static func during(_ body: () throws -> Void) rethrows {
        let (isHeld, isDone) = (Flag(), Flag())
        Thread.detachNewThread {
            StructureLock.withLock {
                isHeld.set()
                while !isDone.isSet { usleep(500) }
            }
        }
        while !isHeld.isSet { usleep(500) }
        defer { isDone.set() }
        try body()
    }

    private final class Flag: Sendable {
        private let value = Atomic(false)
        var isSet: Bool { value.load(ordering: .sequentiallyConsistent) }
        func set() { value.store(true, ordering: .sequentiallyConsistent) }
    }
}

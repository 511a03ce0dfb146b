// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecOrigins

/// The product of `Fixtures/bakery.yaml`.
enum Bakery {
    static func product() -> ResolvedSpec {
        do {
            return try TestSpec.bakery()
        } catch {
            preconditionFailure("Fixtures/bakery.yaml doesn't resolve: \(error)")
        }
    }
}

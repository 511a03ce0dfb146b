// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

/// Another name for the series of a family in the files, which the exposition has too.
struct SecondName: Equatable {
    let name: String
    /// nil for the help of the family.
    var help: String?
    /// Whether a gauge's label with the name of the family is that of states, and has the second name there. A
    /// directory doesn't say what a gauge is.
    var renamesStates = true
}

// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecDiagnostics

/// The rules about the files that specs and command lines name, which the command that reads them reports.
enum FileRules {
    static let all: [ExplainedRule] = [
        ReferenceWithoutFiles.explained, UnreadableReference.explained, BinaryReference.explained,
        UnfollowedLink.explained,
    ]
}

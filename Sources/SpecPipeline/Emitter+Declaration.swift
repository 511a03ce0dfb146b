// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecLanguage
import SpecOutput

extension Emitter {
    /// What the language has to know of it.
    package var declaration: OutputDeclaration { OutputDeclaration(name: name, help: help, options: options) }
}

// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecEmitters
import SpecLanguage
import SpecOutput

/// The JSON Schema of the language with the outputs that there are.
package enum SchemaText {
    package static var text: String {
        let outputs = OutputDeclarations(Emitter.all.map(\.declaration))
        return LanguageSchema.document(outputs: outputs).text
    }
}

// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecOrigins
import SpecOutput

extension Emitter {
    /// The emitter `swift` in the build plugin. It generates no file and needs no directory, since the plugin writes
    /// `SwiftParts`. Its options are legal as elsewhere: a package can use the plugin and committed outputs with one
    /// spec.
    package static let swiftInPlugin = Emitter(
        name: swift.name, help: swift.help,
        options: swift.options.map { option in
            option.isRequired ? OutputOption(option.name, option.type, help: option.help) : option
        }
    ) { _, _ in Emission(files: []) }

    /// The request for the emitter `swift`; nil if the spec has none.
    package static func swiftRequest(of spec: ResolvedSpec) -> OutputRequest? {
        spec.outputs.first { $0.emitter.value == swift.name }
    }
}

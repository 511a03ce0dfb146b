import SpecModel

extension Emitter {
    /// The emitters as the build plugin sees them: every key under `outputs:` is as legal as elsewhere, so that a
    /// package can have the plugin and committed outputs from one spec, but none makes a file, and `swift` needs no
    /// directory. What the plugin writes is `SwiftParts`.
    package static let pluginMode: [Emitter] = all.map { emitter in
        Emitter(
            name: emitter.name, help: emitter.help,
            options: emitter.options.map { option in
                guard emitter.name == swift.name, option.name == "directory" else { return option }
                return OutputOption(option.name, option.type, help: option.help)
            }
        ) { _, _ in Emission(files: []) }
    }

    /// What a spec asks of the emitter `swift`; nil where it doesn't mention it.
    package static func swiftRequest(of product: Product) -> OutputRequest? {
        product.outputs.first { $0.emitter.value == swift.name }
    }
}

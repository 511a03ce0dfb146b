import SpecModel
import SpecOutput

extension Emitter {
    /// The emitter `swift` as the build plugin has it: it makes no file and needs no directory, since what the plugin
    /// writes is `SwiftParts`. Its options are as legal as elsewhere, so that a package can have the plugin and
    /// committed outputs from one spec.
    package static let swiftInPlugin = Emitter(
        name: swift.name, help: swift.help,
        options: swift.options.map { option in
            option.isRequired ? OutputOption(option.name, option.type, help: option.help) : option
        }
    ) { _, _ in Emission(files: []) }

    /// What a spec asks of the emitter `swift`; nil where it doesn't mention it.
    package static func swiftRequest(of product: Product) -> OutputRequest? {
        product.outputs.first { $0.emitter.value == swift.name }
    }
}

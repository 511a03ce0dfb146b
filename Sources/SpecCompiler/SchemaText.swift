import SpecEmitters
import SpecJSON
import SpecLanguage

/// The JSON Schema of the language with the outputs that there are.
package enum SchemaText {
    package static var text: String {
        let outputs = Emitter.all.map { OutputDeclaration(name: $0.name, help: $0.help, options: $0.options) }
        return LanguageSchema.document(outputs: outputs).text
    }
}

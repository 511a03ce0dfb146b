import SpecDiagnostics
import SpecJSON
import SpecYAML

/// What one root spec has written: the only files that are ever removed on its behalf. Stands beside the outputs and is
/// committed with them.
package struct Manifest: Sendable, Equatable {
    package let product: String
    /// The root spec, relative to the package's directory: tells a product that was renamed from a second product.
    package let spec: String
    /// Relative to the package's directory, in the order of their bytes.
    package let files: [String]

    package init(product: String, spec: String, files: some Sequence<String>) {
        self.product = product
        self.spec = spec
        self.files = Set(files).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    }

    package static func path(product: String) -> String { "Generated/.metricsgen-\(product).json" }

    package var text: String {
        let document: JSONValue = [
            "version": 1, "tool": .string("metricsgen \(ToolVersion.current)"), "product": .string(product),
            "spec": .string(spec),
            "files": .array(files.map(JSONValue.string)),
        ]
        return document.text
    }

    package enum Fault: Error { case unreadable }

    /// Reads a manifest. JSON is YAML, so that the front end's reader serves.
    ///
    /// - Throws: when it is not one, or names a file that is not inside the package: then nothing may be removed by it.
    package init(parsing text: String) throws(Fault) {
        let document = YAMLDocument(SourceText(path: "", text: text), id: SourceID(index: 0))
        guard document.findings.isEmpty, case .mapping(let mapping)? = document.root?.content else { throw .unreadable }
        func value(_ name: String) -> YAMLNode? { mapping.entries.first { $0.key.value == name }?.value }
        guard case .scalar(let version)? = value("version")?.content, version.text == "1",
            case .scalar(let product)? = value("product")?.content,
            case .scalar(let spec)? = value("spec")?.content,
            case .sequence(let elements)? = value("files")?.content
        else { throw .unreadable }
        var files: [String] = []
        for element in elements.elements {
            guard case .scalar(let path) = element.content, Path.staysInside(path.text) else { throw .unreadable }
            files.append(path.text)
        }
        self.init(product: product.text, spec: spec.text, files: files)
    }
}

extension Manifest {
    /// The manifests of other products in a directory of outputs, by their paths. What is none, or can't be read, is
    /// nobody's: nothing is removed by it.
    package static func others(than product: String, in base: String) -> [(
        path: String, text: String, manifest: Manifest
    )] {
        let directory = Path.directory(of: path(product: product))
        let names = (try? FileAccess.names(in: Path.join(base, directory))) ?? []
        return names.filter { $0.hasPrefix(".metricsgen-") && $0.hasSuffix(".json") }.compactMap { name in
            let path = Path.join(directory, name)
            guard path != Self.path(product: product), let bytes = try? FileAccess.read(Path.join(base, path)) else {
                return nil
            }
            let text = String(decoding: bytes, as: UTF8.self)
            return (try? Manifest(parsing: text)).map { (path, text, $0) }
        }
    }
}

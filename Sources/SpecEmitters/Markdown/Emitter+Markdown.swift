import SpecModel

extension Emitter {
    package static let markdown = Emitter(
        name: "docs",
        help: "One Markdown page about every metric: a table a group, what is deprecated, labels and parameters.",
        options: [
            OutputOption("file", .file, isRequired: true, help: "The page to write.")
        ],
        emit: { product, request in
            // The language has checked that required options are there; without one there is nothing to write.
            guard let file = request.text("file") else { return Emission(files: []) }
            return Emission(files: [OutputFile(path: file.value, text: MetricsPage(product).text)])
        })
}

// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecDiagnostics
import SpecOrigins
import SpecYAML

/// The keys at the top of a file.
package enum FileKeys {
    static let metricsgen = Key(
        "metricsgen", .integer, example: "1", requiredWith: "product",
        help: "the version of the language in which the file is written")
    static let product = Key("product", .product, help: "the product that has these metrics; makes a file a root spec")
    static let include = Key(
        "include", .list(of: .text(.pathOfFile)),
        help: "more files of the spec, relative to the directory of this one")
    static let lifecycle = Key("lifecycle", .lifecycle, help: "how long deprecated metrics live")
    static let releases = Key(
        "releases", .list(of: .release),
        help: """
            the minor versions of the product, oldest first, including planned ones. \
            If left out, releases are counted by their numbers, and the last minor version of a major version is \
            followed by the `.0` of the next one
            """)
    static let parameters = Key(
        "parameters",
        .entries("parameter", .identifier(of: "parameter"), of: .parameter, atMost: SizeLimits.parameters),
        help: "values that are known only when the process starts")
    static let labels = Key(
        "labels", .entries("label", .identifier(of: "label"), of: .label),
        help: "the labels that metrics can have")
    static let labelSets = Key(
        "label_sets",
        .entries("label set", .identifier(of: "label set"), of: .labelSet),
        help: "named lists of labels that are often used together")
    static let buckets = Key(
        "buckets", .entries("bucket set", .identifier(of: "bucket set"), of: .bucketSet),
        help: "named bounds of histograms")
    static let units = Key(
        "units", .entries("unit", .identifier(of: "unit"), of: .ownUnit),
        help: "units that the language doesn't have")
    static let groups = Key(
        "groups", .entries("group", .identifier(of: "group"), of: .group),
        help: "the metrics: a group is a struct in code, a table in documentation and a row in dashboards")
    static let derived = Key(
        "derived", .entries("derived value", .rule(of: "derived value"), of: .derived),
        help: "what metrics say together, such as a share or a quantile")
    static let alerts = Key(
        "alerts", .entries("alert", .rule(of: "alert"), of: .alert),
        help: "the states of the product that people have to know about")
    static let slos = Key(
        "slos",
        .entries("service level objective", .rule(of: "service level objective"), of: .objective),
        help: "how often something has to go well, over weeks")
    static let references = Key(
        "references", .list(of: .reference),
        help: """
            dashboards, files of rules and pages that ask for the metrics, which `check` reads: paths relative to the \
            package's directory, in which `*` and `?` stand for parts of a name, and `**` for any directories
            """)
    static let catalogues = Key(
        "catalogues", .list(of: .path(.catalogue)),
        help: """
            files with the metrics of other products that the references may ask for: a catalogue, a scraped page, or \
            the saved answer of Prometheus' `/api/v1/metadata`
            """)
    static let external = Key(
        "external", .list(of: .external),
        help: "metrics whose names begin like the product's and which aren't the product's")
    static let targetLabels = Key(
        "target_labels", .list(of: .name(.identifier(of: "label"))),
        help: """
            the labels that the scrape adds to all series, besides `job` and `instance`. \
            If left out, a label that the spec doesn't know is possible in a query
            """)
    static let policies = Key(
        "policies", .list(of: .policy),
        help: "what lint demands of every metric, each with a reason; also in files that several products include")
    static let allow = Key("allow", .waivers, help: "lint rules that this file may break, each with a reason")

    static func outputs(_ outputs: OutputDeclarations) -> Key<[OutputRequest]> {
        Key("outputs", .outputs(outputs), help: "what is generated from the spec, and where")
    }

    package static func table(_ outputs: OutputDeclarations) -> KeyTable {
        KeyTable(
            .file,
            [
                metricsgen.description, product.description, include.description, lifecycle.description,
                releases.description,
                self.outputs(outputs).description, parameters.description, labels.description, labelSets.description,
                buckets.description, units.description, groups.description, derived.description, alerts.description,
                slos.description, references.description,
                catalogues.description, external.description, targetLabels.description, policies.description,
                allow.description,
            ])
    }
}

extension FileDeclaration {
    /// Reads the declarations of a file and reports its own errors. References are resolved later.
    init(_ root: YAMLNode, of source: SourceText, id: SourceID, outputs: OutputDeclarations, findings: inout [Finding])
    {
        self.init(source, id: id)
        self.root = root
        guard case .mapping(let mapping) = root.content else {
            if case .reported = root.content {
            } else {
                findings.append(WrongType.finding(file: root))
            }
            isComplete = false
            return
        }
        let start = Position(line: 1, column: 1)
        let owner = mapping["product"]?.key ?? Spanned("", Span(source: id, start: start, end: start))
        isComplete = mapping.isComplete
        isRoot = mapping["product"] != nil
        // If the file has another language version, reports about its keys would be wrong.
        if let written = mapping["metricsgen"], case .scalar(let scalar) = written.value.content,
            let version = Int(scalar.text), version != SpecLanguage.version
        {
            findings.append(UnknownLanguageVersion.finding(version, at: written.value.span))
            isComplete = false
            return
        }
        var reader = MappingReader(mapping, of: FileKeys.table(outputs), owner: owner)
        // The misspelled key is reported.
        if reader.hasMistyped(FileKeys.product) { isComplete = false }
        _ = reader.require(FileKeys.metricsgen, isExcused: !isRoot)
        product = reader.read(FileKeys.product)?.value
        let known = reader.findings.count
        includes = reader.read(FileKeys.include)?.value ?? []
        // The declarations of a file count even if it is listed in a wrong way.
        if reader.findings.count > known || reader.meantKeys.contains(FileKeys.include.name) { isComplete = false }
        let written = reader.read(FileKeys.lifecycle)?.value
        lifecycle = written ?? LifecycleDeclaration()
        if written == nil, reader.has(FileKeys.lifecycle) || reader.hasMistyped(FileKeys.lifecycle) {
            lifecycle.granularity = nil
        }
        let outputsKey = FileKeys.outputs(outputs)
        self.outputs = reader.read(outputsKey)?.value ?? []
        releases = reader.read(FileKeys.releases)?.value
        func section<Value>(_ key: Key<[Declared<Value>]>) -> [Declared<Value>] {
            let section = reader.read(key)?.value
            if section == nil, reader.has(key) || reader.meantKeys.contains(key.name) {
                hiddenSections.insert(key.name)
            }
            return section ?? []
        }
        parameters = section(FileKeys.parameters)
        labels = section(FileKeys.labels)
        labelSets = section(FileKeys.labelSets)
        buckets = section(FileKeys.buckets)
        units = section(FileKeys.units)
        groups = section(FileKeys.groups)
        derived = section(FileKeys.derived)
        alerts = section(FileKeys.alerts)
        objectives = section(FileKeys.slos)
        policies = reader.read(FileKeys.policies)?.value.map(\.value) ?? []
        _ = reader.read(FileKeys.allow)
        references.files = reader.read(FileKeys.references)?.value.map(\.value) ?? []
        references.catalogues = reader.read(FileKeys.catalogues)?.value ?? []
        references.external = reader.read(FileKeys.external)?.value.map(\.value) ?? []
        references.targetLabels = reader.read(FileKeys.targetLabels)?.value
        references.supportedFrom = lifecycle.supportedFrom
        rootKeys = [
            (FileKeys.lifecycle.name, reader.place(of: FileKeys.lifecycle)),
            (FileKeys.releases.name, reader.place(of: FileKeys.releases)),
            (outputsKey.name, reader.place(of: outputsKey)),
            (FileKeys.references.name, reader.place(of: FileKeys.references)),
            (FileKeys.catalogues.name, reader.place(of: FileKeys.catalogues)),
            (FileKeys.external.name, reader.place(of: FileKeys.external)),
            (FileKeys.targetLabels.name, reader.place(of: FileKeys.targetLabels)),
        ].compactMap { name, span in span.map { Spanned(name, $0) } }
        findings += reader.findings
        if findings.hasErrors { faults = FaultyFile(root, findings) }
    }
}

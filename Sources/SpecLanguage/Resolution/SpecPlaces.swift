// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecDiagnostics
import SpecModel
import SpecOrigins
import SpecYAML

/// Finds where the parts of a model are written: in the trees of the files of its spec.
struct SpecPlaces: Sendable {
    private let files: [File]
    /// The named parts of each section, by their names; of two with one name the first.
    private var declared: [String: [String: EntryPath]] = [:]
    private var metrics: [Metric.ID: MetricPath] = [:]

    private struct File {
        let source: SourceID
        let text: SourceText
        let root: YAMLNode?

        subscript(section: String) -> YAMLMapping? {
            guard case .mapping(let mapping)? = root?.content else { return nil }
            return mapping[section]?.value.mapping
        }
    }

    private struct EntryPath {
        let file: Int
        let entry: Int
    }

    private struct MetricPath {
        let file: Int
        let group: Int
        let entry: Int
        /// Whether it is written beside the keys of its group.
        let isStray: Bool
    }

    private static let sections = [
        FileKeys.parameters.name, FileKeys.labels.name, FileKeys.buckets.name, FileKeys.units.name,
        FileKeys.groups.name, FileKeys.derived.name, FileKeys.alerts.name, FileKeys.slos.name,
    ]

    init(_ declarations: [FileDeclaration]) {
        files = declarations.map { File(source: $0.source, text: $0.text, root: $0.root) }
        for section in Self.sections {
            var entries: [String: EntryPath] = [:]
            for (index, file) in files.enumerated() {
                guard let mapping = file[section] else { continue }
                for entry in mapping.entries.indices {
                    let name = mapping.entries[entry].key.value
                    guard entries[name] == nil else { continue }
                    entries[name] = EntryPath(file: index, entry: entry)
                    if section == FileKeys.groups.name { addMetrics(ofGroup: entry, of: mapping, in: index) }
                }
            }
            declared[section] = entries
        }
    }

    private mutating func addMetrics(ofGroup index: Int, of groups: YAMLMapping, in file: Int) {
        let name = groups.entries[index].key.value
        guard let group = groups.entries[index].value.mapping else { return }
        func add(_ mapping: YAMLMapping, isStray: Bool) {
            for entry in mapping.entries.indices where !isStray || mapping.entries[entry].isMetricBesideKeys {
                let path = MetricPath(file: file, group: index, entry: entry, isStray: isStray)
                let id = Metric.ID(group: name, key: mapping.entries[entry].key.value)
                if let first = metrics.updateValue(path, forKey: id) { metrics[id] = first }
            }
        }
        if let metrics = group[GroupKeys.metrics.name]?.value.mapping { add(metrics, isStray: false) }
        add(group, isStray: true)
    }

    // MARK: Origins

    var origins: Origins { Origins(in: files[0].source, place: place) }

    func place(_ question: Origins.Question) -> Origins.Place? {
        guard var entry = entry(of: question.part) else { return nil }
        for key in question.field?.keys ?? [] {
            guard let next = entry.value.mapping?[key] else { return nil }
            entry = next
        }
        if !question.texts.isEmpty {
            guard let value = entry.value.element(saying: question.texts) else { return nil }
            return Origins.Place(key: entry.key.span, value: value)
        }
        return Origins.Place(
            key: entry.key.span, value: entry.value.isAbsent ? entry.key.span : entry.value.span)
    }

    private func entry(of part: Origins.Part) -> YAMLMapping.Entry? {
        switch part {
        case .spec: return files.first?.root.map { .init(key: Spanned("", $0.span), value: $0) }
        case .product: return files.first?.root?.mapping?[FileKeys.product.name]
        case .parameter(let name): return entry(of: name, in: FileKeys.parameters.name)
        case .choice(let value, let parameter):
            return entry(of: .parameter(parameter))?.value.mapping?[ParameterKeys.values.name]?.value
                .entry(named: value)
        case .label(let name): return entry(of: name, in: FileKeys.labels.name)
        case .bucketSet(let name): return entry(of: name, in: FileKeys.buckets.name)
        case .unit(let name): return entry(of: name, in: FileKeys.units.name)
        case .group(let key): return entry(of: key, in: FileKeys.groups.name)
        case .metric(let id): return metrics[id].flatMap(entry)
        case .derived(let name): return entry(of: name, in: FileKeys.derived.name)
        case .alert(let name): return entry(of: name, in: FileKeys.alerts.name)
        case .objective(let name): return entry(of: name, in: FileKeys.slos.name)
        case .value(let value, let label):
            guard let keys = entry(of: .label(label))?.value.mapping else { return nil }
            // An observation that leaves an optional label out has a value that isn't listed.
            return keys[LabelKeys.values.name]?.value.entry(named: value)
                ?? keys[LabelKeys.required.name].map { .init(key: Spanned(value, $0.value.span), value: $0.value) }
        case .ownLabel(let label, let metric): return entry(ofLabel: label, in: metric)
        case .ownValue(let value, let label, let metric):
            return entry(ofLabel: label, in: metric)?.value.mapping?[LabelKeys.values.name]?.value.entry(named: value)
                ?? entry(of: .value(value, ofLabel: label)) ?? entry(ofLabel: label, in: metric)
        case .state(let state, let metric):
            return entry(of: .metric(metric))?.value.mapping?[MetricKeys.states.name]?.value.entry(named: state)
        }
    }

    private func entry(of name: String, in section: String) -> YAMLMapping.Entry? {
        guard let path = declared[section]?[name] else { return nil }
        return files[path.file][section]?.entries[path.entry]
    }

    private func entry(ofLabel label: String, in metric: Metric.ID) -> YAMLMapping.Entry? {
        let keys = entry(of: .metric(metric))?.value.mapping
        return [MetricKeys.labels.name, MetricKeys.fields.name].lazy
            .compactMap { keys?[$0]?.value.mapping?[label] }.first
    }

    private func entry(_ path: MetricPath) -> YAMLMapping.Entry? {
        let group = files[path.file][FileKeys.groups.name]?.entries[path.group].value.mapping
        return (path.isStray ? group : group?[GroupKeys.metrics.name]?.value.mapping)?.entries[path.entry]
    }

    // MARK: Layout, for fixes

    /// How the keys of a metric are laid out.
    ///
    /// - Parameter key: the place of its key, because another metric may have the same one.
    func layout(of metric: Metric.ID, at key: Span) -> (layout: MappingLayout, text: SourceText)? {
        guard let path = metrics[metric], let entry = entry(path), entry.key.span == key,
            let mapping = entry.value.mapping
        else { return nil }
        return (MappingLayout(mapping), files[path.file].text)
    }
}

extension YAMLNode {
    var mapping: YAMLMapping? { if case .mapping(let mapping) = content { mapping } else { nil } }

    /// One of a list of names, or of a mapping with them as keys.
    fileprivate func entry(named name: String) -> YAMLMapping.Entry? {
        switch content {
        case .mapping(let mapping): return mapping[name]
        case .sequence(let sequence):
            let element = sequence.elements.first { $0.text == name }
            return element.map { .init(key: Spanned(name, $0.span), value: $0) }
        case .scalar, .reported: return nil
        }
    }

    /// The string that is one of these: the node itself, an element of it, or the name that an element has.
    fileprivate func element(saying texts: [String]) -> Span? {
        switch content {
        case .scalar(let scalar): return texts.contains(scalar.text) ? span : nil
        case .mapping(let mapping): return mapping[ReplacementKeys.name.name]?.value.element(saying: texts)
        case .sequence(let sequence):
            return sequence.elements.lazy.compactMap { $0.element(saying: texts) }.first
        case .reported: return nil
        }
    }

    private var text: String? { if case .scalar(let scalar) = content { scalar.text } else { nil } }
}

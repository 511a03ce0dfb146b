// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import MetricsVocabulary
import SpecJSON
import SpecModel

extension Catalogue {
    /// The version of the format that this release writes. It reads earlier ones too.
    package static let formatVersion = 2

    /// Why a file is not a catalogue that can be compared.
    package enum Fault: Error, Equatable, CustomStringConvertible {
        case notJSON(String)
        /// JSON of something else.
        case foreign
        case version(String)
        /// A key that its object has already: which of the two counts is anybody's guess.
        case repeatedKey(String, line: Int)
        /// A catalogue whose member is not what the format says, or missing.
        case malformed(member: String, metric: String?)

        package var description: String {
            switch self {
            case .notJSON(let reason): "it is not JSON: \(reason)"
            case .foreign: "it is not a catalogue that metricsgen wrote"
            case .version(let version):
                "it has version \(version) of the catalogue format, and this metricsgen reads versions 1 to \(formatVersion)"
            case .repeatedKey(let key, let line): "the key `\(key)` in line \(line) is in its object already"
            case .malformed(let member, let metric?):
                "`\(member)` of the metric `\(metric)` is missing, or is not what a catalogue says there"
            case .malformed(let member, nil): "`\(member)` is missing, or is not what a catalogue says there"
            }
        }
    }

    /// Above this, in bytes, a file isn't read: the catalogue of 100,000 metrics takes some 90 MB.
    package static let sizeLimit = 256 << 20

    /// Reads what `metricsgen catalogue` prints.
    package init(parsing bytes: [UInt8]) throws(Fault) {
        let parsed: JSONDocument
        do { parsed = try JSONDocument(bytes) } catch { throw .notJSON(error.description) }
        let document = parsed.root
        guard let version = document["version"], let groups = document["groups"], let owner = document["product"] else {
            throw .foreign
        }
        guard let number = version.whole, (1...Self.formatVersion).contains(number) else {
            throw .version(version.string ?? version.whole.map { "\($0)" } ?? "unknown")
        }
        if let repeated = parsed.repeatedKeys.first {
            throw .repeatedKey(repeated.key, line: parsed.position(of: repeated.again.lowerBound).line)
        }
        guard let name = owner["name"]?.string else { throw .malformed(member: "product.name", metric: nil) }
        guard let product = owner["version"]?.string.flatMap({ ProductVersion($0) }) else {
            throw .malformed(member: "product.version", metric: nil)
        }
        var metrics: [CataloguedMetric] = []
        let labels = DeclaredLabels(document["labels"]?.elements ?? [])
        let units = try Self.ownUnits(document["units"])
        guard let groups = groups.elements else { throw .malformed(member: "groups", metric: nil) }
        for group in groups {
            guard let members = group["metrics"]?.elements else { throw .malformed(member: "metrics", metric: nil) }
            for metric in members {
                metrics.append(try CataloguedMetric(metric, in: group, labels: labels, units: units))
            }
        }
        guard let prefix = owner["prefix"]?.string else { throw .malformed(member: "product.prefix", metric: nil) }
        let parts = groups + groups.flatMap { $0["metrics"]?.elements ?? [] }
        let otherPrefixes =
            ([owner] + groups).flatMap { ($0["aliases"]?.elements ?? []).compactMap(\.string) }
            + parts.compactMap { $0["prefix"]?.string }
        self.init(
            product: name, version: product,
            granularity: owner["granularity"]?.string.flatMap(Product.Granularity.init) ?? .minor, prefix: prefix,
            hasOpenPrefixes: parts.contains { $0["prefixParameter"]?["name"]?.string != nil },
            otherPrefixes: otherPrefixes, metrics: metrics,
            parameters: (document["parameters"]?.elements ?? []).compactMap { Parameter($0) })
        processes = owner["processes"]?.string.flatMap(Product.Processes.init)
        rules = try CataloguedRules(document)
    }
}

extension Catalogue {
    /// The units that the language doesn't have, by their names. Version 1 has none.
    private static func ownUnits(_ json: JSONNode?) throws(Fault) -> [String: OwnUnit] {
        var units: [String: OwnUnit] = [:]
        for unit in json?.elements ?? [] {
            guard let name = unit["name"]?.string else { throw .malformed(member: "units", metric: nil) }
            var base: LanguageUnit.Base?
            if let written = unit["baseUnit"], written["unit"]?.string != name {
                guard let unit = written["unit"]?.string.flatMap(LanguageUnit.init),
                    let factor = written["factor"]?.number
                else { throw .malformed(member: "units", metric: nil) }
                base = LanguageUnit.Base(unit: unit, factor: factor)
            }
            units[name] = OwnUnit(
                name: name, grafana: unit["grafana"]?.string ?? "short", suffix: unit["suffix"]?.string, base: base)
        }
        return units
    }
}

extension CataloguedMetric {
    /// - Parameters:
    ///   - labels: the declarations of labels.
    ///   - units: those that the language doesn't have, by their names.
    fileprivate init(
        _ json: JSONNode, in group: JSONNode, labels declared: DeclaredLabels, units: [String: OwnUnit]
    ) throws(Catalogue.Fault) {
        guard let name = json["name"]?.string else { throw .malformed(member: "name", metric: nil) }
        let reader = CatalogueReader(json: json, metric: name, declared: declared)
        self.name = name
        key = json["key"]?.string ?? name
        self.group = group["key"]?.string ?? ""
        help = json["help"]?.string ?? ""
        renamedFrom = (json["renamedFrom"]?.elements ?? []).compactMap(\.string)
        initial = json["initial"]?.number
        recording = json["valueType"]?.string.flatMap(Metric.ValueType.init)
        owner = json["owner"]?.string
        reading = json["howToRead"]?.string
        nextSteps = (json["nextSteps"]?.elements ?? []).compactMap(\.string)
        codeNames = json["swiftName"].map { name in
            let labels = (json["labels"]?.elements ?? []) + (json["fields"]?.elements ?? [])
            return CodeNames(
                group: group["swiftName"]?.string, metric: name.string,
                labels: Dictionary(
                    labels.compactMap { label in
                        label["swiftName"]?.string.flatMap { name in label["name"]?.string.map { ($0, name) } }
                    }
                ) { first, _ in first })
        }
        registeredName = json["registeredName"]?.string
        aliases = (json["aliases"]?.elements ?? []).compactMap(\.string)
        kind = try reader.choice("type")
        unit = try reader.unit(among: units)
        stability = try reader.optionalChoice("stability")
        mode = try reader.mode(of: kind)
        quantiles = (json["quantiles"]?.elements ?? []).compactMap(\.number)
        isMonotonic = json["monotonic"]?.bool ?? false
        labels = try reader.labels("labels") + (kind.has(.fields) ? try reader.labels("fields") : [])
        hasOpenFields = json["fieldsParameter"]?.string != nil
        states = kind.has(.states) ? try reader.states() : []
        native = reader.native()
        bounds = kind.has(.buckets) ? try reader.bounds(isNative: native != nil) : nil
        hasOverridableBounds = json["buckets"]?["overridable"]?.bool ?? false
        condition = try reader.condition()
        since = json["since"]?.string.flatMap { MinorVersion(release: $0) }
        changes = reader.changes()
        replacements = try reader.replacements()
        let lifecycle = json["lifecycle"]
        isFormerName =
            lifecycle?["deprecation"]?["publish"]?.string == "both" && lifecycle?["removal"]?.isNull == true
        end = try reader.end()
    }
}

/// What the declarations of labels say that metrics don't repeat.
private struct DeclaredLabels {
    /// By key; by name in version 1, which has no keys.
    let helps: [String: String]
    /// The names of those that may be left out, and the limits of the others. In version 2 the metrics themselves say it.
    let optional: Set<String>
    let limits: [String: JSONNode]

    init(_ labels: [JSONNode]) {
        helps = Dictionary(
            labels.compactMap { label in
                (label["key"]?.string ?? label["name"]?.string).flatMap { key in label["help"]?.string.map { (key, $0) }
                }
            }
        ) { first, _ in first }
        limits = Dictionary(
            labels.compactMap { label in label["name"]?.string.flatMap { name in label["limit"].map { (name, $0) } } }
        ) { first, _ in first }
        optional = Set(labels.filter { $0["required"]?.bool == false }.compactMap { $0["name"]?.string })
    }
}

/// Reads the members of one metric.
private struct CatalogueReader {
    let json: JSONNode
    let metric: String
    let declared: DeclaredLabels

    private func fault(_ member: String) -> Catalogue.Fault { .malformed(member: member, metric: metric) }

    func choice<Choice: RawRepresentable<String>>(_ member: String) throws(Catalogue.Fault) -> Choice {
        guard let choice = json[member]?.string.flatMap(Choice.init) else { throw fault(member) }
        return choice
    }

    /// `null` means that there is no choice; a word that this release doesn't know is an error, since nothing could
    /// be said about it.
    func optionalChoice<Choice: RawRepresentable<String>>(_ member: String) throws(Catalogue.Fault) -> Choice? {
        guard let value = json[member] else { throw fault(member) }
        return value.isNull ? nil : try choice(member) as Choice
    }

    /// An info metric and a stateset can be without one.
    func mode(of kind: MetricKind) throws(Catalogue.Fault) -> MultiprocessMode? {
        guard kind == .gauge || kind.has(.mode) && json["multiprocessMode"] != nil else { return nil }
        return try choice("multiprocessMode")
    }

    func unit(among units: [String: OwnUnit]) throws(Catalogue.Fault) -> Unit? {
        if let own = json["unit"]?.string.flatMap({ units[$0] }) { return .own(own) }
        return (try optionalChoice("unit") as LanguageUnit?).map(Unit.language)
    }

    func labels(_ member: String) throws(Catalogue.Fault) -> [CataloguedLabel] {
        guard let labels = json[member]?.elements else { throw fault(member) }
        var read: [CataloguedLabel] = []
        for label in labels {
            guard let name = label["name"]?.string, let source = label["source"]?.string,
                let values = label["values"]?.elements
            else { throw fault(member) }
            var catalogued = CataloguedLabel(
                name: name, values: source == "closed" ? values.compactMap(\.string) : nil,
                isRequired: label["required"]?.bool ?? !declared.optional.contains(name), isOpen: source == "open")
            catalogued.key = label["key"]?.string ?? name
            catalogued.help = label["help"]?.string ?? declared.helps[catalogued.key] ?? ""
            catalogued.limit = (label["limit"] ?? declared.limits[name]).flatMap(limit)
            catalogued.deprecation = label["deprecation"].flatMap(labelDeprecation)
            for value in label["deprecatedValues"]?.elements ?? [] {
                guard let text = value["value"]?.string else { continue }
                catalogued.deprecatedValues[text] = value["deprecation"].flatMap(labelDeprecation)
            }
            read.append(catalogued)
        }
        return read
    }

    private func limit(_ json: JSONNode) -> ValueLimit? {
        if let count = json.whole { return .number(count) }
        return json["parameter"]?.string.map {
            .parameter(ParameterSum($0, offset: json["offset"]?.whole ?? 0), greatest: nil)
        }
    }

    /// Nil for none, and for one that this release doesn't understand.
    private func labelDeprecation(_ json: JSONNode) -> Label.Deprecation? {
        guard let since = json["since"]?.string.flatMap({ MinorVersion(release: $0) }),
            let reason = json["reason"]?.string
        else {
            return nil
        }
        return Label.Deprecation(since: since, reason: reason, replacement: json["replacement"]?.string)
    }

    func states() throws(Catalogue.Fault) -> [String] {
        guard let states = json["states"]?.elements else { throw fault("states") }
        return states.compactMap { $0["value"]?.string }
    }

    func native() -> NativeBuckets? {
        guard let json = json["buckets"]?["native"], let growth = json["growth"]?.number else { return nil }
        return NativeBuckets(
            growth: growth, maxBuckets: json["maxBuckets"]?.whole ?? NativeBuckets.standard.maxBuckets,
            zeroThreshold: json["zeroThreshold"]?.number ?? NativeBuckets.standard.zeroThreshold,
            maxZeroThreshold: json["maxZeroThreshold"]?.number ?? 0, resetAfter: json["resetAfter"]?.whole)
    }

    func bounds(isNative: Bool) throws(Catalogue.Fault) -> BucketSet.Bounds? {
        if isNative, json["buckets"]?["bounds"]?.isNull == true { return nil }
        guard let json = json["buckets"]?["bounds"], let bounds = bounds(json) else { throw fault("buckets") }
        return bounds
    }

    private func bounds(_ json: JSONNode) -> BucketSet.Bounds? {
        func numbers(_ member: String) -> [Double]? {
            json[member]?.elements.flatMap { elements in
                let numbers = elements.compactMap(\.number)
                return numbers.count == elements.count ? numbers : nil
            }
        }
        switch json["kind"]?.string {
        case "fixed": return numbers("values").map { .fixed($0) }
        case "series":
            guard let mantissas = numbers("mantissas"), let limit = json["limit"] else { return nil }
            if let number = limit.number { return .series(mantissas: mantissas, limit: .number(number)) }
            return limit["parameter"]?.string.map { parameter in
                // Version 1 has only the parameter.
                let sum = ParameterSum(parameter, offset: limit["offset"]?.whole ?? 0)
                let isExclusive = limit["exclusive"]?.bool ?? false
                return .series(mantissas: mantissas, limit: .parameter(.init(sum, isExclusive: isExclusive)))
            }
        case "sorted": return json["parameter"]?.string.map { .sorted(parameter: $0) }
        case "conditional":
            // Version 1 has the name of a Boolean parameter.
            let condition = json["condition"].flatMap { Condition($0) } ?? json["parameter"]?.string.map { .isTrue($0) }
            guard let condition, let then = json["then"].flatMap(bounds),
                let otherwise = json["otherwise"].flatMap(bounds)
            else { return nil }
            return .conditional(condition, then: then, otherwise: otherwise)
        default: return nil
        }
    }

    /// Those that this release understands: others can't be wrong for what it checks.
    func changes() -> [RecordedChange] {
        (json["changes"]?.elements ?? []).compactMap { change in
            guard let release = change["in"]?.string.flatMap({ MinorVersion(release: $0) }),
                let kind = change["kind"]?.string.flatMap({ RecordedChange.Kind(rawValue: $0) })
            else { return nil }
            return RecordedChange(
                release: release, kind: kind, from: (change["from"]?.elements ?? []).compactMap(\.string),
                to: (change["to"]?.elements ?? []).compactMap(\.string), note: change["note"]?.string)
        }
    }

    /// Version 1 has the names of Boolean parameters, which all have to be true.
    func condition() throws(Catalogue.Fault) -> Condition? {
        if let written = json["condition"] {
            if written.isNull { return nil }
            guard let condition = Condition(written) else { throw fault("condition") }
            return condition
        }
        return .joined((json["conditions"]?.elements ?? []).compactMap(\.string).map { .isTrue($0) })
    }

    func replacements() throws(Catalogue.Fault) -> [Replacement] {
        var read: [Replacement] = []
        for replacement in json["lifecycle"]?["deprecation"]?["replacements"]?.elements ?? [] {
            guard let name = replacement["name"]?.string, let isExternal = replacement["external"]?.bool else {
                throw fault("lifecycle")
            }
            read.append(Replacement(name: name, isExternal: isExternal))
        }
        return read
    }

    func end() throws(Catalogue.Fault) -> CataloguedMetric.End {
        guard let lifecycle = json["lifecycle"], let deprecation = lifecycle["deprecation"],
            let removal = lifecycle["removal"]
        else { throw fault("lifecycle") }
        func line(_ json: JSONNode, _ member: String) throws(Catalogue.Fault) -> MinorVersion {
            guard let line = json[member]?.string.flatMap({ MinorVersion(release: $0) }) else {
                throw fault("lifecycle")
            }
            return line
        }
        func lineOrNil(_ json: JSONNode, _ member: String) throws(Catalogue.Fault) -> MinorVersion? {
            json[member]?.isNull == true ? nil : try line(json, member)
        }
        var announced: CataloguedMetric.Announcement?
        if !deprecation.isNull {
            announced = CataloguedMetric.Announcement(
                since: try line(deprecation, "since"), hiddenFrom: try lineOrNil(deprecation, "hiddenFrom"),
                removedFrom: try lineOrNil(deprecation, "removedFrom"))
        }
        if !removal.isNull { return .removed(in: try line(removal, "in"), announced: announced) }
        return announced.map { .announced($0) } ?? .none
    }
}

extension Condition {
    /// Nil if it isn't what the format says.
    fileprivate init?(_ json: JSONNode) {
        switch json["kind"]?.string {
        case "comparison":
            guard let parameter = json["parameter"]?.string,
                let comparison = json["operator"]?.string.flatMap(Comparison.init), let value = json["value"]
            else { return nil }
            if let flag = value.bool {
                self = .term(Term(parameter, comparison, .boolean(flag)))
            } else if let number = value.whole {
                self = .term(Term(parameter, comparison, .integer(number)))
            } else if let text = value.string {
                self = .term(Term(parameter, comparison, .string(text)))
            } else {
                return nil
            }
        case let kind? where kind == "all" || kind == "any":
            guard let elements = json["conditions"]?.elements, !elements.isEmpty else { return nil }
            let parts = elements.compactMap { Condition($0) }
            guard parts.count == elements.count else { return nil }
            self = kind == "all" ? .all(parts) : .any(parts)
        default: return nil
        }
    }
}

extension Parameter {
    /// As far as conditions ask; nil if it isn't what the format says.
    fileprivate init?(_ json: JSONNode) {
        guard let name = json["name"]?.string else { return nil }
        let (minimum, maximum) = (json["minimum"]?.whole, json["maximum"]?.whole)
        let values = (json["values"]?.elements ?? []).compactMap { value in
            value["value"]?.string.map { Label.Value(text: $0, help: value["help"]?.string, swiftName: nil) }
        }
        let type: ValueType
        switch json["type"]?.string {
        case "integer": type = .integer(minimum: minimum, maximum: maximum, default: json["default"]?.whole)
        case "boolean": type = .boolean(default: json["default"]?.bool)
        case "string":
            let standard = json["default"]?.string
            type = values.isEmpty ? .string(default: standard) : .choice(values, default: standard)
        case "list of integers": type = .integers(minimum: minimum, maximum: maximum)
        case "list of strings": type = .strings
        default: return nil
        }
        self.init(name: name, help: json["help"]?.string, type: type, environment: json["environment"]?.string)
    }
}

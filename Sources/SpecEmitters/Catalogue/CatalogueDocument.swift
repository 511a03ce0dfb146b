// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import MetricsVocabulary
import SpecJSON
import SpecModel
import SpecOrigins
import SpecQueries
import SpecText

/// The resolved model as a JSON document: the output of `metricsgen catalogue` and the output `catalogue`.
///
/// The format is a contract, version 2. Members keep their names and meanings, every member is always present (`null`
/// or an empty array if it has no value), and new ones may be added. Members for one metric type (`buckets`,
/// `multiprocessMode`, `initial`, `monotonic`, `quantiles`, `fields`, `states` and `stateLabel`) are present only for that type.
/// Places in the spec are not included: moving a line in the spec must not change what other programs read.
package struct CatalogueDocument {
    private let product: Product
    private let queries: SpecQueries

    package init(_ spec: ResolvedSpec) {
        product = spec.product
        queries = SpecQueries(spec)
    }

    package var text: String { String(decoding: TextSink.bytes(write(to:)), as: UTF8.self) }

    func write(to receiver: @escaping TextSink.Receiver) {
        var json = JSONWriter(receiver)
        json.object { json in
            json.member("version", 2)
            // This says that the file may be overwritten. It doesn't include the path of the spec, which isn't a part
            // of the model.
            json.member("generatedBy", "metricsgen")
            json.member("product") { json in
                json.member("name", product.name)
                json.member("version", product.version.description)
                json.member("releaseLine", product.version.releaseLine.description)
                json.member("granularity", product.granularity.rawValue)
                json.member("prefix", product.prefix)
                json.member("aliases", texts: product.aliases)
                json.member("processes", orNull: product.processes?.rawValue)
                json.member("labels", texts: product.commonLabels)
                json.member("maxSeries", orNull: product.seriesLimit)
            }
            json.member("parameters", objects: product.parameters) { write($1, to: &$0) }
            json.member("labels", objects: product.labels) { write(declaration: $1, to: &$0) }
            json.member("units", objects: product.units) { write($1, to: &$0) }
            json.member("groups", objects: product.groups) { write($1, to: &$0) }
            json.member("derived", objects: queries.values) { write($1, to: &$0) }
            json.member("alerts", objects: queries.alerts) { write($1, to: &$0) }
            json.member("objectives", objects: queries.objectives) { write($1, to: &$0) }
        }
        json.finish()
    }

    // MARK: Rules, with the queries that Prometheus takes

    private func write(_ recorded: RecordedValue, to json: inout JSONWriter) {
        json.member("name", recorded.value.name)
        json.member("help", recorded.value.help)
        json.member("record", recorded.record)
        json.member("labels", texts: recorded.labels)
        json.member("unit", orNull: recorded.value.unit?.name)
        json.member("group", orNull: recorded.value.group)
        json.member("query", recorded.query.description)
    }

    private func write(_ rule: AlertRule, to json: inout JSONWriter) {
        json.member("name", rule.alert.name)
        json.member("query", rule.query.description)
        json.member("for", orNull: rule.alert.duration?.text)
        json.member("severity", rule.alert.severity.rawValue)
        json.member("summary", rule.alert.summary)
        json.member("description", orNull: rule.alert.description)
        json.member("nextSteps", texts: rule.alert.nextSteps)
    }

    private func write(_ recorded: RecordedObjective, to json: inout JSONWriter) {
        let objective = recorded.objective
        json.member("name", objective.name)
        json.member("help", orNull: objective.help)
        json.member("objective", objective.objective)
        json.member("days", recorded.days)
        json.member("minimumRate", objective.minimumRate.map { .number($0) } ?? .null)
        json.member("query", recorded.current.description)
        json.member("alert", objective.alert)
        json.member("page", objective.pageSeverity.rawValue)
        json.member("ticket", objective.ticketSeverity.rawValue)
        json.member("nextSteps", texts: objective.nextSteps)
    }

    /// A unit that the language doesn't have.
    private func write(_ unit: OwnUnit, to json: inout JSONWriter) {
        json.member("name", unit.name)
        json.member("grafana", unit.grafana)
        json.member("suffix", orNull: unit.suffix)
        writeBase(of: .own(unit), to: &json)
    }

    private func write(_ group: Group, to json: inout JSONWriter) {
        json.member("key", group.key)
        json.member("prefix", orNull: group.prefix)
        json.member("aliases", texts: group.aliases)
        json.member("title", group.title)
        json.member("swiftName", orNull: group.swiftName)
        json.member("help", orNull: group.help)
        json.member("owner", orNull: group.owner)
        json.member("maxSeries", orNull: group.seriesLimit)
        json.member("metrics", objects: group.metrics) { write($1, in: group, to: &$0) }
    }

    // MARK: Metrics

    private func write(_ metric: Metric, in group: Group, to json: inout JSONWriter) {
        json.member("name", metric.name)
        json.member("key", metric.key)
        json.member("prefix", String(metric.prefix))
        if let prefix = metric.prefixParameter {
            json.member("prefixParameter") { json in
                json.member("name", prefix.parameter)
                json.member("ending", prefix.ending)
            }
        } else {
            json.member("prefixParameter", .null)
        }
        json.member("registeredName", orNull: metric.registeredName)
        json.member("aliases", texts: metric.aliases)
        json.member("renamedFrom", texts: metric.renamedFrom)
        json.member("swiftName", orNull: metric.swiftName)
        json.member("type", metric.kind.rawValue)
        json.member("help", metric.help)
        json.member("unit", orNull: metric.unit?.name)
        writeBase(of: metric.unit, to: &json)
        json.member("valueType", orNull: metric.value?.rawValue)
        json.member("labels", objects: metric.labels) { write(use: $1, to: &$0) }
        writeShape(of: metric, to: &json)
        json.member("series", texts: metric.seriesNames)
        if let condition = metric.condition {
            json.member("condition") { write(condition, to: &$0) }
        } else {
            json.member("condition", .null)
        }
        json.member("seriesBudget") { json in
            // The possible number of series, from the declared labels; null if it is unlimited or too large.
            json.member("count", orNull: SeriesBudget(metric).count.flatMap { $0 < .max ? $0 : nil })
            json.member("maxSeries", orNull: metric.seriesLimit)
        }
        json.member("since", orNull: metric.prose.since?.description)
        json.member("stability", orNull: metric.prose.stability?.rawValue)
        json.member("owner", orNull: metric.prose.owner ?? group.owner)
        json.member("howToRead", orNull: metric.prose.reading)
        json.member("nextSteps", texts: metric.prose.nextSteps)
        json.member("changes", objects: metric.changes) { json, change in
            json.member("in", change.release.description)
            json.member("kind", change.kind.rawValue)
            json.member("from", texts: change.from)
            json.member("to", texts: change.to)
            json.member("note", orNull: change.note)
        }
        json.member("panel") { write(metric.panel, to: &$0) }
        json.member("lifecycle") { writeLifecycle(of: metric, to: &$0) }
    }

    /// The unit that Prometheus recommends instead, and its factor.
    private func writeBase(of unit: Unit?, to json: inout JSONWriter) {
        guard let base = unit?.base else { return json.member("baseUnit", .null) }
        json.member("baseUnit") { json in
            json.member("unit", base.unit.name)
            json.member("factor", base.factor)
        }
    }

    /// The metric's panel in the spec; members that the spec leaves open are null.
    private func write(_ panel: Panel, to json: inout JSONWriter) {
        json.member("title", orNull: panel.title)
        json.member("kind", orNull: panel.kind?.rawValue)
        json.member("unit", orNull: panel.unit)
        json.member("quantiles", numbers: panel.quantiles)
        if let grouping = panel.grouping {
            json.member("groupBy", texts: grouping)
        } else {
            json.member("groupBy", .null)
        }
        json.member("place", orNull: panel.place?.rawValue)
        json.member("aggregate", orNull: panel.aggregation?.rawValue)
    }

    private func writeShape(of metric: Metric, to json: inout JSONWriter) {
        if let mode = metric.mode { json.member("multiprocessMode", mode.rawValue) }
        if metric.kind.has(.initial) { json.member("initial", metric.initial.map { .number($0) } ?? .null) }
        if metric.kind.has(.growth) { json.member("monotonic", metric.isMonotonic) }
        if metric.kind.has(.buckets) {
            json.member("buckets") { json in
                json.member("name", orNull: metric.buckets?.name)
                json.member("overridable", metric.buckets?.isOverridable ?? false)
                if let buckets = metric.buckets {
                    json.member("bounds") { write(buckets.bounds, to: &$0) }
                } else {
                    json.member("bounds", .null)
                }
                if let native = metric.native { json.member("native") { write(native, to: &$0) } }
            }
        }
        if metric.kind.has(.quantiles) { json.member("quantiles", numbers: metric.quantiles) }
        if metric.kind.has(.fields) {
            json.member("fields", objects: metric.fields) { write(use: $1, to: &$0) }
            json.member("fieldsParameter", orNull: metric.fieldsParameter)
        }
        if metric.kind.has(.states) {
            json.member("stateLabel", metric.stateLabel)
            json.member("states", objects: metric.states) { write($1, to: &$0) }
        }
    }

    private func write(_ native: NativeBuckets, to json: inout JSONWriter) {
        json.member("growth", native.growth)
        json.member("maxBuckets", native.maxBuckets)
        json.member("zeroThreshold", native.zeroThreshold)
        json.member("maxZeroThreshold", native.maxZeroThreshold)
        json.member("resetAfter", orNull: native.resetAfter)
    }

    private func writeLifecycle(of metric: Metric, to json: inout JSONWriter) {
        json.member("state", metric.state(at: product.version).rawValue)
        switch metric.lifecycle {
        case .active:
            json.member("deprecation", .null)
            json.member("removal", .null)
        case .deprecated(let notice):
            json.member("deprecation") { write(notice, to: &$0) }
            json.member("removal", .null)
        case .removed(let tombstone):
            if let notice = tombstone.notice {
                json.member("deprecation") { write(notice, to: &$0) }
            } else {
                json.member("deprecation", .null)
            }
            json.member("removal") { json in
                json.member("in", tombstone.removedIn.description)
                json.member("reason", tombstone.reason)
            }
        }
    }

    private func write(_ notice: DeprecationNotice, to json: inout JSONWriter) {
        json.member("since", notice.deprecation.since.description)
        json.member("hiddenFrom", orNull: notice.hiddenFrom?.description)
        json.member("removedFrom", orNull: notice.removedFrom?.description)
        json.member("reason", notice.reason)
        json.member("replacements", objects: notice.replacements) { json, replacement in
            json.member("name", replacement.name)
            json.member("external", replacement.isExternal)
        }
        json.member("publish", orNull: notice.isFormerName ? "both" : nil)
    }

    // MARK: Labels

    private func write(declaration label: Label, to json: inout JSONWriter) {
        json.member("key", label.key)
        json.member("name", label.name)
        json.member("swiftName", orNull: label.swiftName)
        json.member("help", label.help)
        json.member("source", source(of: label))
        json.member("values", objects: label.closedValues) { write($1, to: &$0) }
        writeLimit(of: label, to: &json)
        json.member("required", !label.isOptional)
        write(label.deprecation, to: &json)
    }

    private func write(_ value: Label.Value, to json: inout JSONWriter) {
        json.member("value", value.text)
        json.member("help", orNull: value.help)
        write(value.deprecation, to: &json)
    }

    private func write(_ deprecation: Label.Deprecation?, to json: inout JSONWriter) {
        guard let deprecation else { return json.member("deprecation", .null) }
        json.member("deprecation") { json in
            json.member("since", deprecation.since.description)
            json.member("reason", deprecation.reason)
            json.member("replacement", orNull: deprecation.replacement)
        }
    }

    /// A label of a metric: enough to write a selector without a look-up. If the metric says itself what the label is,
    /// its help is here; otherwise it is at the product's label with this key.
    private func write(use label: Label, to json: inout JSONWriter) {
        json.member("key", label.key)
        json.member("name", label.name)
        json.member("own", label.isOwn)
        json.member("swiftName", orNull: label.swiftName)
        json.member("help", orNull: label.isOwn ? label.help : nil)
        json.member("source", source(of: label))
        json.member("values", texts: label.closedValues.map(\.text))
        writeLimit(of: label, to: &json)
        json.member("required", !label.isOptional)
        write(label.deprecation, to: &json)
        json.member("deprecatedValues", objects: label.closedValues.filter { $0.deprecation != nil }) { json, value in
            json.member("value", value.text)
            write(value.deprecation, to: &json)
        }
    }

    private func writeLimit(of label: Label, to json: inout JSONWriter) {
        switch label.maxValues {
        case nil: json.member("limit", .null)
        case .number(let limit): json.member("limit", limit)
        case .parameter(let sum, _):
            json.member("limit") { json in
                json.member("parameter", sum.parameter)
                json.member("offset", sum.offset)
            }
        }
    }

    private func source(of label: Label) -> String {
        switch label.values {
        case .bound: "bound"
        case .closed: "closed"
        case .open: "open"
        }
    }

    // MARK: Parameters, and what depends on them

    /// `kind` decides which members follow.
    private func write(_ condition: Condition, to json: inout JSONWriter) {
        switch condition {
        case .term(let term):
            json.member("kind", "comparison")
            json.member("parameter", term.parameter)
            json.member("operator", term.comparison.rawValue)
            switch term.value {
            case .boolean(let value): json.member("value", .bool(value))
            case .integer(let value): json.member("value", .integer(value))
            case .string(let value): json.member("value", value)
            }
        case .all(let parts):
            json.member("kind", "all")
            json.member("conditions", objects: parts) { write($1, to: &$0) }
        case .any(let parts):
            json.member("kind", "any")
            json.member("conditions", objects: parts) { write($1, to: &$0) }
        }
    }

    private func write(_ parameter: Parameter, to json: inout JSONWriter) {
        let (type, minimum, maximum, standard): (String, Int?, Int?, JSONValue) =
            switch parameter.type {
            case .integer(let minimum, let maximum, let standard):
                ("integer", minimum, maximum, standard.map(JSONValue.integer) ?? .null)
            case .boolean(let standard): ("boolean", nil, nil, standard.map(JSONValue.bool) ?? .null)
            case .string(let standard), .choice(_, let standard):
                ("string", nil, nil, standard.map(JSONValue.string) ?? .null)
            case .integers(let minimum, let maximum): ("list of integers", minimum, maximum, .null)
            case .strings: ("list of strings", nil, nil, .null)
            }
        json.member("name", parameter.name)
        json.member("type", type)
        json.member("help", orNull: parameter.help)
        json.member("values", objects: parameter.choices) { write($1, to: &$0) }
        json.member("environment", orNull: parameter.environment)
        json.member("minimum", orNull: minimum)
        json.member("maximum", orNull: maximum)
        json.member("default", standard)
    }

    /// `kind` decides which members follow. `+Inf` is never listed, since it always exists.
    private func write(_ bounds: BucketSet.Bounds, to json: inout JSONWriter) {
        switch bounds {
        case .fixed(let values):
            json.member("kind", "fixed")
            json.member("values", numbers: values)
        case .series(let mantissas, .number(let limit)):
            json.member("kind", "series")
            json.member("mantissas", numbers: mantissas)
            json.member("limit", limit)
            json.member("values", numbers: BucketSeries.bounds(mantissas: mantissas, through: limit))
        case .series(let mantissas, .parameter(let limit)):
            json.member("kind", "series")
            json.member("mantissas", numbers: mantissas)
            json.member("limit") { json in
                json.member("parameter", limit.sum.parameter)
                json.member("offset", limit.sum.offset)
                json.member("exclusive", limit.isExclusive)
            }
            json.member("values", .null)
        case .sorted(let parameter):
            json.member("kind", "sorted")
            json.member("parameter", parameter)
        case .conditional(let condition, let then, let otherwise):
            json.member("kind", "conditional")
            json.member("condition") { write(condition, to: &$0) }
            json.member("then") { write(then, to: &$0) }
            json.member("otherwise") { write(otherwise, to: &$0) }
        }
    }
}

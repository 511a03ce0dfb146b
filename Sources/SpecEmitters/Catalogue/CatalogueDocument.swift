import MetricsVocabulary
import SpecJSON
import SpecModel

/// The resolved model as a JSON document, `metricsgen catalogue`'s output and the `catalogue` artefact.
///
/// The format is a contract, version 1: members keep their names and meanings, every member is always there (`null` or
/// an empty array where there is nothing to say), and new ones may come. What only one kind of metric has (`buckets`,
/// `multiprocessMode`, `fields`, `states` and `stateLabel`) is there for that kind alone. Places in the spec are not part of it: moving a line in the spec
/// must not change what other programs read.
package struct CatalogueDocument {
    private let product: Product

    package init(_ product: Product) { self.product = product }

    package var json: JSONValue {
        [
            "version": 1,
            "product": [
                "name": .string(product.name.value),
                "version": .string(product.version.value.description),
                "releaseLine": .string(releaseLine.description),
                "prefix": .string(product.prefix),
                "processes": .string(orNull: product.processes?.rawValue),
                "maxSeries": product.seriesLimit.map { .integer($0.value) } ?? .null,
            ],
            "parameters": .array(product.parameters.map(json(of:))),
            "labels": .array(product.labels.map(declaration(of:))),
            "groups": .array(product.groups.map(json(of:))),
        ]
    }

    private var releaseLine: MinorVersion { product.version.value.releaseLine }

    private func json(of group: Group) -> JSONValue {
        [
            "key": .string(group.key.value),
            "title": .string(group.title),
            "help": .string(orNull: group.help),
            "owner": .string(orNull: group.owner),
            "maxSeries": group.seriesLimit.map { .integer($0.value) } ?? .null,
            "metrics": .array(group.metrics.map { json(of: $0, in: group) }),
        ]
    }

    // MARK: Metrics

    private func json(of metric: Metric, in group: Group) -> JSONValue {
        .object(
            [
                .init("name", .string(metric.name)),
                .init("key", .string(metric.key.value)),
                .init("type", .string(metric.kind.rawValue)),
                .init("help", .string(metric.help.value)),
                .init("unit", .string(orNull: metric.unit?.rawValue)),
                .init("baseUnit", baseUnit(of: metric)),
                .init("valueType", .string(orNull: metric.value?.rawValue)),
                .init("labels", .array(metric.labels.map(use(of:)))),
            ] + shape(of: metric) + [
                .init(
                    "series", .array(metric.kind.description.seriesSuffixes.map { .string(metric.name + $0) })),
                .init("conditions", .array(metric.conditions.map { .string($0.value) })),
                .init("seriesBudget", seriesBudget(of: metric)),
                .init("since", .string(orNull: metric.prose.since?.value.description)),
                .init("stability", .string(orNull: metric.prose.stability?.rawValue)),
                .init("owner", .string(orNull: metric.prose.owner ?? group.owner)),
                .init("howToRead", .string(orNull: metric.prose.reading)),
                .init("nextSteps", .array(metric.prose.nextSteps.map { .string($0) })),
                .init("panel", panel(of: metric)),
                .init("lifecycle", lifecycle(of: metric)),
            ])
    }

    /// What Prometheus recommends for what the unit measures, and how much of it one of the unit is.
    private func baseUnit(of metric: Metric) -> JSONValue {
        guard let base = metric.unit?.base else { return .null }
        return ["unit": .string(base.unit.rawValue), "factor": .number(base.factor)]
    }

    /// How many series there can be, from what the labels declare; `count` is null where there is no limit.
    private func seriesBudget(of metric: Metric) -> JSONValue {
        let budget = SeriesBudget(metric)
        return [
            "count": budget.count.map(JSONValue.integer) ?? .null,
            "maxSeries": metric.seriesLimit.map { .integer($0.value) } ?? .null,
        ]
    }

    /// What the spec says about the metric's panel; members that it leaves open are null.
    private func panel(of metric: Metric) -> JSONValue {
        let panel = metric.panel
        return [
            "title": .string(orNull: panel.title),
            "kind": .string(orNull: panel.kind?.rawValue),
            "unit": .string(orNull: panel.unit),
            "quantiles": .array(panel.quantiles.map(JSONValue.number)),
            "groupBy": panel.grouping.map { .array($0.map { .string($0) }) } ?? .null,
            "place": .string(panel.place.rawValue),
        ]
    }

    private func shape(of metric: Metric) -> [JSONValue.Member] {
        switch metric.shape {
        case .counter: []
        case .gauge(let mode): [.init("multiprocessMode", .string(mode.rawValue))]
        case .histogram(let buckets): [.init("buckets", json(of: buckets))]
        case .summary: []
        case .info(let fields): [.init("fields", .array(fields.map(use(of:))))]
        case .stateset(let states):
            [.init("stateLabel", .string(metric.stateLabel)), .init("states", .array(states.map(json(of:))))]
        }
    }

    private func lifecycle(of metric: Metric) -> JSONValue {
        let (deprecation, removal): (JSONValue, JSONValue) =
            switch metric.lifecycle {
            case .active: (.null, .null)
            case .deprecated(let notice): (json(of: notice), .null)
            case .removed(let tombstone):
                (
                    tombstone.notice.map(json(of:)) ?? .null,
                    ["in": .string(tombstone.removedIn.description), "reason": .string(tombstone.reason)]
                )
            }
        return [
            "state": .string(metric.state(at: product.version.value).rawValue),
            "deprecation": deprecation,
            "removal": removal,
        ]
    }

    private func json(of notice: DeprecationNotice) -> JSONValue {
        [
            "since": .string(notice.deprecation.since.description),
            "hiddenFrom": .string(notice.hiddenFrom.description),
            "removedFrom": .string(notice.removedFrom.description),
            "reason": .string(notice.reason),
            "replacements": .array(
                notice.replacements.map { ["name": .string($0.name), "external": .bool($0.isExternal)] }),
        ]
    }

    // MARK: Labels

    private func declaration(of label: Label) -> JSONValue {
        [
            "name": .string(label.name.value),
            "help": .string(label.help),
            "source": source(of: label),
            "values": .array(values(of: label).map(json(of:))),
            "limit": limit(of: label),
            "required": .bool(!label.isOptional),
        ]
    }

    private func json(of value: Label.Value) -> JSONValue {
        ["value": .string(value.text.value), "help": .string(orNull: value.help)]
    }

    /// A label as a metric has it: enough to write a selector without a look-up.
    private func use(of label: Label) -> JSONValue {
        [
            "name": .string(label.name.value),
            "source": source(of: label),
            "values": .array(values(of: label).map { .string($0.text.value) }),
        ]
    }

    private func source(of label: Label) -> JSONValue {
        switch label.values {
        case .bound: "bound"
        case .closed: "closed"
        case .open: "open"
        }
    }

    private func values(of label: Label) -> [Label.Value] {
        if case .closed(let values) = label.values { values } else { [] }
    }

    private func limit(of label: Label) -> JSONValue {
        if case .open(let limit?) = label.values { .integer(limit) } else { .null }
    }

    // MARK: Parameters and the buckets that depend on them

    private func json(of parameter: Parameter) -> JSONValue {
        let (type, minimum, maximum, standard): (JSONValue, Int?, Int?, JSONValue) =
            switch parameter.type {
            case .integer(let minimum, let maximum, let standard):
                ("integer", minimum, maximum, standard.map(JSONValue.integer) ?? .null)
            case .boolean(let standard): ("boolean", nil, nil, standard.map(JSONValue.bool) ?? .null)
            case .integers(let minimum, let maximum): ("list of integers", minimum, maximum, .null)
            }
        return [
            "name": .string(parameter.name.value),
            "type": type,
            "help": .string(orNull: parameter.help),
            "minimum": minimum.map(JSONValue.integer) ?? .null,
            "maximum": maximum.map(JSONValue.integer) ?? .null,
            "default": standard,
        ]
    }

    private func json(of buckets: BucketSet) -> JSONValue {
        [
            "name": .string(orNull: buckets.name?.value), "overridable": .bool(buckets.isOverridable),
            "bounds": json(of: buckets.bounds),
        ]
    }

    /// `kind` decides which members follow. `+Inf` is never listed: it is always there.
    private func json(of bounds: BucketSet.Bounds) -> JSONValue {
        switch bounds {
        case .fixed(let values):
            ["kind": "fixed", "values": .array(values.map(JSONValue.number))]
        case .series(let mantissas, .number(let limit)):
            [
                "kind": "series",
                "mantissas": .array(mantissas.map(JSONValue.number)),
                "limit": .number(limit),
                "values": .array(
                    BucketSeries.bounds(mantissas: mantissas, through: limit).map(JSONValue.number)),
            ]
        case .series(let mantissas, .parameter(let parameter)):
            [
                "kind": "series",
                "mantissas": .array(mantissas.map(JSONValue.number)),
                "limit": ["parameter": .string(parameter)],
                "values": nil,
            ]
        case .sorted(let parameter):
            ["kind": "sorted", "parameter": .string(parameter)]
        case .conditional(let parameter, let then, let otherwise):
            [
                "kind": "conditional",
                "parameter": .string(parameter),
                "then": json(of: then),
                "otherwise": json(of: otherwise),
            ]
        }
    }
}

// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import MetricsVocabulary
import SpecDiagnostics
import SpecYAML

/// The words of other systems for keys of the language: client libraries of Prometheus,
/// OpenTelemetry and its registries, Glean, the collector's metadata, Kubernetes, Micrometer.
///
/// Words are compared without case, `_` and `-`, because `labelNames` and `label_names` are the same word.
enum ForeignKeywords {
    /// The possible keys for a word, the likeliest first: the table decides which of them is meant.
    static func keys(for word: String) -> [String] { keysByWord[folded(word)] ?? [] }

    /// The same for a word that differs from one of these by one letter.
    static func keys(like word: String) -> [String] {
        let word = folded(word)
        guard word.utf8.count > 4, let first = word.utf8.first else { return [] }
        let known = words.first { known in
            known.utf8.first == first && abs(known.utf8.count - word.utf8.count) <= 1
                && Suggestion.isSlip(word, for: known)
        }
        return known.flatMap { keysByWord[$0] } ?? []
    }

    /// In a fixed order, which a dictionary doesn't have.
    static let words = keysByWord.keys.sorted()

    /// The possible keys for a word if one of them is required.
    static func requiredKeys(for word: String) -> [String] { requiredByWord[folded(word)] ?? [] }

    /// Whether a word means the same as a metric's `type` without being the key.
    static func saysType(_ word: String, in table: KeyTable) -> Bool {
        table.subject == .metric
            && ["counter", "gauge", "histogram", "stateset", "sum"].contains(folded(word))
    }

    /// What to do about a word without a single replacement, or whose replacement already exists; nil if nothing is known.
    static func advice(_ word: String, in table: KeyTable, of mapping: YAMLMapping) -> String? {
        if table.subject == .metric, let advice = adviceOnQuantiles(word, of: mapping) {
            return advice
        }
        if let sentence = sentences[table.subject]?[folded(word)] { return sentence }
        // A name, a number or a path may be an additional one.
        guard let key = keys(for: word).first(where: table.has), saidOnce.contains(key), mapping[key] != nil
        else { return nil }
        return "\(quoted: word) means the same as \(quoted: key), which is already here; delete one of them"
    }

    /// For a metric that can't have quantiles, so its panel can't either.
    private static func adviceOnQuantiles(_ word: String, of mapping: YAMLMapping) -> String? {
        let words: Set<String> = [
            "quantiles", "quantile", "percentiles", "percentile", "objectives", "publishpercentiles", "maxage",
            "agebuckets", "maxagebuckets",
        ]
        guard words.contains(folded(word)), case .scalar(let scalar)? = mapping[MetricKeys.type.name]?.value.content,
            let kind = MetricKind(rawValue: scalar.text), !kind.has(.buckets)
        else { return nil }
        return kind == .summary
            ? """
            a summary has a sum and a count, but no quantiles: make it a histogram with `buckets`, from which queries \
            can compute any quantile, or delete the key
            """
            : "only a histogram has quantiles: delete it"
    }

    /// Whether a sentence says more about a word than the key that it could mean.
    static func hasSentence(_ word: String, in table: KeyTable) -> Bool {
        [.metric, .group].contains(table.subject) && sentences[table.subject]?[folded(word)] != nil
    }

    /// Empty if the string is too long to be a word.
    private static func folded(_ word: String) -> String {
        word.utf8.count > 40 ? "" : word.lowercased().filter { $0 != "_" && $0 != "-" }
    }

    private static let saidOnce: Set<String> = [
        "help", "type", "unit", "labels", "buckets", "values", "stability", "since", "owner", "replaced_by", "reason",
        "multiprocess", "value",
    ]

    private static let keysByWord: [String: [String]] = [
        // What it says
        "description": ["help", "reason"], "desc": ["help"], "doc": ["help"], "docs": ["help"],
        "documentation": ["help"], "brief": ["help", "title"], "summary": ["help", "title"],
        "note": ["how_to_read", "reason", "help"], "notes": ["how_to_read", "reason", "help"],
        "details": ["how_to_read", "help"], "extendeddocumentation": ["how_to_read", "help"],
        "runbook": ["next_steps"], "runbookurl": ["next_steps"], "playbook": ["next_steps"],
        "because": ["reason"], "why": ["reason"], "message": ["reason"], "justification": ["reason"],
        "comment": ["reason"],
        "heading": ["title"], "displayname": ["title"],
        // What it is
        "kind": ["type"], "instrument": ["type"], "instrumenttype": ["type"], "metrictype": ["type"],
        "baseunit": ["unit"], "unitofmeasure": ["unit"],
        "valuetype": ["value"], "datatype": ["value"], "numbertype": ["value"],
        "mode": ["multiprocess"], "multiprocessmode": ["multiprocess"],
        "bucket": ["buckets"], "bounds": ["buckets"], "boundaries": ["bounds", "buckets"],
        "bucketboundaries": ["buckets"],
        "explicitbucketboundaries": ["buckets"], "bins": ["buckets", "bounds"], "servicelevelobjectives": ["buckets"],
        "le": ["bounds", "buckets"],
        // Labels
        "tags": ["labels"], "dimensions": ["labels"], "attributes": ["labels"], "labelnames": ["labels"],
        "labelkeys": ["labels"], "tagkeys": ["labels"], "attributegroups": ["label_sets"],
        "labelgroups": ["label_sets"],
        "enum": ["values", "states"], "choices": ["values", "states"], "members": ["values", "states"],
        "allowedvalues": ["values"], "options": ["values"], "cardinality": ["max_values", "max_series"],
        "limit": ["max_values", "max_series"],
        "bound": ["bind"], "binding": ["bind"],
        // Life
        "stabilitylevel": ["stability"], "maturity": ["stability"],
        "introduced": ["since"], "introducedin": ["since"], "addedin": ["since"], "versionadded": ["since"],
        "deprecation": ["deprecated"], "tombstone": ["removed"],
        "replacement": ["replaced_by"], "replacements": ["replaced_by"], "replaceby": ["replaced_by"],
        "successor": ["replaced_by"], "use": ["replaced_by"], "renamedto": ["replaced_by"],
        "contact": ["owner"], "team": ["owner"], "maintainer": ["owner"],
        // Everything around
        "imports": ["include"], "includes": ["include"], "namespace": ["prefix"], "metricprefix": ["prefix"],
        "min": ["minimum"], "max": ["maximum", "max_values"], "maximum": ["max"], "width": ["factor"],
        "step": ["width"], "base": ["factor"], "growth": ["factor"], "growthfactor": ["factor"], "first": ["start"],
        "size": ["count"],
        "and": ["all"], "allof": ["all"], "or": ["any"], "anyof": ["any"], "oneof": ["any"],
        "env": ["environment"], "envvar": ["environment"], "environmentvariable": ["environment"],
        "waive": ["allow"], "waiver": ["allow"], "waivers": ["allow"], "ignore": ["allow"], "disable": ["allow"],
        "suppress": ["allow"], "code": ["rule"], "expires": ["until"], "end": ["until"],
        "directory": ["file"], "folder": ["directory", "file"], "path": ["directory", "file"], "file": ["directory"],
        "version": ["metricsgen", "since"], "language": ["metricsgen"],
    ]

    private static let requiredByWord: [String: [String]] = [
        "in": ["since"], "since": ["in"], "release": ["since", "in"], "from": ["since", "in", "start"],
        "version": ["since", "in"], "name": ["rule"], "message": ["reason"],
    ]

    /// By the mapping that contains the word.
    private static let sentences: [MappingSubject: [String: String]] = [
        .metric: [
            "name": named("metric"), "id": named("metric"), "metric": named("metric"), "metricname": named("metric"),
            "namespace": prefix, "subsystem": "make it a part of the metric's name; " + prefix,
            "counter": "write `type: counter`", "gauge": "write `type: gauge`", "histogram": "write `type: histogram`",
            "stateset": "write `type: stateset`",
            "sum": "write `type: counter`, or `type: gauge` if it can fall",
            "ismonotonic": monotony, "aggregationtemporality": monotony, "aggregation": monotony,
            "deprecatedversion": deprecated, "deprecatedsince": deprecated, "deprecatedin": deprecated,
            "deprecationreason": deprecated, "expires": deprecated, "expiry": deprecated,
            "removedin": removed, "removedversion": removed, "removalversion": removed,
            "enabled": condition("metric"), "optional": condition("metric"), "condition": condition("metric"),
            "when": condition("metric"),
            "percentiles": quantiles, "objectives": quantiles, "publishpercentiles": quantiles,
            "constlabels": boundLabels, "constantlabels": boundLabels, "commontags": boundLabels,
            "notificationemails": "`owner` says whom to ask", "bugs": comment, "datareviews": comment,
            "datasensitivity": comment, "sendinpings": comment,
            "lifetime": comment, "examples": comment, "example": comment,
        ],
        .label: [
            "id": named("label"), "key": named("label"),
            "optional": optional, "requirementlevel": optional,
            "type": "label values are strings; if all of them are known, list them under `values`",
            "const": "write `bind: instance`: the value is set once, when the metrics are created",
            "constant": "write `bind: instance`: the value is set once, when the metrics are created",
            "examples": comment, "example": comment,
        ],
        .group: [
            "name": named("group") + ", and `title` its heading", "id": named("group") + ", and `title` its heading",
            "namespace": prefix, "subsystem": "make it a part of the metrics' names; " + prefix,
            "enabled": condition("group"), "optional": condition("group"), "condition": condition("group"),
        ],
        .condition: [
            "not": "write `not $name`, or the opposite comparison",
            "none": "write the opposite of each part under `all`",
        ],
        .file: [
            "namespace": prefix, "name": "`name` belongs under `product`, in the root spec",
            "version": "the product's version is `version` under `product`, in the root spec",
        ],
    ]

    private static func named(_ what: String) -> String { "the name of the \(what) is its key, one level above" }

    private static func condition(_ what: String) -> String {
        "write `if: $NAME` with a Boolean parameter, or a comparison: the \(what) exists only if it is true"
    }

    private static let optional = "write `required: false` if an observation may leave it out"
    private static let prefix =
        "the common prefix of all names is `prefix`, under `product`; a group or a metric can have another `prefix`"
    private static let monotony = "delete it: a `counter` only grows, and a `gauge` can fall"
    private static let deprecated = "write `deprecated: {since: …, reason: …, replaced_by: …}`"
    private static let removed = "write `removed: {in: …, reason: …}`"
    private static let quantiles = "write `panel: {quantiles: […]}` for the quantiles on the dashboard"
    private static let boundLabels =
        "list them under `labels`, and declare each at the top level of a file with `bind: instance`"
    private static let comment = "the language has no key for this; write it as a comment, `# …`"
}

// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import PromQLSyntax
import QueryChecks
import QueryMeaning
import ReferenceFiles
import SpecDiagnostics
import SpecHistory
import SpecModel
import SpecOrigins

/// Reads the queries of one spec.
struct QueryReading {
    let spec: ResolvedSpec
    /// Whether the rules on queries are applied, which takes most of the time. Emitters need only the queries.
    private let isChecking: Bool
    private let names: ReferencedNames
    private(set) var metrics: KnownMetrics
    /// The recorded names of derived values, by their own.
    private var records: [String: String] = [:]
    /// Derived values that are declared, and those that can't be read.
    private let declared: Set<String>
    private(set) var values: [RecordedValue] = []
    private(set) var alerts: [AlertRule] = []
    var objectives: [RecordedObjective] = []
    private(set) var findings: [Finding] = []

    init(_ spec: ResolvedSpec, isChecking: Bool) {
        self.spec = spec
        self.isChecking = isChecking
        names = ReferencedNames(spec.product)
        declared = Set(spec.product.derived.map(\.name)).filter { [names] in !names.hasSeries($0) }
        metrics = KnownMetrics(
            [Catalogue(spec.product)], targetLabels: spec.references.targetLabels.map { Set($0.map(\.value)) },
            externalPrefixes: spec.references.external.map(\.prefix.value))
        metrics.supportedFrom = spec.references.supportedFrom?.value
    }

    private var product: Product { spec.product }

    // MARK: Derived values

    /// A derived value before its name is known.
    private struct Draft {
        let value: DerivedValue
        /// With the names of other derived values; nil where something is wrong.
        let query: PromQLExpression?
        let parts: [WrittenQuery]
        /// Of a query that the spec has.
        let text: String?
    }

    mutating func readValues() {
        // A name that a metric has means the metric.
        for value in product.derived where names.hasSeries(value.name) {
            findings.append(ValueNameCollision.finding(value.name, at: spec.origins.name(of: .derived(value.name))))
        }
        let drafts = product.derived.filter { !names.hasSeries($0.name) }.map { draft($0) }
        let ordered = inOrder(drafts)
        metrics.add(drafts.map { RecordingRule(name: $0.value.name, query: $0.query) })
        for draft in drafts {
            for part in draft.parts { check(part, title: draft.value.name, kind: .recording) }
            if let text = draft.text, let query = draft.query {
                checkNames(
                    of: query,
                    in: WrittenQuery(text, at: spec.origins.value(of: .init("expr"), of: .derived(draft.value.name))))
            }
            checkUnit(of: draft.value)
            checkGroup(of: draft.value)
        }
        for draft in ordered { record(draft) }
    }

    private mutating func draft(_ value: DerivedValue) -> Draft {
        let queries = FormQueries(labels: [DerivedValue.Form.scrapeLabel] + value.grouping)
        var parts: [WrittenQuery] = []
        func field(_ keys: String...) -> Span { spec.origins.value(of: .init(keys: keys), of: .derived(value.name)) }
        func draft(_ query: PromQLExpression?, text: String? = nil) -> Draft {
            Draft(value: value, query: query, parts: parts, text: text)
        }
        switch value.form {
        case .ratio(let of, let to):
            let of = reference(of, at: field("ratio", "of"), .growth, of: value, &parts)
            let to = reference(to, at: field("ratio", "to"), .growth, of: value, &parts)
            guard let of, let to else { return draft(nil) }
            return draft(queries.ratio(queries.growth(of), queries.growth(to)))
        case .rate(let metric):
            return draft(reference(metric, at: field("rate"), .growth, of: value, &parts).map(queries.growth))
        case .saturation(let of, let to):
            let of = reference(of, at: field("saturation", "of"), .level, of: value, &parts)
            let to = reference(to, at: field("saturation", "to"), .level, of: value, &parts)
            guard let of, let to else { return draft(nil) }
            return draft(queries.ratio(queries.level(of), queries.level(to)))
        case .difference(let of, let to):
            let of = reference(of, at: field("difference", "of"), .level, of: value, &parts)
            let to = reference(to, at: field("difference", "to"), .level, of: value, &parts)
            guard let of, let to else { return draft(nil) }
            return draft(.binary(queries.level(of), .subtract, queries.level(to)))
        case .quantile(let quantile, let metric):
            let metric = reference(metric, at: field("quantile", "of"), .distribution, of: value, &parts)
            return draft(metric.map { queries.quantile(quantile, $0) })
        case .mean(let metric):
            return draft(reference(metric, at: field("mean"), .observations, of: value, &parts).map(queries.mean))
        case .expression(let text):
            parts.append(WrittenQuery(text, at: field("expr")))
            let reading = PromQLReading(text)
            return draft(reading.findings.isEmpty ? reading.expression : nil, text: text)
        }
    }

    mutating func reference(_ written: String, at place: Span, _ use: SeriesReference.Use) -> SeriesReference? {
        SeriesReference(written, at: place, use, names, isComplete: !spec.isFaulty, findings: &findings)
    }

    mutating func report(_ found: [Finding]) { findings += found }

    private mutating func reference(
        _ written: String, at place: Span, _ use: SeriesReference.Use, of value: DerivedValue,
        _ parts: inout [WrittenQuery]
    ) -> SeriesReference? {
        guard let reference = reference(written, at: place, use) else { return nil }
        parts.append(reference.query)
        for label in value.grouping where lacks(reference.metric, label) {
            let place = spec.origins.value(of: .init("by"), saying: [label], of: .derived(value.name))
            findings.append(MissingGroupingLabel.finding(label, reference.metric, of: reference.query, at: place))
        }
        return reference
    }

    /// Whether no series of a metric can have a label.
    private func lacks(_ metric: Metric, _ label: String) -> Bool {
        guard !spec.isFaulty, !metric.isRemoved else { return false }
        let own = metric.labelsAndFields.map(\.name)
        if own.contains(label) || label == "job" || label == "instance" || metric.fieldsParameter != nil {
            return false
        }
        if let targets = spec.references.targetLabels { return !targets.contains { $0.value == label } }
        // The scrape may add a label that the spec doesn't know.
        return product.metrics.contains { $0.labelsAndFields.contains { $0.name == label } }
    }

    /// Each after those that it uses, without those that need themselves, which are reported.
    private mutating func inOrder(_ drafts: [Draft]) -> [Draft] {
        var left = drafts
        var ordered: [Draft] = []
        var done: Set<String> = []
        let uses = Dictionary(
            drafts.map { draft in
                (
                    draft.value.name,
                    Set(draft.query?.selectors.compactMap { $0.name?.text } ?? []).intersection(declared)
                )
            }, uniquingKeysWith: { first, _ in first })
        while true {
            let ready = left.filter { uses[$0.value.name, default: []].isSubset(of: done) }
            if ready.isEmpty { break }
            ordered += ready
            done.formUnion(ready.map(\.value.name))
            left.removeAll { done.contains($0.value.name) }
        }
        for draft in left where draft.value.isInCircle(uses) {
            let name = draft.value.name
            findings.append(
                CircularValue.finding(
                    name, uses[name, default: []].sorted(),
                    at: spec.origins.value(of: .init("expr"), of: .derived(name))))
        }
        return ordered
    }

    private mutating func record(_ draft: Draft) {
        guard let query = draft.query else { return }
        let value = draft.value
        let labels: [String]
        if case .expression = value.form {
            let meaning = QueryMeaning(query, metrics: metrics)
            labels = meaning.result.labels.certain.subtracting(["__name__"]).sorted()
        } else {
            labels = [DerivedValue.Form.scrapeLabel] + value.grouping
        }
        // Labels of Prometheus 3 can have names that no series can have.
        let named = labels.filter { PromQLName.isLabel($0) }
        let level = named.isEmpty ? "all" : named.joined(separator: "_")
        // A recorded name has its colons between its three parts.
        let prefix = String(product.prefix.map { $0 == ":" ? "_" : $0 })
        let record = "\(level):\(prefix)\(value.name):\(value.form.operation)"
        records[value.name] = record
        values.append(
            RecordedValue(
                value: value, record: record, labels: labels.sorted(), query: draft.text.map(resolved) ?? query))
    }

    private mutating func checkGroup(of value: DerivedValue) {
        guard isChecking, !spec.isFaulty, let group = value.group, !product.groups.contains(where: { $0.key == group })
        else { return }
        findings.append(
            UnknownValueGroup.finding(
                group, among: product.groups.map(\.key),
                at: spec.origins.value(of: .init("group"), of: .derived(value.name))))
    }

    private mutating func checkUnit(of value: DerivedValue) {
        guard isChecking, let unit = value.unit, !spec.isFaulty,
            case .recorded(let result)? = metrics.target(of: value.name),
            !ValueUnitMismatch.fits(unit, result.unit, of: value.form)
        else { return }
        findings.append(
            ValueUnitMismatch.finding(
                value, unit, result.unit, at: spec.origins.value(of: .init("unit"), of: .derived(value.name))))
    }

    // MARK: Alerts

    mutating func readAlerts() {
        let origins = spec.origins
        for alert in product.alerts {
            let place = { (key: String) in origins.value(of: .init(key), of: .alert(alert.name)) }
            for (key, text) in [("summary", alert.summary), ("description", alert.description ?? "")] {
                findings += UnreadableTemplate.findings(in: text, at: place(key))
            }
            checkTemplates(ofSteps: alert.nextSteps, of: .alert(alert.name))
            switch alert.condition {
            case .query(let text):
                check(
                    WrittenQuery(text, at: place("when")), title: alert.name, kind: .alert, of: alert,
                    annotations: [("summary", alert.summary, place("summary"))]
                        + (alert.description.map { [("description", $0, place("description"))] } ?? []))
                let reading = PromQLReading(text)
                guard reading.findings.isEmpty else { continue }
                checkNames(of: reading.expression, in: WrittenQuery(text, at: place("when")))
                alerts.append(AlertRule(alert: alert, query: resolved(text)))
            case .absent(let written):
                guard
                    let reference = SeriesReference(
                        written, at: place("absent"), .presence, names, isComplete: !spec.isFaulty, findings: &findings)
                else { continue }
                if let reason = AbsentLateSeries.Reason(reference.metric) {
                    findings.append(AbsentLateSeries.finding(reference.metric, reason, of: reference.query))
                } else {
                    check(reference.query, title: alert.name, kind: .alert, of: alert)
                }
                alerts.append(AlertRule(alert: alert, query: FormQueries(labels: []).absence(reference)))
            }
        }
    }

    mutating func checkTemplates(ofSteps steps: [String], of part: Origins.Part) {
        for step in steps {
            let place = spec.origins.value(of: .init("next_steps"), saying: [step], of: part)
            findings += UnreadableTemplate.findings(in: step, at: place)
        }
    }

    /// A query with recorded names instead of the names of derived values.
    private func resolved(_ text: String) -> PromQLExpression {
        let expression = PromQLReading(text).expression
        var bytes = Array(text.utf8)
        let uses = expression.selectors.compactMap { selector -> (PromQLSpan, String)? in
            guard let name = selector.name, let record = name.text.flatMap({ records[$0] }) else { return nil }
            return (name.span, record)
        }
        for (span, record) in uses.sorted(by: { $0.0.start > $1.0.start }) {
            bytes.replaceSubrange(span.range, with: Array(record.utf8))
        }
        return PromQLReading(String(decoding: bytes, as: UTF8.self)).expression
    }

    // MARK: Checks

    /// Reports names that were most likely meant as another one: the key of a metric instead of its full name, and a
    /// misspelt derived value. Any other name may be that of another product's metric.
    private mutating func checkNames(of query: PromQLExpression, in written: WrittenQuery) {
        guard isChecking, !spec.isFaulty else { return }
        for selector in query.selectors {
            guard let name = selector.name, let text = name.text, metrics.target(of: text) == nil,
                !metrics.isOfProduct(text), !metrics.isExternal(text)
            else { continue }
            let meant: [String]
            switch names[text] {
            case .metric(let metric): meant = [metric.name]
            case .ambiguous(let candidates): meant = candidates
            case .unknown: meant = Suggestion.nearest(to: text, among: declared.sorted()).map { [$0] } ?? []
            }
            guard !meant.isEmpty else { continue }
            findings.append(UnknownReferencedMetric.finding(text, of: written, at: name.span.range, meant: meant))
        }
    }

    /// Runs the checks on queries, as on a file with one rule.
    mutating func check(
        _ query: WrittenQuery, title: String, kind: ReferencedRule.Kind, of alert: Alert? = nil,
        annotations: [(key: String, text: String, place: Span)] = []
    ) {
        guard isChecking else { return }
        var text = query.text
        var parts: [(start: Int, query: WrittenQuery)] = [(0, query)]
        var placed: [(key: PlacedString, value: PlacedString)] = []
        for annotation in annotations {
            text += "\n"
            let start = text.utf8.count
            parts.append((start, WrittenQuery(annotation.text, at: annotation.place)))
            placed.append(
                (PlacedString(annotation.key, verbatimFrom: start), PlacedString(annotation.text, verbatimFrom: start)))
            text += annotation.text
        }
        let source = SourceText(path: spec.path, text: text)
        let id = SourceID(index: 0)
        let rule = ReferencedRule(
            kind, name: PlacedString(title, verbatimFrom: 0), annotations: placed,
            forDuration: alert?.duration.map { PlacedString($0.text, verbatimFrom: 0) })
        let file = ReferenceFile(
            .rules,
            queries: [
                ReferencedQuery(PlacedString(query.text, verbatimFrom: 0), use: .rule(0), title: title)
            ], rules: [rule])
        let found = CheckedFile(file, source: source, id: id, metrics: metrics).findings
        if !PromQLReading(query.text).findings.isEmpty, !found.hasErrors {
            findings.append(
                Finding(
                    InvalidQuery.rule, at: query.place, "this query isn't read to its end, so it can't become a rule",
                    help: "split it: derived values can use each other"))
        }
        for finding in found where !spec.isFaulty || finding.rule == InvalidQuery.rule {
            let start = source.offset(of: finding.span.start)
            let end = source.offset(of: finding.span.end)
            guard let part = parts.last(where: { $0.start <= start }) else { continue }
            findings.append(
                Finding(
                    finding.rule, at: part.query.place, part: part.query.part(start - part.start..<end - part.start),
                    finding.message, underline: finding.underline, notes: finding.notes, help: finding.help))
        }
    }
}

extension DerivedValue {
    /// Whether it uses itself, directly or through others.
    fileprivate func isInCircle(_ uses: [String: Set<String>]) -> Bool {
        var seen: Set<String> = []
        var next = Array(uses[name, default: []])
        while let other = next.popLast() {
            if other == name { return true }
            if seen.insert(other).inserted { next += uses[other, default: []] }
        }
        return false
    }
}

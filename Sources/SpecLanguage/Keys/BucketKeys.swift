// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import MetricsVocabulary
import SpecDiagnostics
import SpecModel
import SpecYAML

/// The forms in which bounds can be given; each is known by its first key.
enum BucketKeys {
    static let bounds = Key("bounds", .bounds, help: "the bounds, in ascending order; `+Inf` is always added")
    static let series = Key(
        "series", .list(of: .number),
        help:
            "the numbers that a series of bounds repeats: each times 1, 10, 100 and so on, up to `max`")
    static let max = Key(
        "max", ValueType<BoundsDeclaration.Limit>.limit(isExclusive: false), requiredWith: "series",
        orElse: "less_than",
        help: "the greatest number that a bound of the series can be: a number, `$name` or `$name - 1`")
    static let lessThan = Key(
        "less_than", ValueType<BoundsDeclaration.Limit>.limit(isExclusive: true),
        help: "instead of `max`: the number that every bound of the series is below")
    static let sorted = Key(
        "sorted", .parameterReference, help: "a parameter that is a list of integers: its elements, in ascending order")
    static let linear = Key(
        "linear", .linear, help: "bounds at equal distances: the first bound, the distance and the number of bounds")
    static let exponential = Key(
        "exponential", .exponential,
        help: "bounds that grow by a factor: the first bound, the factor and the number of bounds")
    static let native = Key(
        "native", .native,
        help: """
            native buckets, which grow by a factor and exist once they have observations, beside the bounds or instead of \
            them; only the protobuf format shows them
            """)
    static let overridable = Key(
        "overridable", .boolean,
        help: "whether a process can be started with other bounds; only for named bucket sets")
    static let allow = Key("allow", .waivers, help: "lint rules that the bucket set may break, each with a reason")
    static let `if` = Key(
        "if",
        .condition(
            whereTrue: "write only the bounds of `then`",
            whereFalse: "write only the bounds of `else`"),
        help: "a condition that decides between two forms: a Boolean parameter, or what compares parameters")
    static let then = Key("then", .branch, requiredWith: "if", help: "the bounds if the condition is true")
    static let `else` = Key("else", .branch, requiredWith: "if", help: "the bounds if it is false")

    static let table = KeyTable(
        .buckets,
        oneOf: [bounds.name, series.name, linear.name, exponential.name, sorted.name, `if`.name, native.name],
        [
            bounds.description, series.description, max.description, lessThan.description, linear.description,
            exponential.description,
            sorted.description, `if`.description, then.description, `else`.description, native.description,
            overridable.description,
            allow.description,
        ])
}

/// The steps of computed bounds.
enum BucketStepKeys {
    static let start = Key("start", .number, isRequired: true, help: "the first bound")
    static let width = Key("width", .number, isRequired: true, help: "the distance from one bound to the next; above 0")
    static let factor = Key("factor", .number, isRequired: true, help: "the factor from one bound to the next; above 1")
    static let count = Key("count", .integer(atLeast: 1), isRequired: true, help: "the number of bounds")
    static let rounding = Key(
        "rounding", ValueType<BucketSteps.Rounding>.choice,
        help: """
            how bounds are rounded: `decimal` (the default), so decimals stay decimals; `float`, each from the one \
            before, as Prometheus' Go client does it; `formula`, each from its position, as code in Python does it
            """)

    static let linear = KeyTable(
        .linear, [start.description, width.description, count.description, rounding.description])
    static let exponential = KeyTable(
        .exponential, [start.description, factor.description, count.description, rounding.description])
}

extension ValueType<[Double]> {
    fileprivate static var linear: ValueType {
        ValueType.mapping(BucketStepKeys.linear) { reader in
            let start = reader.require(BucketStepKeys.start)
            let width = reader.require(BucketStepKeys.width)
            let count = reader.require(BucketStepKeys.count)
            let rounding = reader.read(BucketStepKeys.rounding)?.value ?? .decimal
            guard let start, let width, let count else { return nil }
            if let finding = BadSteps.finding(linearFrom: start, width: width, count: count) {
                reader.report(finding)
                return nil
            }
            let bounds = BucketSteps.linear(from: start.value, width: width.value, count: count.value, rounding)
            if let finding = BadSteps.finding(bounds, step: width) {
                reader.report(finding)
                return nil
            }
            return bounds
        }
    }

    fileprivate static var exponential: ValueType {
        ValueType.mapping(BucketStepKeys.exponential) { reader in
            let start = reader.require(BucketStepKeys.start)
            let factor = reader.require(BucketStepKeys.factor)
            let count = reader.require(BucketStepKeys.count)
            let rounding = reader.read(BucketStepKeys.rounding)?.value ?? .decimal
            guard let start, let factor, let count else { return nil }
            if let finding = BadSteps.finding(exponentialFrom: start, factor: factor, count: count) {
                reader.report(finding)
                return nil
            }
            let bounds = BucketSteps.exponential(
                from: start.value, factor: factor.value, count: count.value, rounding)
            if let finding = BadSteps.finding(bounds, step: factor) {
                reader.report(finding)
                return nil
            }
            return bounds
        }
    }
}

extension ValueType<BoundsDeclaration> {
    /// A bucket set: a list of bounds or one of the forms.
    static var bucketSet: ValueType {
        anyForm([ValueShape.list(of: .number), formShape])
    }

    /// The buckets of a metric or a branch: the name of a bucket set, or what a bucket set can be.
    static var branch: ValueType {
        anyForm([.text(.bucketSet), .list(of: .number), formShape])
    }

    private static var formShape: ValueShape {
        ValueShape.mapping { BucketKeys.table }
    }

    private static func anyForm(_ shapes: [ValueShape]) -> ValueType {
        let shape = ValueShape.anyOf(shapes)
        return ValueType(shape) { slot, findings in
            switch slot.node.content {
            case .scalar(let scalar) where !scalar.isAbsent && shapes.count == 3:
                return .named(Spanned(scalar.text, slot.span))
            case .sequence: return ValueType<[Spanned<Double>]>.bounds.read(slot, &findings).map { .fixed($0) }
            case .mapping(let mapping):
                if let finding = stepsWithoutForm(mapping) {
                    findings.append(finding)
                    return nil
                }
                return form.read(slot, &findings)
            default:
                slot.reportMismatch(shape, &findings)
                return nil
            }
        }
    }

    /// `{start: 1, factor: 2, count: 10}`, without the key in front.
    private static func stepsWithoutForm(_ mapping: YAMLMapping) -> Finding? {
        let forms = [
            (BucketKeys.linear.name, BucketStepKeys.linear), (BucketKeys.exponential.name, BucketStepKeys.exponential),
        ]
        let keys = mapping.entries.map(\.key)
        guard let (form, table) = forms.first(where: { keys.count > 1 && keys.map(\.value).allSatisfy($0.1.has) })
        else {
            return nil
        }
        let written =
            mapping.entries.map { entry in
                if case .scalar(let scalar) = entry.value.content { return "\(entry.key.value): \(scalar.text)" }
                return "\(entry.key.value): …"
            } + table.keys.filter { $0.isRequired && mapping[$0.name] == nil }.map { "\($0.name): …" }
        return UnknownKey.finding(steps: keys, of: form, written: written.joined(separator: ", "))
    }

    private static var form: ValueType {
        ValueType.mapping(BucketKeys.table) { reader in
            let isOverridable = reader.read(BucketKeys.overridable)?.value ?? false
            _ = reader.read(BucketKeys.allow)
            let bounds = readForm(&reader)
            var buckets = bounds
            if reader.has(BucketKeys.native) {
                guard let native = reader.read(BucketKeys.native), let place = reader.place(of: BucketKeys.native)
                else { return nil }
                // Bounds with an error are none.
                if bounds == nil,
                    BucketKeys.table.forms.contains(where: { $0 != BucketKeys.native.name && reader.hasKey($0) })
                {
                    return nil
                }
                buckets = .native(native.value, at: place, beside: bounds)
            }
            guard isOverridable, let buckets, let place = reader.place(of: BucketKeys.overridable) else {
                return buckets
            }
            if bounds == nil {
                reader.report(
                    InapplicableKey.finding(
                        Spanned(BucketKeys.overridable.name, place), of: "native buckets",
                        why: "they have no bounds that others can replace"))
                return buckets
            }
            return .overridable(buckets, at: place)
        }
    }

    private static func readForm(_ reader: inout MappingReader) -> BoundsDeclaration? {
        let form = reader.form(ifNone: "these buckets have no bounds", besides: BucketKeys.native.name)
        guard let form else { return nil }
        // Keys that go with one form only.
        let companions = [
            (reader.named(BucketKeys.max), BucketKeys.series.name),
            (reader.named(BucketKeys.lessThan), BucketKeys.series.name),
            (reader.named(BucketKeys.then), BucketKeys.if.name), (reader.named(BucketKeys.else), BucketKeys.if.name),
        ]
        for case (let key?, let partner) in companions where partner != form.value {
            reader.report(
                InapplicableKey.finding(
                    key, of: "buckets with \(quoted: form.value)", why: "it belongs to \(quoted: partner)"))
        }
        switch form.value {
        case BucketKeys.bounds.name: return reader.read(BucketKeys.bounds).map { .fixed($0.value) }
        case BucketKeys.linear.name: return reader.read(BucketKeys.linear).map { .made($0.value, at: $0.span) }
        case BucketKeys.exponential.name:
            return reader.read(BucketKeys.exponential).map { .made($0.value, at: $0.span) }
        case BucketKeys.sorted.name: return reader.read(BucketKeys.sorted).map { .sorted(parameter: $0) }
        case BucketKeys.if.name:
            let condition = reader.read(BucketKeys.if)
            let then = reader.requireCompanion(BucketKeys.then)
            let otherwise = reader.requireCompanion(BucketKeys.else)
            guard let condition, let then, let otherwise else { return nil }
            return .conditional(condition, then: then.value, otherwise: otherwise.value)
        case BucketKeys.series.name:
            let mantissas = reader.read(BucketKeys.series)
            if let key = reader.named(BucketKeys.lessThan), let first = reader.named(BucketKeys.max) {
                reader.report(ContradictingKeys.finding(key, first: first, in: "buckets"))
                return nil
            }
            let isExclusive = reader.has(BucketKeys.lessThan)
            let limit =
                isExclusive ? reader.read(BucketKeys.lessThan) : reader.requireCompanion(BucketKeys.max)
            guard let mantissas else { return nil }
            let finding = BadSeries.finding(mantissas, limit: limit, isExclusive: isExclusive)
            if let finding { reader.report(finding) }
            guard finding == nil, let limit else { return nil }
            let numbers = mantissas.value.map(\.value)
            // Without a parameter the bounds are known.
            if isExclusive, case .number(let number) = limit.value {
                return .made(BucketSeries.bounds(mantissas: numbers, below: number), at: limit.span)
            }
            return .series(mantissas: numbers, limit: limit.value, at: limit.span)
        default: return nil
        }
    }
}

extension MappingReader {
    /// A key that one of the forms requires, and the table of all forms doesn't.
    fileprivate mutating func requireCompanion<Value>(_ key: Key<Value>) -> Spanned<Value>? {
        require(key)
    }
}

extension ValueType<[Spanned<Double>]> {
    /// A list of finite numbers in ascending order.
    fileprivate static var bounds: ValueType {
        let list = ValueType<[Spanned<Double>]>.list(of: .number)
        return ValueType(list.shape) { slot, findings in
            let known = findings.count
            guard let bounds = list.read(slot, &findings) else { return nil }
            if findings.count == known, let finding = BadBounds.finding(bounds, of: slot) { findings.append(finding) }
            if findings.count == known, bounds.count > SizeLimits.bounds {
                findings.append(SizeLimit.finding(bounds: bounds[SizeLimits.bounds], count: bounds.count))
            }
            return findings.count == known ? bounds : nil
        }
    }
}

extension ValueType<BoundsDeclaration.Limit> {
    fileprivate static func limit(isExclusive: Bool) -> ValueType {
        let (number, parameter) = (ValueType<Double>.number, ValueType<ParameterSum>.parameterSum)
        let shape = ValueShape.anyOf([number.shape, parameter.shape])
        return ValueType(shape) { slot, findings in
            // Only one of the two can read it, and what neither can is reported once.
            var unused: [Finding] = []
            if let sum = parameter.read(slot, &unused) {
                return .parameter(Spanned(sum, slot.span), isExclusive: isExclusive)
            }
            if let value = number.read(slot, &unused) { return .number(value) }
            slot.reportMismatch(shape, &findings)
            return nil
        }
    }
}

// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

/// The reason why a generated struct could not be made. Its description is a sentence for the person who starts the
/// process: it says what is wrong and what to use instead.
public enum MetricsSetupError: Error, Equatable, Sendable, CustomStringConvertible {
    /// A start-up parameter has a value that the spec excludes.
    case parameter(name: String, fault: ParameterFault)
    /// A histogram's bounds, computed from the parameters, are not valid.
    case bounds(metric: String, fault: BoundsFault)
    /// A visibility setting can't be applied.
    case visibility(VisibilityFault)
    /// The registry already has another metric under one of the names of this one.
    case conflict(metric: String, existing: String, fault: ConflictFault)
    /// A constant label of the registry can't be one.
    case constantLabel(String, fault: ConstantLabelFault)
    /// The shared directory for the metrics can't be used.
    case multiprocess(MultiprocessError)

    /// What is wrong with the value of a parameter.
    public enum ParameterFault: Equatable, Sendable {
        /// The value, or a number of the list, is less than the spec allows.
        case belowMinimum(value: Int, minimum: Int)
        /// The value, or a number of the list, is greater than the spec allows.
        case aboveMaximum(value: Int, maximum: Int)
        /// The list has no number.
        case empty
        /// The list has a number twice.
        case duplicate(value: Int)
        /// No label can have this name.
        case illegalLabel(String)
        /// The name has a meaning for Prometheus.
        case reservedLabel(String)
        /// The metric would have two labels of this name.
        case repeatedLabel(String)
        /// A series can't have that many labels.
        case tooManyLabels(count: Int, maximum: Int)
        /// No name of a metric can begin with the string.
        case illegalPrefix(String)
        /// The environment variable that has the value isn't set.
        case variableNotSet(String, EnvironmentParameter.Expectation)
        /// The environment variable has a value of another type, or none of those that the spec lists.
        case variableUnreadable(String, value: String, EnvironmentParameter.Expectation)
    }

    /// What is wrong with the bounds of a histogram.
    public enum BoundsFault: Equatable, Sendable {
        /// There are none.
        case empty
        /// One of them is NaN or infinite.
        case notFinite
        /// `second` follows `first` and is not greater. Whole numbers above 2^53 can become the same double.
        case notIncreasing(first: Double, second: Double)
    }

    /// How a metric differs from the one of the same name that the registry has already.
    public enum ConflictFault: Equatable, Sendable {
        /// It has another type.
        case type
        /// It has another help.
        case help
        /// It has other labels.
        case labels
        /// Its values are merged over processes in another way.
        case multiprocessMode
        /// It is a gauge with another initial value.
        case initial
        /// It has other bounds for the same series.
        case bounds
        /// It is an info metric with other fields.
        case fields
        /// It is a stateset with other states.
        case states
        /// It has other former names, or other ones that are visible.
        case formerNames
        /// A series of one metric has the name of a series of the other.
        case seriesName(String)
    }

    /// Why a label can't be a constant label of a registry.
    public enum ConstantLabelFault: Equatable, Sendable {
        /// It isn't the name of a label.
        case notAName
        /// Samples of some metrics have a label of this name, such as `le`.
        case reserved
        /// This metric has a label, a field or a state label of this name.
        case labelOfMetric(String)
        /// The product binds a label of this name.
        case boundLabel(product: String)
    }

    /// What is wrong and what to do, as a sentence without a final period.
    public var description: String {
        switch self {
        case .parameter(let name, let fault): "parameter `\(name)`: \(fault)"
        case .bounds(let metric, let fault): "the bounds of `\(metric)` \(fault)"
        case .visibility(let fault): "`\(fault.setting)`: \(fault.reason)"
        case .constantLabel(let name, let fault): "the constant label `\(name)` \(fault)"
        case .multiprocess(let error): "\(error)"
        case .conflict(let metric, let existing, let fault):
            "the registry already has `\(existing)`, and `\(metric)` \(fault); use a separate registry for one of the two"
        }
    }
}

extension MetricsSetupError.ParameterFault: CustomStringConvertible {
    /// What is wrong and what to do.
    public var description: String {
        switch self {
        case .belowMinimum(let value, let minimum): "\(value) is too small; the minimum is \(minimum)"
        case .aboveMaximum(let value, let maximum): "\(value) is too large; the maximum is \(maximum)"
        case .empty: "the list is empty; give at least one number"
        case .duplicate(let value): "\(value) is in the list twice; give each number once"
        case .illegalLabel(let name):
            "no label can have the name \"\(name)\"; use letters, digits and `_`, not starting with a digit"
        case .reservedLabel(let name): "the label `\(name)` is reserved for Prometheus; give it another name"
        case .repeatedLabel(let name): "two labels of the metric would be `\(name)`; give each label once"
        case .tooManyLabels(let count, let maximum): "\(count) fields are too many; the maximum is \(maximum)"
        case .illegalPrefix(let value):
            "no metric's name can begin with \"\(value)\"; give at most 200 letters, digits, `_` and `:`, not starting with a digit"
        case .variableNotSet(let variable, let expected):
            "the environment variable `\(variable)` isn't set; set it to \(expected)"
        case .variableUnreadable(let variable, let value, let expected):
            "the environment variable `\(variable)` is \"\(value)\"; set it to \(expected)"
        }
    }
}

extension MetricsSetupError.BoundsFault: CustomStringConvertible {
    /// What is wrong with the bounds, after the words `the bounds of`.
    public var description: String {
        switch self {
        case .empty: "are empty with these parameters; a histogram needs at least one"
        case .notFinite: "are not all finite; `+Inf` is added automatically"
        case .notIncreasing(let first, let second):
            "must increase, and \(second) follows \(first)"
        }
    }
}

extension MetricsSetupError.ConstantLabelFault: CustomStringConvertible {
    /// What is wrong and what to do, after the name of the label.
    public var description: String {
        switch self {
        case .notAName: "has characters that a label's name can't have; use letters, digits and `_`"
        case .reserved: "has a name that samples of other metrics use; give it another name"
        case .labelOfMetric(let metric): "is also a label of `\(metric)`; give it another name"
        case .boundLabel(let product): "is also bound by `\(product)`; give it another name"
        }
    }
}

extension MetricsSetupError.ConflictFault: CustomStringConvertible {
    /// The difference, after the name of the metric.
    public var description: String {
        switch self {
        case .type: "has another type"
        case .help: "has another help"
        case .labels: "has other labels"
        case .multiprocessMode: "is merged over processes in another way"
        case .initial: "has another initial value"
        case .bounds: "has other bounds for the same series"
        case .fields: "has other fields"
        case .states: "has other states"
        case .formerNames: "is published under other former names"
        case .seriesName(let name): "would publish `\(name)` a second time"
        }
    }
}

// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import PromQLSyntax
import SpecDiagnostics
import SpecModel
import SpecOrigins

/// A policy with what it demands, as the rule on such policies needs it.
struct DemandedPolicy<Demand: Sendable>: Sendable {
    let policy: Policy
    let demand: Demand

    /// A finding about a metric that breaks the policy.
    ///
    /// - Parameters:
    ///   - span: the name of the metric.
    ///   - place: what the metric breaks, in the policy.
    func finding(_ rule: Rule, at span: Span, _ message: String, help: String, breaking place: Span) -> Finding {
        Finding(rule.with(policy.severity), at: span, message, help: help, related: [related(at: place)])
    }

    func related(at place: Span) -> Finding.Related { .init("the policy, because: \(policy.reason)", at: place) }
}

extension Sequence {
    /// The most severe first, and those that are equally severe as they were.
    func mostSevereFirst(_ severity: (Element) -> Severity) -> [Element] {
        Severity.allCases.sorted(by: >).flatMap { wanted in filter { severity($0) == wanted } }
    }
}

extension CheckInput {
    /// The policies of one sort, the most severe first. Where several demand the same of a metric, the first counts.
    func policies<Demand: Sendable>(_ demand: (Policy.Demand) -> Demand?) -> [DemandedPolicy<Demand>] {
        spec.policies.mostSevereFirst(\.severity).compactMap { policy in
            demand(policy.demand).map { DemandedPolicy(policy: policy, demand: $0) }
        }
    }

    /// What the policies that limit the series of a metric allow.
    var seriesPolicies: [DemandedPolicy<Spanned<Int>>] {
        policies { if case .seriesLimit(let limit) = $0 { limit } else { nil } }
    }
}

/// What a policy demands of the full names of metrics.
struct NamePolicy: Sendable {
    let pattern: PolicyPattern
    let exceptions: [PolicyPattern]

    /// Nil where its pattern can't be read, which has been reported.
    init?(_ demand: Policy.Demand) {
        guard case .name(let pattern, let except) = demand, let pattern = try? PolicyPattern(pattern) else {
            return nil
        }
        self.pattern = pattern
        exceptions = except.compactMap { try? PolicyPattern($0) }
    }

    func allows(_ name: String) -> Bool {
        pattern.expression.matches(name) || exceptions.contains { $0.expression.matches(name) }
    }
}

/// A pattern of a policy. It comes with a spec, which may be a stranger's, so its size has a limit; the time that it takes
/// grows with its size and the length of the name, and never faster.
struct PolicyPattern: Sendable {
    let written: Spanned<String>
    let expression: RegularExpression

    /// Characters that it may match, with all repetitions written out.
    static let sizeLimit = 1_000

    struct Fault: Error {
        let message: String
        let help: String
    }

    init(_ written: Spanned<String>) throws(Fault) {
        self.written = written
        switch RegularExpression.read(written.value) {
        case .valid(let expression):
            guard expression.size <= Self.sizeLimit else {
                throw Fault(
                    message:
                        "this pattern is too large: with all repetitions written out it has more than 1,000 characters",
                    help: "use `*` or `+` where the number doesn't matter")
            }
            self.expression = expression
        case .invalid(let fault):
            throw Fault(message: fault.message, help: "write a regular expression that has to match the whole name")
        case .undecided:
            throw Fault(
                message: "this pattern is too complicated: nobody can say which names match",
                help: "write it with letters, digits, classes and repetitions")
        }
    }
}

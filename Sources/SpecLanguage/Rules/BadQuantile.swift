// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecDiagnostics
import SpecModel

package enum BadQuantile {
    package static let rule = Rule(code: "MG1415", name: "bad-quantile")

    static func findings(_ quantiles: [Spanned<Double>], ofSummary: Bool) -> [Finding] {
        var places: [Double: Span] = [:]
        return quantiles.compactMap { quantile in
            let value = quantile.value
            guard value > 0 && value < 1 || ofSummary && (value == 0 || value == 1) else {
                let share = value / 100
                let guess = value > 1 && value < 100 ? "did you mean \(quoted: share)?" : nil
                return Finding(
                    rule, at: quantile.span,
                    "a quantile must be between 0 and 1, not \(BoundText.text(of: value))", underline: guess,
                    help: guess == nil ? "write a number such as `0.99`" : nil,
                    fixes: guess == nil ? [] : [.replacing(quantile.span, with: "\(share)")])
            }
            if let first = places[value] {
                return Finding(
                    rule, at: quantile.span, "this quantile is listed twice", help: "delete one of them",
                    related: [.init("listed first here", at: first)])
            }
            places[value] = quantile.span
            return nil
        }
    }
}

// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import MetricsVocabulary
import SpecDiagnostics
import SpecModel

extension SpecCheck {
    static let currentValueOutlivesProcess: SpecCheck = SpecCheck(
        ExplainedRule(
            Rule(code: "MG2305", name: "current-value-outlives-process", severity: .warning),
            explanation: """
                A current state ends with its process. In the modes `sum`, `max`, `min` and `all` the \
                last value of a process stays in the exposition after it has ended: a worker that crashes with 7 running \
                requests adds 7 to the sum from then on. The modes that begin with `live` leave ended processes out.
                """,
            badExample: """
                metricsgen: 1
                product: {name: shop, version: "1.4", prefix: shop_, processes: several}
                groups:
                  cart:
                    metrics:
                      open_carts: {type: gauge, help: Carts that are currently open., multiprocess: sum}
                """,
            goodExample: """
                metricsgen: 1
                product: {name: shop, version: "1.4", prefix: shop_, processes: several}
                groups:
                  cart:
                    metrics:
                      open_carts: {type: gauge, help: Carts that are currently open., multiprocess: livesum}
                """),
        isAboutOneMetric: true
    ) { input in
        input.livingMetrics.compactMap { metric -> Finding? in
            // Without a written mode there is one finding already, or one process.
            guard let mode = metric.mode, !mode.isLive,
                // The last value that was set is about now as long as somebody sets it.
                mode.merge != .mostRecent,
                let phrase = currentPhrases.first(where: metric.help.lowercased().contains),
                input.saysMode(metric)
            else { return nil }
            return Finding(
                currentValueOutlivesProcess.rule, at: input.name(of: metric),
                "the \(metric.kind.rawValue) \(quoted: metric.name) describes a current state (\(quoted: phrase)), but \(quoted: mode.rawValue) keeps the last values of processes that have ended",
                help:
                    "write `multiprocess: \(mode.live.rawValue)`; if the mode is published already, waive this with a reason"
            )
        }
    }

    /// Only words that say it without doubt: the current of a motor is not about now.
    private static let currentPhrases = ["currently", "right now", "at the moment", "current number of"]
}

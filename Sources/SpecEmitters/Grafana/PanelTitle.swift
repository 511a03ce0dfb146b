// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecModel
import SpecOutput
import SpecText

/// The title of a panel if the spec gives none.
enum PanelTitle {
    static func title(of metric: Metric, _ meaning: GrafanaUnit.Meaning) -> String {
        metric.panel.title ?? words(of: stem(of: metric, meaning))
    }

    /// `running_lora_adapters` is `Running lora adapters`.
    static func words(of name: String) -> String {
        var words: [UInt8] = []
        name.withUnits { units in
            words.reserveCapacity(units.count)
            var isBetween = false
            for unit in units {
                if unit == UInt8(ascii: "_") || unit == UInt8(ascii: ":") {
                    isBetween = !words.isEmpty
                    continue
                }
                if isBetween { words.append(UInt8(ascii: " ")) }
                isBetween = false
                words.append(unit)
            }
        }
        return String(decoding: words, as: UTF8.self).capitalizedFirst
    }

    /// The key without what the axis says anyway: a counter's `_total`, and a unit that isn't the thing itself. Only
    /// the name of `prompt_tokens` says what it counts.
    private static func stem(of metric: Metric, _ meaning: GrafanaUnit.Meaning) -> String {
        var endings = ["_total"]
        if let unit = metric.unit {
            switch meaning {
            case .duration, .share: endings.append("_\(unit.name)")
            case .amount, .intensity, .truth, .moment, .labels, .unknown: break
            }
        }
        var stem = metric.key
        for ending in endings where stem.hasSuffix(ending) && stem.utf8.count > ending.utf8.count {
            stem = String(Substring(stem.utf8.dropLast(ending.utf8.count)))
        }
        return stem
    }
}

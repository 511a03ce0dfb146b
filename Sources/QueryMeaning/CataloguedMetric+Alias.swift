// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import MetricsVocabulary
import SpecHistory
import SpecModel

extension CataloguedMetric {
    /// The same metric under another of its names.
    ///
    /// - Parameter metrics: those of its catalogue, by their names: what renames this one also renames what replaces it.
    func seen(as alias: String, in metrics: [String: CataloguedMetric]) -> CataloguedMetric {
        var seen = self
        seen.name = alias
        let ending = zip(alias.utf8.reversed(), name.utf8.reversed()).prefix { $0 == $1 }.count
        let prefix = alias.utf8.dropLast(ending)
        seen.replacements = replacements.map { replacement in
            let name = metrics[replacement.name]?.aliases.first { $0.utf8.starts(with: prefix) }
            return name.map { Replacement(name: $0, isExternal: replacement.isExternal) } ?? replacement
        }
        // The label of the states is named after the family, and a program that renames the family may leave the label.
        if kind.has(.states) { seen.labels.append(CataloguedLabel(name: name, values: states, isRequired: false)) }
        return seen
    }
}

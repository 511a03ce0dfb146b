// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecModel
import SpecOrigins

extension NameScope.Origin {
    package init(_ label: Label, _ part: Origins.Part) { self.init(name: label.key, part: part) }
}

extension Label {
    /// Where it is described.
    package func part(in metric: Metric) -> Origins.Part {
        isOwn ? .ownLabel(key, of: metric.id) : .label(key)
    }

    /// Whether code can use the enum of another label for it.
    package func hasValues(of declared: Label?) -> Bool {
        guard let declared, case .closed(let values) = values, case .closed(let others) = declared.values else {
            return false
        }
        return name == declared.name && swiftName == declared.swiftName && values.count == others.count
            && zip(values, others).allSatisfy {
                $0.text.utf8.elementsEqual($1.text.utf8) && $0.swiftName == $1.swiftName
            }
    }
}

// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

extension DashboardVariable {
    /// A variable of a classic dashboard, which is flat, or the `spec` of one of a v2 dashboard.
    init?(_ value: DocumentValue, ofType type: String) {
        guard let name = value["name"]?.placed else { return nil }
        let kind = Self.kind(type)
        self.init(
            name: name, kind: kind,
            isMultiple: value["multi"]?.bool ?? false || value["includeAll"]?.bool ?? false,
            options: kind == .custom ? Self.options(value) : nil)
    }

    /// - Parameter type: of a classic variable, or the kind of one of v2.
    private static func kind(_ type: String) -> Kind {
        switch type {
        case "query", "QueryVariable": .query
        case "custom", "CustomVariable": .custom
        case "textbox", "TextVariable": .textbox
        case "interval", "IntervalVariable": .interval
        case "constant", "ConstantVariable": .constant
        case "datasource", "DatasourceVariable": .dataSource
        // Both are applied to all queries, which don't name them.
        case "adhoc", "AdhocVariable", "groupby", "GroupByVariable": .adHoc
        default: .other
        }
    }

    private static func options(_ value: DocumentValue) -> [String]? {
        let listed = (value["options"]?.elements ?? []).compactMap { $0["value"]?.string }.filter { $0 != "$__all" }
        if !listed.isEmpty { return listed }
        guard let query = value["query"]?.string, !query.isEmpty else { return nil }
        return choices(in: query)
    }

    /// `a, b, shown : value`. A comma in a value has a backslash before it.
    private static func choices(in query: String) -> [String] {
        var choices = [""]
        var isEscaped = false
        for character in query {
            if isEscaped {
                choices[choices.count - 1] += character == "," ? "," : "\\\(character)"
                isEscaped = false
            } else if character == "\\" {
                isEscaped = true
            } else if character == "," {
                choices.append("")
            } else {
                choices[choices.count - 1].append(character)
            }
        }
        return choices.map { choice in
            // The text that people see is before the last colon between spaces.
            let words = choice.split(separator: " ", omittingEmptySubsequences: true)
            guard let colon = words.lastIndex(of: ":") else { return words.joined(separator: " ") }
            return words[(colon + 1)...].joined(separator: " ")
        }
    }
}

// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

extension PanelUse {
    /// A panel of a classic dashboard.
    init(classic panel: DocumentValue, ofType type: String) {
        let unit = Self.unit(classic: panel, ofType: type)
        self.init(
            type: type, title: panel["title"]?.placed, unit: unit.id, description: panel["description"]?.placed,
            isWithoutUnit: unit.saysNothing)
    }

    /// The `spec` of a panel of a v2 dashboard.
    init(v2 panel: DocumentValue) {
        let shown = panel["vizConfig"]
        // The first releases of v2 had the plugin's id as the kind.
        let type = shown?["group"]?.string ?? shown?["kind"]?.string ?? ""
        let unit = Self.unit(
            in: shown?["spec"]?["fieldConfig"], ofType: type,
            transformations: panel["data"]?["spec"]?["transformations"])
        self.init(
            type: type, title: panel["title"]?.placed, unit: unit.id, description: panel["description"]?.placed,
            isWithoutUnit: unit.saysNothing)
    }

    /// The unit of all values.
    private enum ShownUnit {
        case id(PlacedString?)
        /// Several units, or values that aren't those of the query.
        case unclear

        var id: PlacedString? { if case .id(let id) = self { id } else { nil } }

        var saysNothing: Bool {
            if case .id(let id) = self { id.map { ["short", "none"].contains($0.text) } ?? true } else { false }
        }
    }

    private static func unit(classic panel: DocumentValue, ofType type: String) -> ShownUnit {
        if let fields = panel["fieldConfig"] {
            return unit(in: fields, ofType: type, transformations: panel["transformations"])
        }
        switch type {
        case "graph":
            let isOnBothAxes = (panel["seriesOverrides"]?.elements ?? []).contains { $0["yaxis"] != nil }
            return isOnBothAxes ? .unclear : .id(placed(panel["yaxes"]?.elements?.first?["format"]))
        case "singlestat": return .id(placed(panel["format"]))
        default: return .unclear
        }
    }

    /// The unit of all fields, where there is one and the fields are what the queries gave.
    private static func unit(
        in fields: DocumentValue?, ofType type: String, transformations: DocumentValue?
    ) -> ShownUnit {
        // The colour of a heatmap's cells is a count, and its axis has the buckets.
        guard type != "heatmap" else { return .unclear }
        let hasOverride = (fields?["overrides"]?.elements ?? []).contains { override in
            (override["properties"]?.elements ?? []).contains { $0["id"]?.string == "unit" }
        }
        let isComputed = (transformations?.elements ?? []).contains { transformation in
            let id = transformation["group"] ?? transformation["id"] ?? transformation["kind"]
            return id?.string.map(computingTransformations.contains) ?? false
        }
        return hasOverride || isComputed ? .unclear : .id(placed(fields?["defaults"]?["unit"]))
    }

    /// Those that make numbers of another unit, or fields from the names of series.
    private static let computingTransformations: Set<String> = [
        "calculateField", "configFromData", "fieldLookup", "groupBy", "histogram", "regression", "rowsToFields",
    ]

    private static func placed(_ value: DocumentValue?) -> PlacedString? {
        value?.placed.flatMap { $0.text.isEmpty ? nil : $0 }
    }

    /// The panel as one of its queries uses it: an object with an `expr`.
    func of(_ target: DocumentValue, isHidden: Bool) -> PanelUse {
        var use = self
        if isHidden { (use.unit, use.isWithoutUnit) = (nil, false) }
        if let legend = target["legendFormat"]?.placed, !legend.text.isEmpty, legend.text != "__auto" {
            use.legend = legend
        }
        use.isInstant = target["instant"]?.bool ?? false && !(target["range"]?.bool ?? false)
        return use
    }
}

// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

/// The places of a dashboard's panels in Grafana's grid of 24 columns.
struct PanelLayout {
    static let columns = 24

    struct Place: Equatable {
        let x: Int
        let y: Int
        let width: Int
        let height: Int
    }

    /// From left to right, on a new line if one doesn't fit; the last of each line takes the remaining width.
    static func places(of panels: [DashboardPanel], from top: Int) -> [Place] {
        var places: [Place] = []
        var (x, y, lineHeight) = (0, top, 0)
        for panel in panels {
            let (width, height) = panel.visualization.size
            if x + width > columns {
                stretchLast(of: &places)
                (x, y, lineHeight) = (0, y + lineHeight, 0)
            }
            places.append(Place(x: x, y: y, width: width, height: height))
            x += width
            lineHeight = max(lineHeight, height)
        }
        stretchLast(of: &places)
        return places
    }

    /// Tiles of one height, the same number on each line, and the lines filled.
    static func tiles(_ count: Int, from top: Int, height: Int = 4, mostOnALine: Int = 6) -> [Place] {
        guard count > 0 else { return [] }
        let lines = (count + mostOnALine - 1) / mostOnALine
        let perLine = (count + lines - 1) / lines
        return (0..<count).map { index in
            let (line, position) = index.quotientAndRemainder(dividingBy: perLine)
            let onThisLine = min(perLine, count - line * perLine)
            let start = columns * position / onThisLine
            let end = columns * (position + 1) / onThisLine
            return Place(x: start, y: top + line * height, width: end - start, height: height)
        }
    }

    private static func stretchLast(of places: inout [Place]) {
        guard let last = places.popLast() else { return }
        places.append(Place(x: last.x, y: last.y, width: columns - last.x, height: last.height))
    }
}

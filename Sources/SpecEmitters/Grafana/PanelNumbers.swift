// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

/// The numbers of a dashboard's panels. They follow from a panel's identity and not from its position: adding a panel
/// doesn't renumber others, and links, alerts and annotations stay valid.
struct PanelNumbers {
    /// Grafana keeps them in 32 bits with a sign.
    static let limit: UInt64 = 1 << 31 - 1

    private let numbers: [PanelIdentity: Int]

    /// - Parameter limit: Numbers are 1 to this; a test makes it small to get collisions.
    init(dashboard: String, panels: [PanelIdentity], limit: UInt64 = PanelNumbers.limit) {
        precondition(panels.count <= limit, "there are enough numbers for all panels")
        var numbers: [PanelIdentity: Int] = [:]
        numbers.reserveCapacity(panels.count)
        let start = StableHash.hash("\(dashboard)\n")
        func hash(_ panel: PanelIdentity) -> UInt64 {
            StableHash.hash(
                panel.role.rawValue, after: StableHash.hash("\n", after: StableHash.hash(panel.subject, after: start)))
        }
        for panel in panels { numbers[panel] = Self.number(hash(panel), limit) }
        // Usually no two have the same number, and then the order doesn't matter.
        guard Set(numbers.values).count < panels.count else {
            self.numbers = numbers
            return
        }
        var taken: Set<Int> = []
        // If two have the same hash, the order of their names decides which keeps it, not the order of the panels.
        for panel in panels.sorted() {
            var hash = hash(panel)
            while !taken.insert(Self.number(hash, limit)).inserted { hash = hash &+ 1 }
            numbers[panel] = Self.number(hash, limit)
        }
        self.numbers = numbers
    }

    subscript(panel: PanelIdentity) -> Int {
        guard let number = numbers[panel] else { preconditionFailure("every panel was given a number") }
        return number
    }

    private static func number(_ hash: UInt64, _ limit: UInt64) -> Int { Int(hash % limit) + 1 }
}

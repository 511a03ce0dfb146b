import SpecDiagnostics
import SpecModel
import SpecYAML

enum GroupKeys {
    static let title = Key("title", .text, help: "its heading for people; made from the key if left out")
    static let help = Key("help", .text, help: "a sentence or two above its table")
    static let swiftName = Key("swift_name", .name(.swiftProperty), help: "its name in Swift, where the key won't do")
    static let metrics = Key(
        "metrics", ValueType<[Declared<MetricDeclaration>]>.metrics, isRequired: true,
        help: "its metrics, by their names without the product's prefix")
    static let `if` = Key(
        "if", .parameterReference, help: "a boolean parameter: the group is there only in a process where it is true")
    static let owner = Key("owner", .text, help: "whom to ask about its metrics")
    static let maxSeries = Key(
        "max_series", .integer(atLeast: 1), help: "how many series its metrics may have at most, all together")
    static let sorted = Key("sorted", .boolean, help: "whether its metrics have to stand in the order of their names")
    static let allow = Key("allow", .waivers, help: "lint rules that the group may break, each with a reason")

    static let table = KeyTable(
        "a group",
        [
            title.description, help.description, `if`.description, owner.description, maxSeries.description,
            sorted.description, swiftName.description, allow.description, metrics.description,
        ])
}

extension ValueType<GroupDeclaration> {
    static var group: ValueType {
        ValueType.mapping(GroupKeys.table) { reader in
            let title = reader.read(GroupKeys.title)
            let help = reader.read(GroupKeys.help)
            let swiftName = reader.read(GroupKeys.swiftName)
            let metrics = reader.require(GroupKeys.metrics)
            let condition = reader.read(GroupKeys.if)
            let owner = reader.read(GroupKeys.owner)
            let seriesLimit = reader.read(GroupKeys.maxSeries)
            let isSorted = reader.read(GroupKeys.sorted)
            _ = reader.read(GroupKeys.allow)
            guard let metrics else { return nil }
            return GroupDeclaration(
                title: title?.value, help: help?.value, swiftName: swiftName, metrics: metrics.value,
                condition: condition, owner: owner?.value, seriesLimit: seriesLimit,
                isSorted: isSorted?.value ?? false)
        }
    }
}

extension ValueType<[Declared<MetricDeclaration>]> {
    fileprivate static var metrics: ValueType {
        let entries = ValueType.entries("metric", .metric, of: .metric)
        return ValueType(entries.shape) { slot, findings in
            if slot.node.isAbsent || slot.node.isEmptyMapping {
                findings.append(EmptyGroup.finding(slot))
                return nil
            }
            return entries.read(slot, &findings)
        }
    }
}

extension YAMLNode {
    fileprivate var isEmptyMapping: Bool {
        if case .mapping(let mapping) = content { mapping.entries.isEmpty && mapping.isComplete } else { false }
    }
}

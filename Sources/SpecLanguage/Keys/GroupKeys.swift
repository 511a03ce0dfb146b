import SpecDiagnostics
import SpecModel
import SpecYAML

enum GroupKeys {
    static let title = Key("title", .text, help: "its heading for people; made from the key if left out")
    static let help = Key("help", .text, help: "a sentence or two above its table")
    static let swiftName = Key("swift_name", .name(.swift), help: "its name in Swift, where the key won't do")
    static let metrics = Key(
        "metrics", ValueType<[Declared<MetricDeclaration>]>.metrics, isRequired: true,
        help: "its metrics, by their names without the product's prefix")

    static let table = KeyTable(
        "a group", [title.description, help.description, swiftName.description, metrics.description])
}

extension ValueType<GroupDeclaration> {
    static var group: ValueType {
        ValueType.mapping(GroupKeys.table) { reader in
            let title = reader.read(GroupKeys.title)
            let help = reader.read(GroupKeys.help)
            let swiftName = reader.read(GroupKeys.swiftName)
            let metrics = reader.require(GroupKeys.metrics)
            guard let metrics else { return nil }
            return GroupDeclaration(
                title: title?.value, help: help?.value, swiftName: swiftName, metrics: metrics.value)
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

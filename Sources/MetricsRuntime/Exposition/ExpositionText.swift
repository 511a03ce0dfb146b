/// The parts of Prometheus' text format 0.0.4.
enum ExpositionText {
    struct Label: Hashable {
        let name: String
        let value: String
    }

    /// `# HELP` and `# TYPE`. In a help, a backslash and a line feed are escaped.
    static func heading(name: String, help: String, keyword: String) -> [UInt8] {
        var text = Array("# HELP \(name) ".utf8)
        for byte in help.utf8 {
            switch byte {
            case UInt8(ascii: "\\"): text += Array(#"\\"#.utf8)
            case UInt8(ascii: "\n"): text += Array(#"\n"#.utf8)
            default: text.append(byte)
            }
        }
        text += Array("\n# TYPE \(name) \(keyword)\n".utf8)
        return text
    }

    /// All of a series' line that never changes: name, labels sorted by name, a blank.
    static func prefix(name: String, labels: [Label]) -> [UInt8] {
        var text = Array(name.utf8)
        // Label names are ASCII, so that Swift's order of texts is that of their bytes.
        let sorted = labels.sorted { $0.name < $1.name }
        for (index, label) in sorted.enumerated() {
            text.append(UInt8(ascii: index == 0 ? "{" : ","))
            text += Array(label.name.utf8)
            text += Array(#"=""#.utf8)
            for byte in label.value.utf8 {
                switch byte {
                case UInt8(ascii: "\\"): text += Array(#"\\"#.utf8)
                case UInt8(ascii: "\""): text += Array(#"\""#.utf8)
                case UInt8(ascii: "\n"): text += Array(#"\n"#.utf8)
                default: text.append(byte)
                }
            }
            text.append(UInt8(ascii: "\""))
        }
        if !sorted.isEmpty { text.append(UInt8(ascii: "}")) }
        text.append(UInt8(ascii: " "))
        return text
    }
}

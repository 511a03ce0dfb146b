// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

/// The signs of a template, which another program turns into JSON or YAML.
enum TemplateSigns {
    /// Where the action of a Go template, or the block of Jinja, begins that is at an offset: `{{ … }}`, `{% … %}`.
    static func action(at offset: Int, of text: String) -> Int? {
        // A value that begins with one looks like an object with an unexpected key.
        for start in [offset, offset - 1] where start >= 0 {
            let rest = text.utf8.dropFirst(start)
            if rest.starts(with: "{{".utf8) || rest.starts(with: "{%".utf8) { return start }
        }
        return nil
    }

    /// Where a program of Jsonnet begins, behind comments.
    static func jsonnet(in text: String) -> Int? {
        var rest = Substring(text).utf8
        var hasComment = false
        while let first = rest.first {
            if first == 0x20 || (0x09...0x0D).contains(first) {
                rest = rest.dropFirst()
            } else if rest.starts(with: "//".utf8) {
                rest = rest.drop { $0 != 0x0A }
                hasComment = true
            } else if rest.starts(with: "/*".utf8) {
                let text = Substring(rest.dropFirst(2))
                guard let end = text.firstRange(of: "*/") else { return nil }
                rest = text[end.upperBound...].utf8
                hasComment = true
            } else {
                break
            }
        }
        let start = text.utf8.distance(from: text.utf8.startIndex, to: rest.startIndex)
        let isProgram = ["local ", "import ", "(import ", "function("].contains { rest.starts(with: $0.utf8) }
        // JSON has no comments, and YAML has other ones.
        let isCommentedObject = hasComment && rest.first == UInt8(ascii: "{")
        return isProgram || isCommentedObject || isJsonnetObject(rest) ? start : nil
    }

    /// An object with a field that only Jsonnet has: `{ name:: value }`, `{ name+: value }`, `{ local name = value }`.
    private static func isJsonnetObject(_ text: Substring.UTF8View) -> Bool {
        guard text.first == UInt8(ascii: "{") else { return false }
        let isSpace = { (byte: UInt8) in byte == 0x20 || (0x09...0x0D).contains(byte) }
        let inner = text.dropFirst().drop(while: isSpace)
        if ["local ", "//", "/*"].contains(where: { inner.starts(with: $0.utf8) }) { return true }
        let name = inner.prefix { isWord($0) }
        let rest = inner[name.endIndex...]
        return !name.isEmpty && [":: ", "+:", "::{", "::\n"].contains { rest.starts(with: $0.utf8) }
    }

    private static func isWord(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"):
            true
        default: false
        }
    }

    /// The place of the first action that Helm has to replace before the string is YAML.
    ///
    /// Rules have actions in their strings, which are for Prometheus. One outside of strings either breaks the YAML, or is
    /// a mapping with a mapping as its key.
    static func helm(in text: String, isBroken: Bool, _ values: [DocumentValue]) -> Int? {
        guard let action = text.offset(of: "{{") ?? text.offset(of: "{%") else { return nil }
        let isTemplate =
            isBroken
            ? lines(of: text).contains { $0.starts(with: "{{".utf8) || $0.starts(with: "{%".utf8) }
                || text.has(": {{")
            : values.contains(where: \.hasObjectAsKey)
        return isTemplate ? action : nil
    }

    private static func lines(of text: String) -> some Sequence<Substring.UTF8View> {
        text.utf8.split(separator: UInt8(ascii: "\n")).lazy.map { line in
            Substring(line).utf8.drop { $0 == 0x20 || $0 == UInt8(ascii: "-") }
        }
    }
}

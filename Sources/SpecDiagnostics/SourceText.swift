/// One text that findings can point into, with the names under which people know it.
package struct SourceText: Sendable, Equatable {
    /// The path as it was given on the command line; for an include, joined to its includer's.
    package let path: String
    /// The path relative to the directory of the package, where the file lies inside it; else `path`. Machine-readable
    /// reports use it, since the host that reads them knows files by it.
    package let packagePath: String
    package let text: String

    package init(path: String, packagePath: String? = nil, text: String) {
        self.path = path
        self.packagePath = packagePath ?? path
        self.text = text
    }

    /// The line with this number, counted from 1, without its line break; empty beyond the end.
    ///
    /// Line breaks are those of YAML: LF, CR LF and CR. Swift takes CR LF for one character, so this walks scalars.
    package func line(_ number: Int) -> Substring {
        var current = 1
        var start = text.unicodeScalars.startIndex
        var index = start
        let scalars = text.unicodeScalars
        while index < scalars.endIndex {
            let scalar = scalars[index]
            guard scalar == "\n" || scalar == "\r" else {
                index = scalars.index(after: index)
                continue
            }
            if current == number { return text[start..<index] }
            let next = scalars.index(after: index)
            index =
                scalar == "\r" && next < scalars.endIndex && scalars[next] == "\n" ? scalars.index(after: next) : next
            start = index
            current += 1
        }
        return current == number ? text[start...] : ""
    }
}

/// Names a text within a `SourceCollection`.
package struct SourceID: Hashable, Comparable, Sendable {
    package let index: Int

    package init(index: Int) { self.index = index }

    package static func < (left: SourceID, right: SourceID) -> Bool { left.index < right.index }
}

/// The texts of one run, in the order in which they were read, which is the order in which findings are reported.
package struct SourceCollection: Sendable {
    package private(set) var sources: [SourceText] = []

    package init() {}

    package mutating func add(_ source: SourceText) -> SourceID {
        sources.append(source)
        return SourceID(index: sources.count - 1)
    }

    package subscript(id: SourceID) -> SourceText { sources[id.index] }
}

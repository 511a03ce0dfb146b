// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

extension PromQLPrinter {
    mutating func print(_ series: SeriesSelector) {
        var matchers = series.matchers[...]
        if let name = series.name {
            if name.text.map(PromQLName.isMetric) ?? true {
                print(name: name)
                if matchers.isEmpty, series.holes.isEmpty { return }
            } else {
                matchers = [LabelMatcher("__name__", .equal, name)] + matchers
            }
        }
        let separator = isCanonical ? "," : ", "
        if isCanonical { matchers = sorted(matchers) }
        write("{")
        for (index, hole) in series.holes.enumerated() {
            if index > 0 { write(separator) }
            print(hole, isBeforeWord: false)
        }
        for (index, matcher) in matchers.enumerated() {
            if index > 0 || !series.holes.isEmpty { write(separator) }
            print(matcher)
        }
        write("}")
    }

    /// By their printed text.
    private func sorted(_ matchers: ArraySlice<LabelMatcher>) -> ArraySlice<LabelMatcher> {
        guard matchers.count > 1 else { return matchers }
        let printed = matchers.map { matcher in
            var printer = PromQLPrinter(style)
            printer.print(matcher)
            return (matcher, printer.bytes)
        }
        return printed.sorted { $0.1.lexicographicallyPrecedes($1.1) }.map(\.0)[...]
    }

    private mutating func print(_ matcher: LabelMatcher) {
        print(label: matcher.label, isAllowed: PromQLName.isLabel)
        write(matcher.operation.rawValue)
        print(matcher.value)
    }

    mutating func print(label: PromQLString, isAllowed: (String) -> Bool) {
        if label.text.map(isAllowed) ?? PromQLName.isTemplate(label) { print(name: label) } else { print(label) }
    }

    /// Without quotes.
    mutating func print(name: PromQLString) {
        switch name.form {
        case .whole(let text): write(text)
        case .pieces(let pieces):
            for (index, piece) in pieces.enumerated() {
                switch piece {
                case .literal(let text): write(text)
                case .hole(let hole): print(hole, isBeforeWord: Self.beginsWithWord(pieces.dropFirst(index + 1).first))
                }
            }
        }
    }

    mutating func print(_ sampling: SeriesSelector.Sampling?) {
        guard let sampling else { return }
        write(" ")
        write(sampling.rawValue)
    }

    mutating func print(_ shift: TimeShift) {
        switch shift.moment {
        case .time(let seconds): write(" @ \(isCanonical ? Self.milliseconds(seconds) : Self.text(of: seconds))")
        case .start: write(" @ start()")
        case .end: write(" @ end()")
        case .hole(let hole):
            write(" @ ")
            print(hole, isBeforeWord: false)
        case nil: break
        }
        guard let offset = shift.offset, !isCanonical || offset.form != .milliseconds(0) else { return }
        write(" offset ")
        print(offset)
    }
}

import MetricsVocabulary
import SpecDiagnostics
import SpecModel

extension SpecCheck {
    static let helpNamesUnknownMetric: SpecCheck = SpecCheck(
        Rule(
            code: "MG2204", name: "help-names-unknown-metric", severity: .warning,
            explanation: """
                A help that sends its readers to another metric has to name one that is there. A name that this \
                product doesn't have is a typing error or was renamed; one that something else publishes can be said \
                in `replaced_by`, as `external`.
                """,
            badExample: """
                metricsgen: 1
                product: {name: shop, version: "1.4", prefix: shop_}
                groups:
                  cart:
                    metrics:
                      items: {type: gauge, help: "Items in all carts; see shop_carts."}
                """,
            goodExample: """
                metricsgen: 1
                product: {name: shop, version: "1.4", prefix: shop_}
                groups:
                  cart:
                    metrics:
                      items: {type: gauge, help: "Items in all carts; see shop_open_carts."}
                      open_carts: {type: gauge, help: Carts with something in them.}
                """)
    ) { product in
        guard !product.prefix.isEmpty else { return [] }
        var known = Set(product.metrics.map(\.name))
        for metric in product.metrics {
            if case .deprecated(let notice) = metric.lifecycle { known.formUnion(notice.replacements.map(\.name)) }
        }
        let series = Set(product.metrics.flatMap(\.seriesNames))
        // Labels and parameters can begin as metrics do.
        known.formUnion(product.labels.map(\.name.value) + product.parameters.map(\.name.value))
        let keys = product.metrics.map(\.key.value)
        // Of so many nobody sees the last ones, and a guess takes its time.
        var guesses = 0
        return product.livingMetrics.flatMap { metric in
            var seen: Set<String> = []
            return metric.names(inHelpWithPrefix: product.prefix).compactMap { name -> Finding? in
                guard !known.contains(name), !series.contains(name), seen.insert(name).inserted else { return nil }
                let guess =
                    guesses < 20
                    ? Suggestion.nearest(to: String(name.dropFirst(product.prefix.count)), among: keys)
                        .map { product.prefix + $0 } : nil
                guesses += 1
                let place = metric.help.place(of: name)
                // Under the whole help the question would be about the help.
                let question = place == nil ? nil : guess
                let advice = guess.map { "name \(quoted: $0), if that was meant" } ?? "name another metric, or none"
                return Finding(
                    helpNamesUnknownMetric.rule, at: place ?? metric.help.span,
                    "the help of \(quoted: metric.name) names \(quoted: name), which this product doesn't have",
                    underline: question.map { "did you mean \(quoted: $0)?" }, help: question == nil ? advice : nil)
            }
        }
    }
}

extension Spanned<String> {
    /// Where a word stands in a text of one line; nil where what was written isn't what it means, letter by letter.
    fileprivate func place(of word: String) -> Span? {
        let written = span.end.column - span.start.column
        // Two more are its quotes; with an escape in it there would be more still.
        let quotes = written - value.unicodeScalars.count
        guard span.start.line == span.end.line, quotes == 0 || quotes == 2 else { return nil }
        let words = value.split { !($0.isASCII && ($0.isLetter || $0.isNumber) || $0 == "_" || $0 == ":") }
        guard let found = words.first(where: { $0 == word || $0 == word + ":" }) else { return nil }
        let offset = value.unicodeScalars.distance(from: value.startIndex, to: found.startIndex)
        let start = span.start.column + quotes / 2 + offset
        return Span(
            source: span.source, start: Position(line: span.start.line, column: start),
            end: Position(line: span.start.line, column: start + word.unicodeScalars.count))
    }
}

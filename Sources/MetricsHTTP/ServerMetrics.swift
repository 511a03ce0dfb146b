// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

#if HTTP
    import MetricsRuntime
    import NIOCore

    /// What a server says about its own scrapes, at the end of each page.
    final class ServerMetrics: Sendable {
        let registry = MetricsRegistry(storage: .memory) { _ in }
        private let series: InstanceSeries

        private static let codes = [200, 401, 503]
        private static let syntaxes = MetricsFormat.Syntax.allCases

        init() throws(MetricsSetupError) {
            var product = ProductDeclaration(name: "metrics-http", version: "0.1.0")
            let labels = MetricLabels(closed: [
                ClosedLabel("code", Self.codes.map { "\($0)" }),
                ClosedLabel("format", Self.syntaxes.map { $0.rawValue.lowercased() }),
            ])
            product.counter(
                0, "metrics_http_scrapes_total", "Answers to requests for the metrics, by status and format.", labels)
            let next = Self.codes.count * Self.syntaxes.count
            product.histogram(
                next, "metrics_http_scrape_duration_seconds",
                "The time from a request for the metrics to the last byte of its answer.", MetricLabels(),
                [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10])
            product.summary(
                next + 1, "metrics_http_response_size_bytes",
                "The size of the body of an answer with metrics, as it was sent.", MetricLabels())
            series = try product.register(in: registry, visibility: Visibility())
        }

        func answered(_ code: UInt, _ format: MetricsFormat, size: Int) {
            guard let row = Self.codes.firstIndex(of: Int(code)),
                let column = Self.syntaxes.firstIndex(of: format.syntax)
            else { return }
            series.counter(row * Self.syntaxes.count + column).increment()
            if code == 200 { series.summary(Self.codes.count * Self.syntaxes.count + 1).observe(Double(size)) }
        }

        func ended(after time: TimeAmount) {
            series.histogram(Self.codes.count * Self.syntaxes.count).observe(Double(time.nanoseconds) / 1e9)
        }
    }
#endif

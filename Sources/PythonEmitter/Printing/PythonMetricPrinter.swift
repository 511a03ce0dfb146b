// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import MetricsVocabulary
import SpecModel
import SpecOutput

/// The attribute of a metric: the call that declares it, and what leads to it if it is deprecated or removed.
enum PythonMetricPrinter {
    static func printAttribute(
        _ python: PythonMetric, _ group: PythonGroup, _ product: PythonProduct, into source: inout PythonSource
    ) {
        let notice = MetricDocumentation.notice(of: python.metric, in: product)
        // A deprecated one is behind a property, which warns.
        let target = "self.\(notice == nil ? python.attribute : "_" + python.attribute)"
        let call = PythonDeclarationPrinter.call(python, group, product)
        let handle = PythonHandle(of: python, in: group, of: product)
        // One variable has one type to a type checker.
        let series = python.attribute + "_series"
        switch (python.series, handle.isWrapper) {
        case (.removed, _): return
        case (.single, false):
            let type = python.metric.value == .integer ? ": \(handle.type)" : ""
            // With the bracket on a line of its own, black would divide the expression at the period.
            if source.hasRoom(for: "\(target)\(type) = make.\(PythonDeclarationPrinter.function(of: python.metric))(") {
                source.statement("\(target)\(type) = ", call, ".child()")
            } else {
                source.statement("\(series) = ", call)
                source.statement("\(target)\(type) = ", .atom("\(series).child()"))
            }
        case (.single, true):
            source.statement("\(series) = ", call)
            source.statement("\(target) = ", handle.wrapped(.atom("\(series).child()")))
        case (.dense(let type, _), _), (.open(let type, _), _):
            // With the bracket on a line of its own, black and ruff would divide the statement in another way.
            if source.hasRoom(for: "\(target) = self.\(type)(") {
                source.statement("\(target) = ", .tall("self.\(type)", [call]))
            } else {
                source.statement("\(series) = ", call)
                source.statement("\(target) = ", .call("self.\(type)", [.atom(series)]))
            }
        }
        if notice == nil { source.documentation(documentation(of: python, product)) }
        if let call = PythonDeclarationPrinter.formerName(python.metric, product) { source.statement("", call) }
    }

    static func printNotice(
        _ python: PythonMetric, _ group: PythonGroup, _ product: PythonProduct, into source: inout PythonSource
    ) {
        guard let notice = MetricDocumentation.notice(of: python.metric, in: product) else { return }
        source.line()
        switch notice {
        case .deprecated(let message):
            source.line("@_warns")
            printDeprecation(message, into: &source)
            source.function(python.attribute, ["self"], returning: type(of: python, group, product)) { source in
                source.documentation(documentation(of: python, product))
                source.line("return self._\(python.attribute)")
            }
        case .removed(let message):
            source.line("@_removed")
            printDeprecation(message, into: &source)
            source.function(python.attribute, ["self"], returning: "NoReturn") { source in
                source.documentation(documentation(of: python, product))
                source.line("raise AttributeError")
            }
        }
    }

    static func printDeprecation(_ message: String, into source: inout PythonSource) {
        source.statement("@", .tall("_deprecated", [.string(message), .keyword("category", .atom("None"))]))
    }

    private static func type(of python: PythonMetric, _ group: PythonGroup, _ product: PythonProduct) -> String {
        switch python.series {
        case .single, .removed: PythonHandle(of: python, in: group, of: product).type
        case .dense(let type, _), .open(let type, _): "\(product.scope(of: group)).\(type)"
        }
    }

    private static func documentation(of python: PythonMetric, _ product: PythonProduct) -> [String] {
        MetricDocumentation.paragraphs(of: python.metric, in: product).map { String($0) }
    }
}

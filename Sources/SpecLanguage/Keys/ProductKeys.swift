// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import MetricsVocabulary
import SpecDiagnostics
import SpecModel

enum ProductKeys {
    static let name = Key(
        "name", .name(.product), isRequired: true,
        help: "the product's name; outputs are named after it by default")
    static let version = Key(
        "version", .productVersion, isRequired: true,
        help: "the release that the spec describes, `X.Y` or `X.Y.Z`; it decides which metrics are hidden or removed")
    static let prefix = Key(
        "prefix", .prefix,
        help: """
            the prefix of every metric's name, such as `shop_`, or a string parameter whose value it begins with, such as \
            `$name + "_"`; empty if left out
            """)
    static let aliases = Key(
        "aliases", .oneOrMore(of: .name(.prefix)),
        help: """
            other prefixes under which people see the same metrics, because something on the way renames them; queries \
            may use them
            """)
    static let processes = Key(
        "processes", ValueType<Product.Processes>.choice,
        help: """
            whether a server runs in several processes; gauges then need a mode that says how their values are merged, and \
            info metrics and statesets aren't allowed
            """)
    static let labels = Key(
        "labels", .labelNames(.labelOrSet),
        help: "labels with `bind: instance`, or sets of them, that every metric has; no metric lists them again")
    static let maxSeries = Key(
        "max_series", .integer(atLeast: 1), help: "the maximum number of series of all metrics together")

    static let table = KeyTable(
        .product,
        [
            name.description, version.description, prefix.description, aliases.description, processes.description,
            labels.description, maxSeries.description,
        ])
}

extension ValueType<ProductDeclaration> {
    static var product: ValueType {
        ValueType.mapping(ProductKeys.table) { reader in
            let name = reader.require(ProductKeys.name)
            let version = reader.require(ProductKeys.version)
            let prefix = reader.read(ProductKeys.prefix)
            let aliases = reader.read(ProductKeys.aliases)
            let processes = reader.read(ProductKeys.processes)
            let known = reader.findings.count
            let labels = reader.read(ProductKeys.labels)
            let areLabelsRead = reader.findings.count == known && !reader.hasMistyped(ProductKeys.labels)
            let seriesLimit = reader.read(ProductKeys.maxSeries)
            guard let name, let version else { return nil }
            return ProductDeclaration(
                name: name, version: version, prefix: prefix?.value ?? .fixed(""), aliases: aliases?.value ?? [],
                processes: processes, labels: labels?.value ?? [],
                areLabelsRead: areLabelsRead, seriesLimit: seriesLimit)
        }
    }
}

extension ValueType<String> {
    /// A string that is a legal name. An illegal one is reported, but still read.
    static func name(_ syntax: NameSyntax) -> ValueType {
        let text = ValueType.text
        return ValueType(text.shape) { slot, findings in
            guard let name = text.read(slot, &findings) else { return nil }
            if let finding = syntax.finding(Spanned(name, slot.span)) { findings.append(finding) }
            return name
        }
    }
}

extension ValueType<ProductVersion> {
    static var productVersion: ValueType {
        ValueType(.text(.version)) { slot, findings in
            guard let text = ValueType<String>.text(.version).read(slot, &findings) else {
                return nil
            }
            let version = ProductVersion(text)
            if version == nil { findings.append(IllegalVersion.finding(product: Spanned(text, slot.span))) }
            return version
        }
    }
}

extension ValueType<MinorVersion> {
    /// A minor version, or a patch release. Whether the lifecycle of the product counts those is known later
    /// (`Resolver.reportUncounted`).
    static var release: ValueType {
        ValueType(.text(.release)) { slot, findings in
            guard let text = ValueType<String>.text(.release).read(slot, &findings) else { return nil }
            let version = MinorVersion(release: text)
            if version == nil {
                findings.append(IllegalVersion.finding(minor: Spanned(text, slot.span), slot.key.value))
            }
            return version
        }
    }

    static var minorVersion: ValueType {
        ValueType(.text(.minorVersion)) { slot, findings in
            guard let text = ValueType<String>.text(.minorVersion).read(slot, &findings) else { return nil }
            let version = MinorVersion(text)
            if version == nil {
                findings.append(IllegalVersion.finding(minor: Spanned(text, slot.span), slot.key.value))
            }
            return version
        }
    }
}

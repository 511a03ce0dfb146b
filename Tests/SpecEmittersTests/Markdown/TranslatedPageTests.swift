// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecDiagnostics
import SpecModel
import SpecOrigins
import TestSupport
import Testing

@testable import SpecEmitters

@Suite("The docs page in another language")
struct TranslatedPageTests {
    @Test("a phrase takes its arguments at their places, whatever they hold")
    func arguments() {
        let words = PageWords(locale: nil)
        #expect(
            words("{1} times each power of ten up to {2}: {3}", "{2}", "a", "b")
                == "{2} times each power of ten up to a: b")
        #expect(words("Index") == "Index")
        #expect(PageWords(locale: "zh")("Index") == "目录")
        #expect(PageWords(locale: "zh-TW")("{1} to {2}", "1", "2") == "1 到 2")
        #expect(PageWords(locale: "fr")("{1} to {2}", "1", "2") == "1 to 2")
    }

    @Test("a Chinese phrase has the places of the English one")
    func places() {
        for (english, chinese) in PageWords.chinese {
            func places(_ text: String) -> [Substring] {
                text.split(separator: "{", omittingEmptySubsequences: false).dropFirst().map { $0.prefix(1) }.sorted()
            }
            #expect(places(english) == places(chinese), "\(english)")
        }
    }

    @Test("the Chinese page of the reference product has no phrase of the English one, nor one of the spec's strings")
    func reference() throws {
        let page = try Repository.text("Generated/docs/metrics.zh.md")
        for phrase in PageWords.chinese.keys where phrase.count > 12 && !phrase.contains("{") {
            #expect(!page.contains(phrase), "\(phrase)")
        }
        for metric in try TestSpec.reference().product.metrics {
            #expect(!page.contains(metric.help), "\(metric.name)")
        }
    }

    @Test("strings that a translation lacks stay as the spec has them")
    func fallback() {
        var translation = Translation(locale: "de", place: Bakery.product().productName)
        translation.groups["oven"] = .init(title: "Ofen", help: nil)
        translation.metrics["loaves_in_oven"] = .init(help: "Brote im Ofen.")
        let product = Bakery.product().product
        let translated = product.translated(by: translation)
        #expect(translated.groups[0].title == "Ofen")
        #expect(translated.groups[0].help == product.groups[0].help)
        #expect(translated.groups[0].metrics.map(\.help).prefix(2) == ["Brote im Ofen.", "How full it is."])
    }

    @Test("the reason of a group's deprecation is translated for the metrics that don't say their own")
    func reasonOfGroup() throws {
        let spec = try TestSpec.product(
            """
            metricsgen: 1
            product: {name: shop, version: "1.4", prefix: shop_}
            outputs: {docs: {file: metrics.md, locales: [de]}}
            groups:
              cart:
                deprecated: {since: "1.4", reason: Nobody looks., replaced_by: none}
                metrics:
                  items: {type: gauge, help: Items.}
                  carts: {type: gauge, help: Carts.}
                  bags: {type: gauge, help: Bags., deprecated: {since: "1.4", reason: Too heavy., replaced_by: none}}
            # file: locales/de.yaml
            groups: {cart: {reason: Niemand sieht hin.}}
            metrics: {carts: {reason: Wagen will niemand.}}
            """)
        let translated = spec.product.translated(by: try #require(spec.translations.first))
        let reasons = translated.metrics.map { metric in
            if case .deprecated(let notice) = metric.lifecycle { notice.reason } else { "" }
        }
        #expect(reasons == ["Niemand sieht hin.", "Wagen will niemand.", "Too heavy."])
    }
}

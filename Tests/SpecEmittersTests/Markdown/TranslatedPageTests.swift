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
}

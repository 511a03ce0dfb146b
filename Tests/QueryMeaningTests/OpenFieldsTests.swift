// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import MetricsVocabulary
import SpecHistory
import Testing

@testable import QueryMeaning

@Suite("Fields that only a process knows")
struct OpenFieldsTests {
    @Test("an info that has them can have any label, and another one only its own")
    func labels() throws {
        var settings = CataloguedMetric(
            name: "shop_settings_info", kind: .info, labels: [CataloguedLabel(name: "branch", values: nil)])
        settings.hasOpenFields = true
        let build = CataloguedMetric(
            name: "shop_build_info", kind: .info, labels: [CataloguedLabel(name: "release", values: nil)])
        let version = try #require(ProductVersion("1.4.0"))
        let catalogue = Catalogue(product: "shop", version: version, prefix: "shop_", metrics: [settings, build])
        let metrics = KnownMetrics([catalogue], targetLabels: [])
        #expect(metrics.labels(ofSeries: "shop_settings_info")["branch"] == .certain)
        #expect(metrics.labels(ofSeries: "shop_settings_info")["doors"] == .possible)
        #expect(metrics.labels(ofSeries: "shop_settings_info")["release"] == .possible)
        #expect(metrics.labels(ofSeries: "shop_build_info")["doors"] == .impossible)
    }
}

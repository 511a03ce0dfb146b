// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import MetricsVocabulary

@Suite("Bounds that follow a rule")
struct BucketStepsTests {
    @Test("equal distances stay the decimals that they look like")
    func linear() {
        #expect(BucketSteps.linear(from: 0.1, width: 0.1, count: 5) == [0.1, 0.2, 0.3, 0.4, 0.5])
        #expect(BucketSteps.linear(from: -1, width: 0.25, count: 3) == [-1, -0.75, -0.5])
        #expect(BucketSteps.linear(from: 1e300, width: 1e299, count: 2) == [1e300, 1.1e300])
    }

    @Test("growing by a factor stays decimal as long as a number can hold it")
    func exponential() {
        #expect(
            BucketSteps.exponential(from: 0.001, factor: 10, count: 6) == [0.001, 0.01, 0.1, 1, 10, 100])
        #expect(BucketSteps.exponential(from: 0.1, factor: 1.5, count: 4) == [0.1, 0.15, 0.225, 0.3375])
        #expect(BucketSteps.exponential(from: 1, factor: 2, count: 70).last == 0x1p69)
        #expect(BucketSteps.exponential(from: 1.0 / 3, factor: 3, count: 2) == [1.0 / 3, 1])
    }

    @Test("every series ascends", arguments: [(0.001, 1.1), (0.003, 2.7), (1e-9, 10), (5, 1.0001)])
    func ascends(start: Double, factor: Double) {
        let bounds = BucketSteps.exponential(from: start, factor: factor, count: 60)
        #expect(zip(bounds, bounds.dropFirst()).allSatisfy { $0 < $1 })
    }

    // What client_golang's ExponentialBuckets and LinearBuckets return, and what Python computes.

    @Test("a factor with rounding gives the numbers of other languages to the last digit")
    func factorsOfOthers() {
        #expect(
            BucketSteps.exponential(from: 0.001, factor: 1.62, count: 30, .float) == [
                0.001, 0.0016200000000000001, 0.0026244000000000003, 0.004251528000000001, 0.006887475360000002,
                0.011157710083200004, 0.018075490334784006, 0.02928229434235009, 0.04743731683460715,
                0.07684845327206358, 0.124494494300743, 0.20168108076720367, 0.32672335084286996,
                0.5292918283654494, 0.8574527619520281, 1.3890734743622857, 2.250299028466903, 3.6454844261163832,
                5.905684770308541, 9.567209327899837, 15.498879111197738, 25.108184160140336, 40.675258339427344,
                65.89391850987231, 106.74814798599314, 172.9319997373089, 280.1498395744404, 453.8427401105935,
                735.2252389791615, 1191.0648871462417,
            ])
        #expect(
            BucketSteps.exponential(from: 0.001, factor: 1.62, count: 30, .formula) == [
                0.001, 0.0016200000000000001, 0.0026244000000000007, 0.004251528, 0.006887475360000002,
                0.011157710083200004, 0.018075490334784006, 0.029282294342350097, 0.047437316834607154,
                0.07684845327206359, 0.12449449430074302, 0.20168108076720373, 0.3267233508428701,
                0.5292918283654495, 0.8574527619520282, 1.389073474362286, 2.2502990284669036, 3.6454844261163837,
                5.905684770308542, 9.567209327899839, 15.49887911119774, 25.10818416014034, 40.67525833942735,
                65.89391850987231, 106.74814798599316, 172.93199973730896, 280.1498395744405, 453.84274011059364,
                735.2252389791618, 1191.064887146242,
            ])
        #expect(BucketSteps.exponential(from: 0.001, factor: 10, count: 3, .decimal) == [0.001, 0.01, 0.1])
    }

    @Test("a distance with rounding gives the numbers of other languages to the last digit")
    func distancesOfOthers() {
        #expect(
            BucketSteps.linear(from: 0.1, width: 0.1, count: 9, .float) == [
                0.1, 0.2, 0.30000000000000004, 0.4, 0.5, 0.6, 0.7, 0.7999999999999999, 0.8999999999999999,
            ])
        #expect(
            BucketSteps.linear(from: 0.1, width: 0.1, count: 9, .formula) == [
                0.1, 0.2, 0.30000000000000004, 0.4, 0.5, 0.6, 0.7000000000000001, 0.8, 0.9,
            ])
    }

    @Test(
        "powers are rounded to the nearest number, and of two to the even one",
        arguments: [1.5, 1.1, 2, 10, 1e100, 1 + .ulpOfOne])
    func powers(base: Double) {
        var power = ExactPower(of: base)
        var product = 1.0
        for count in 0..<60 {
            let exact = power.next()
            // Each multiplication adds half a unit in the last place at most.
            #expect(exact == product || abs(exact - product) <= Double(count) * product.ulp)
            product *= base
        }
        // 3^34 has 54 bits: it is halfway between two numbers.
        var halves = ExactPower(of: 1.5)
        for _ in 0..<34 { _ = halves.next() }
        #expect(halves.next() == 970739.7373664756)
    }
}

// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

// What client_golang 1.14 says of native histograms after each observation. `make soak-native` compares its output with
// Tests/MetricsRuntimeTests/Native/client_golang.txt, with which a test compares our histograms.
//
//	histogram GROWTH MAX_BUCKETS ZERO_THRESHOLD MAX_ZERO_THRESHOLD RESET_AFTER_SECONDS BOUNDS
//	BITS SCHEMA ZERO_THRESHOLD ZERO_COUNT COUNT SUM
//	= INDEX:COUNT,… INDEX:COUNT,… CUMULATIVE,…
//
// The second line is an observation, the third the negative and positive buckets and those with bounds after some of them.
// Doubles are the bits of a double in hexadecimal.
package main

import (
	"bufio"
	"fmt"
	"math"
	"os"
	"strings"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	dto "github.com/prometheus/client_model/go"
)

var out = bufio.NewWriter(os.Stdout)

func bits(value float64) string { return fmt.Sprintf("%x", math.Float64bits(value)) }

func buckets(spans []*dto.BucketSpan, deltas []int64) string {
	var parts []string
	index, count, next := int32(0), int64(0), 0
	for _, span := range spans {
		index += span.GetOffset()
		for i := uint32(0); i < span.GetLength(); i++ {
			count += deltas[next]
			next++
			if count != 0 {
				parts = append(parts, fmt.Sprintf("%d:%d", index, count))
			}
			index++
		}
	}
	return "[" + strings.Join(parts, ",") + "]"
}

func histogram(growth float64, max uint32, zero, maxZero float64, reset time.Duration, bounds []float64, values []float64) {
	threshold := zero
	if zero == 0 {
		threshold = prometheus.NativeHistogramZeroThresholdZero
	}
	histogram := prometheus.NewHistogram(prometheus.HistogramOpts{
		Name: "h", Buckets: bounds, NativeHistogramBucketFactor: growth, NativeHistogramZeroThreshold: threshold,
		NativeHistogramMaxBucketNumber: max, NativeHistogramMaxZeroThreshold: maxZero,
		NativeHistogramMinResetDuration: reset})
	var words []string
	for _, bound := range bounds {
		words = append(words, bits(bound))
	}
	fmt.Fprintf(out, "histogram %s %d %s %s %s [%s]\n",
		bits(growth), max, bits(zero), bits(maxZero), bits(reset.Seconds()), strings.Join(words, ","))
	for number, value := range values {
		histogram.Observe(value)
		var metric dto.Metric
		if err := histogram.Write(&metric); err != nil {
			panic(err)
		}
		h := metric.Histogram
		fmt.Fprintf(out, "%s %d %s %d %d %s\n", bits(value), h.GetSchema(), bits(h.GetZeroThreshold()),
			h.GetZeroCount(), h.GetSampleCount(), bits(h.GetSampleSum()))
		if number%8 == 7 || number == len(values)-1 {
			var cumulative []string
			for _, bucket := range h.Bucket {
				cumulative = append(cumulative, fmt.Sprint(bucket.GetCumulativeCount()))
			}
			fmt.Fprintf(out, "= %s %s [%s]\n", buckets(h.NegativeSpan, h.NegativeDelta),
				buckets(h.PositiveSpan, h.PositiveDelta), strings.Join(cumulative, ","))
		}
	}
}

var state = uint64(20221)

// Between 0 and 1.
func random() float64 {
	state = state*6364136223846793005 + 1442695040888963407
	return float64(state>>11) / (1 << 53)
}

func values(count int, next func() float64) []float64 {
	all := make([]float64, count)
	for i := range all {
		all[i] = next()
	}
	return all
}

func sign() float64 { return math.Copysign(1, random()-0.5) }

// Numbers that version 1.14 puts into the right bucket of a schema below 0. It rounds quotients up
// twice if they are negative; later versions don't.
func large(values []float64) []float64 {
	var kept []float64
	for _, value := range values {
		if value == 0 || math.Abs(value) >= 1 {
			kept = append(kept, value)
		}
	}
	return kept
}

func main() {
	defer out.Flush()
	const most = 4000000000
	tiny := math.Ldexp(1, -128)
	special := []float64{0, math.Copysign(0, -1), 1, 2, 0.5, 4, math.Nextafter(1, 2), math.Nextafter(1, 0),
		math.Nextafter(2, 3), -1, -2, -math.Nextafter(1, 2), math.MaxFloat64, -math.MaxFloat64,
		math.SmallestNonzeroFloat64, -math.SmallestNonzeroFloat64, 3 * math.SmallestNonzeroFloat64, 0x1p-1022,
		0x1p-1023, 0x1p-1050, -0x1.8p-1030, tiny, math.Nextafter(tiny, 1), -tiny, 1e-10, 1e10, math.Inf(1), math.Inf(-1),
		math.Inf(1), 1}
	// Each schema, with every kind of number.
	for _, growth := range []float64{1.001, 1.004, 1.01, 1.02, 1.05, 1.1, 1.2, 1.5, 2, 4, 10, 100, 1000, 70000, 1e9} {
		special, low := special, -1000
		if growth > 2 {
			special, low = large(special), 0
		}
		histogram(growth, most, 0, 0, 0, nil, special)
		histogram(growth, most, tiny, 0, 0, nil, special)
		histogram(growth, most, 0, 0, 0, nil, values(40, func() float64 { return sign() * math.Ldexp(1+random(), low+int(random()*1000)) }))
		histogram(growth, most, 0, 0, 0, nil, values(16, func() float64 { return math.Ldexp(1, low/10+int(random()*200)) }))
	}
	// NaN.
	histogram(1.1, 160, 0, 0, 0, nil, []float64{1, math.NaN(), 2, math.NaN(), 0})
	// Beside bounds.
	histogram(1.1, 160, tiny, 0, 0, []float64{-1, 0.5, 1, 10}, values(64, func() float64 { return (random() - 0.1) * 20 }))
	wide := func() float64 { return math.Exp(random() * 12) }
	both := func() float64 { return sign() * math.Exp(random()*12) }
	far := func() float64 { return math.Ldexp(1+random(), int(random()*950)) }
	for _, max := range []uint32{1, 2, 3, 4, 5, 8, 20} {
		// Halving, down to the coarsest schema.
		histogram(1.1, max, tiny, 0, 0, nil, values(48, wide))
		histogram(1.001, max, 0, 0, 0, nil, values(48, both))
		histogram(1.1, max, 0, 0, 0, nil, values(48, far))
		// Widening first, then halving.
		histogram(1.2, max, 1, 500, 0, nil, values(64, both))
		histogram(1.5, max, 0, 1500, 0, nil, values(64, wide))
		histogram(2, max, tiny, 64, 0, nil, append([]float64{1, 2, 4, 8, -4, -2, 16, 64, 128, 256, 512, 1024}, values(36, both)...))
		// Resets: always due, and never.
		histogram(1.1, max, tiny, 100, time.Nanosecond, []float64{1}, values(64, both))
		histogram(1.1, max, tiny, 100, 1000*time.Hour, []float64{1}, values(64, both))
	}
	// Below 1, with resolutions that stay fine.
	near := func() float64 { return sign() * math.Exp(random()*3-4) }
	histogram(1.1, 20, tiny, 0, 0, nil, values(200, near))
	histogram(1.01, 20, 0.0001, 0.05, 0, nil, values(200, near))
	histogram(1.01, 40, 0.0001, 0.05, time.Nanosecond, nil, values(200, near))
	// The usual limit.
	histogram(1.01, 160, tiny, 0.001, 0, nil, values(400, func() float64 { return math.Exp(random()*20 - 10) }))
}

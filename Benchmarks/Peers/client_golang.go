// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

// Prometheus' Go client: `name|operation|nanoseconds` a line.
package main

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/promhttp"
)

// The same metric as that of `ManySeries`.
func pages() {
	registry := prometheus.NewRegistry()
	counters := prometheus.NewCounterVec(
		prometheus.CounterOpts{Name: "tenants_total", Help: "Requests by tenant."}, []string{"tenant"})
	registry.MustRegister(counters)
	for i := 0; i < 100000; i++ {
		counters.WithLabelValues(fmt.Sprintf("tenant-%d", i)).Inc()
	}
	handler := promhttp.HandlerFor(registry, promhttp.HandlerOpts{EnableOpenMetrics: true, DisableCompression: true})
	for _, format := range [][2]string{
		{"text", "text/plain;version=0.0.4"},
		{"OpenMetrics", "application/openmetrics-text;version=1.0.0"},
		{"protobuf", "application/vnd.google.protobuf;proto=io.prometheus.client.MetricFamily;encoding=delimited"},
	} {
		least("page in "+format[0], 1, func(int) {
			request := httptest.NewRequest(http.MethodGet, "/metrics", nil)
			request.Header.Set("Accept", format[1])
			handler.ServeHTTP(httptest.NewRecorder(), request)
		})
	}
}

func least(operation string, count int, body func(int)) {
	best := 0.0
	for round := 0; round < 5; round++ {
		start := time.Now()
		body(count)
		took := float64(time.Since(start).Nanoseconds()) / float64(count)
		if round == 0 || took < best {
			best = took
		}
	}
	fmt.Printf("client_golang|%s|%f\n", operation, best)
}

func main() {
	counter := prometheus.NewCounter(prometheus.CounterOpts{Name: "c"})
	gauge := prometheus.NewGauge(prometheus.GaugeOpts{Name: "g"})
	histogram := prometheus.NewHistogram(prometheus.HistogramOpts{Name: "h",
		Buckets: []float64{0.3, 0.5, 0.8, 1, 1.5, 2, 2.5, 5, 10, 15, 20, 30, 40, 50, 60}})
	one := prometheus.NewCounterVec(prometheus.CounterOpts{Name: "l"}, []string{"tenant"})
	three := prometheus.NewCounterVec(prometheus.CounterOpts{Name: "t"}, []string{"method", "route", "status"})
	tenants := make([]string, 1000)
	for i := range tenants {
		tenants[i] = fmt.Sprintf("tenant-%d-of-a-town", i)
		one.WithLabelValues(tenants[i]).Inc()
		three.WithLabelValues("GET", tenants[i], "200").Inc()
	}
	values := make([]float64, 1<<16)
	state := uint64(1)
	for i := range values {
		state = state*6364136223846793005 + 1442695040888963407
		values[i] = float64(state>>40) / float64(1<<24) * 70
	}
	const count = 5000000
	least("counter increment, bound handle", count, func(n int) {
		for i := 0; i < n; i++ {
			counter.Inc()
		}
	})
	least("counter increment by 1.5", count, func(n int) {
		for i := 0; i < n; i++ {
			counter.Add(1.5)
		}
	})
	least("gauge set", count, func(n int) {
		for i := 0; i < n; i++ {
			gauge.Set(float64(i))
		}
	})
	least("histogram observe, 15 bounds", count, func(n int) {
		for i := 0; i < n; i++ {
			histogram.Observe(values[i&0xFFFF])
		}
	})
	native := prometheus.NewHistogram(prometheus.HistogramOpts{Name: "n",
		NativeHistogramBucketFactor: 1.1, NativeHistogramMaxBucketNumber: 160})
	both := prometheus.NewHistogram(prometheus.HistogramOpts{Name: "b",
		Buckets:                     []float64{0.3, 0.5, 0.8, 1, 1.5, 2, 2.5, 5, 10, 15, 20, 30, 40, 50, 60},
		NativeHistogramBucketFactor: 1.1, NativeHistogramMaxBucketNumber: 160})
	least("native histogram observe", count, func(n int) {
		for i := 0; i < n; i++ {
			native.Observe(values[i&0xFFFF])
		}
	})
	least("native histogram observe, beside 15 bounds", count, func(n int) {
		for i := 0; i < n; i++ {
			both.Observe(values[i&0xFFFF])
		}
	})
	least("look-up and increment, 1 label, 1,000 series", count/4, func(n int) {
		for i := 0; i < n; i++ {
			one.WithLabelValues(tenants[i*7919%1000]).Inc()
		}
	})
	least("look-up and increment, 3 labels, 1,000 series", count/4, func(n int) {
		for i := 0; i < n; i++ {
			three.WithLabelValues("GET", tenants[i*7919%1000], "200").Inc()
		}
	})
	pages()
}

// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

#pragma once
#include <stdatomic.h>
#include <stdint.h>
#include <string.h>

/// What the hardware does at best: the same operations on bare memory.
static inline void floor_add(void *_Nonnull cell) {
    atomic_fetch_add_explicit((_Atomic uint64_t *)cell, 1, memory_order_relaxed);
}

static inline void floor_add_double(void *_Nonnull cell, double amount) {
    uint64_t old = atomic_load_explicit((_Atomic uint64_t *)cell, memory_order_relaxed);
    while (1) {
        double value;
        memcpy(&value, &old, 8);
        value += amount;
        uint64_t new;
        memcpy(&new, &value, 8);
        if (atomic_compare_exchange_weak_explicit(
                (_Atomic uint64_t *)cell, &old, new, memory_order_relaxed, memory_order_relaxed))
            return;
    }
}

static inline void floor_store(void *_Nonnull cell, double value) {
    uint64_t bits;
    memcpy(&bits, &value, 8);
    atomic_store_explicit((_Atomic uint64_t *)cell, bits, memory_order_relaxed);
}

/// Calls of malloc, calloc, realloc and aligned allocations since the program began.
uint64_t floor_allocations(void);

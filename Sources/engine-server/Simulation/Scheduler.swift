// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

/// Decides before each step which requests it computes: first the running ones, then those that were swapped out,
/// then the waiting ones, as long as tokens, sequences, blocks and adapters last.
struct Scheduler: Sendable {
    /// Oldest first; preempted requests come before all others.
    private(set) var waiting: [SimulatedRequest] = []
    /// In the order in which they were admitted: the last is the first to be preempted.
    var running: [SimulatedRequest] = []
    private(set) var swapped: [SimulatedRequest] = []

    private(set) var gpu: BlockPool
    private(set) var cpu: BlockPool
    private(set) var gpuPrefixes: PrefixCache
    private(set) var cpuPrefixes: PrefixCache

    private let parameters: SimulationParameters
    /// The number of tokens that a step can add to a running sequence.
    private let tokensPerStep: Int

    init(_ parameters: SimulationParameters, tokensPerStep: Int) {
        self.parameters = parameters
        self.tokensPerStep = tokensPerStep
        gpu = BlockPool(total: parameters.gpuBlocks)
        cpu = BlockPool(total: parameters.cpuBlocks)
        gpuPrefixes = PrefixCache(capacity: parameters.cachedPrefixes)
        cpuPrefixes = PrefixCache(capacity: parameters.cachedPrefixes)
    }

    mutating func add(_ requests: [SimulatedRequest]) { waiting += requests }

    /// Removes the requests whose clients have stopped waiting.
    mutating func removeAbandoned(at now: Double) -> [SimulatedRequest] {
        let isAbandoned = { (request: SimulatedRequest) in request.deadline <= now }
        let abandoned = (running + swapped + waiting).filter(isAbandoned)
        for request in running.filter(isAbandoned) { gpu.giveBack(request.blocks) }
        for request in swapped.filter(isAbandoned) { cpu.giveBack(request.blocks) }
        running.removeAll(where: isAbandoned)
        swapped.removeAll(where: isAbandoned)
        waiting.removeAll(where: isAbandoned)
        return abandoned
    }

    /// Removes the running requests that have all their tokens.
    mutating func removeFinished() -> [SimulatedRequest] {
        let isFinished = { (request: SimulatedRequest) in request.generatedTokens >= request.outputTokens }
        let finished = running.filter(isFinished)
        for request in finished { gpu.giveBack(request.blocks) }
        running.removeAll(where: isFinished)
        return finished
    }

    /// Decides what the next step computes for each running request.
    ///
    /// - Returns: The number of preempted requests.
    mutating func schedule(at now: Double) -> Int {
        var budget = parameters.tokenBudget
        let preemptions = scheduleRunning(&budget)
        // A request that has just been preempted would be admitted again at once, and preempted again.
        if preemptions == 0 {
            swapIn(&budget)
            if swapped.isEmpty { admit(at: now, &budget) }
        }
        return preemptions
    }

    // MARK: The three sources of work

    private mutating func scheduleRunning(_ budget: inout Int) -> Int {
        var preemptions = 0
        var index = 0
        while index < running.count {
            let needed =
                running[index].blocks(withFurtherTokens: tokensPerStep, blockSize: parameters.blockSize)
                - running[index].blocks
            while !gpu.take(max(0, needed)) {
                preemptions += 1
                preemptLast()
                if index == running.count { return preemptions }
            }
            running[index].blocks += max(0, needed)
            scheduleTokens(of: &running[index], &budget)
            index += 1
        }
        return preemptions
    }

    private mutating func swapIn(_ budget: inout Int) {
        while let request = swapped.first, budget > 0, canRun(request),
            gpu.take(request.blocks, leaving: parameters.swapInReserve)
        {
            swapped.removeFirst()
            cpu.giveBack(request.blocks)
            running.append(request)
            scheduleTokens(of: &running[running.count - 1], &budget)
        }
    }

    private mutating func admit(at now: Double, _ budget: inout Int) {
        var index = 0
        while index < waiting.count, budget > 0 {
            // One that waits for its adapter lets the others pass.
            guard canRun(waiting[index]) else {
                index += 1
                continue
            }
            var request = waiting[index]
            let blocks = request.blocks(withFurtherTokens: tokensPerStep, blockSize: parameters.blockSize)
            guard gpu.take(blocks, leaving: parameters.watermarkBlocks) else { return }
            waiting.remove(at: index)
            request.blocks = blocks
            request.firstScheduled = request.firstScheduled ?? now
            request.computedTokens = cachedTokens(of: request)
            scheduleTokens(of: &request, &budget)
            running.append(request)
        }
    }

    // MARK: Rules

    private func scheduleTokens(of request: inout SimulatedRequest, _ budget: inout Int) {
        let wanted =
            request.isPrefilling
            ? request.contextTokens - request.computedTokens : request.sequences * tokensPerStep
        request.scheduledTokens = min(wanted, budget)
        budget -= request.scheduledTokens
    }

    private func canRun(_ request: SimulatedRequest) -> Bool {
        guard running.reduce(0, { $0 + $1.sequences }) + request.sequences <= parameters.maxSequences else {
            return false
        }
        guard let adapter = request.adapter else { return true }
        let loaded = Set(running.compactMap(\.adapter))
        return loaded.contains(adapter) || loaded.count < parameters.maxAdapters
    }

    /// Takes the blocks of the request that was admitted last. One with several sequences, which is expensive to
    /// compute again, moves to the CPU if there is room; any other starts again at the head of the queue.
    private mutating func preemptLast() {
        var request = running.removeLast()
        request.scheduledTokens = 0
        gpu.giveBack(request.blocks)
        if request.sequences > 1, cpu.take(request.blocks) {
            swapped.append(request)
        } else {
            request.blocks = 0
            request.computedTokens = 0
            waiting.insert(request, at: 0)
        }
    }

    /// The number of the prompt's tokens that need not be computed. What is evicted from the GPU is kept on the CPU
    /// for a while.
    private mutating func cachedTokens(of request: SimulatedRequest) -> Int {
        guard let prefix = request.prefix else { return 0 }
        let isFound = gpuPrefixes.find(prefix) || cpuPrefixes.find(prefix)
        if let evicted = gpuPrefixes.keep(prefix) { _ = cpuPrefixes.keep(evicted) }
        return isFound ? request.prefixTokens : 0
    }
}

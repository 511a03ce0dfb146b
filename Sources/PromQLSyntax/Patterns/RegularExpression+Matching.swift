// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

extension RegularExpression {
    /// Whether the pattern matches the whole value. The time grows with the product of their lengths, never faster.
    package func matches(_ value: String) -> Bool {
        var program = Program()
        program.add(root)
        return program.matches(Array(value.unicodeScalars))
    }

    /// A matcher whose pattern matches the empty string also selects series without the label.
    package var matchesEmpty: Bool { matches("") }
}

/// A pattern as steps, of which all that are possible are taken at once (Thompson's construction).
private struct Program {
    private enum Step {
        case oneOf([ClosedRange<UInt32>])
        case literal(UInt32)
        case assertion(RegularExpression.Assertion)
        case fork(Int)
        case jump(Int)
    }

    private var steps: [Step] = []

    mutating func add(_ node: RegularExpression.Node) {
        switch node {
        case .empty: break
        case .literal(let scalar): steps.append(.literal(scalar.value))
        case .oneOf(let ranges): steps.append(.oneOf(ranges))
        case .assertion(let assertion): steps.append(.assertion(assertion))
        case .sequence(let nodes): for node in nodes { add(node) }
        case .alternatives(let nodes):
            var jumps: [Int] = []
            for (index, node) in nodes.enumerated() {
                guard index < nodes.count - 1 else {
                    add(node)
                    break
                }
                let fork = reserve()
                add(node)
                jumps.append(reserve())
                steps[fork] = .fork(steps.count)
            }
            for jump in jumps { steps[jump] = .jump(steps.count) }
        case .repeated(let node, let least, let most):
            for _ in 0..<least { add(node) }
            guard let most else {
                let fork = reserve()
                add(node)
                steps.append(.jump(fork))
                steps[fork] = .fork(steps.count)
                return
            }
            var forks: [Int] = []
            for _ in least..<max(least, most) {
                forks.append(reserve())
                add(node)
            }
            for fork in forks { steps[fork] = .fork(steps.count) }
        }
    }

    private mutating func reserve() -> Int {
        steps.append(.jump(0))
        return steps.count - 1
    }

    func matches(_ value: [Unicode.Scalar]) -> Bool {
        var current: [Int] = []
        var mark = [Int](repeating: -1, count: steps.count + 1)
        follow(0, at: 0, value, &current, &mark)
        for (index, scalar) in value.enumerated() {
            var next: [Int] = []
            for step in current where step < steps.count && accepts(steps[step], scalar.value) {
                follow(step + 1, at: index + 1, value, &next, &mark)
            }
            if next.isEmpty { return false }
            current = next
        }
        return current.contains(steps.count)
    }

    private func accepts(_ step: Step, _ value: UInt32) -> Bool {
        switch step {
        case .literal(let literal): literal == value
        case .oneOf(let ranges): ranges.contains { $0.contains(value) }
        default: false
        }
    }

    /// Adds what can be reached from a step without a character. A step is followed once at each place.
    private func follow(
        _ start: Int, at place: Int, _ value: [Unicode.Scalar], _ reached: inout [Int], _ mark: inout [Int]
    ) {
        var open = [start]
        while let step = open.popLast() {
            guard mark[step] != place else { continue }
            mark[step] = place
            guard step < steps.count else {
                reached.append(step)
                continue
            }
            switch steps[step] {
            case .literal, .oneOf: reached.append(step)
            case .jump(let target): open.append(target)
            case .fork(let target):
                open.append(target)
                open.append(step + 1)
            case .assertion(let assertion): if holds(assertion, at: place, value) { open.append(step + 1) }
            }
        }
    }

    private func holds(_ assertion: RegularExpression.Assertion, at place: Int, _ value: [Unicode.Scalar]) -> Bool {
        func isWord(_ index: Int) -> Bool {
            value.indices.contains(index)
                && (value[index] == "_" || RegularExpressionReader.isLetterOrDigit(value[index]))
        }
        return switch assertion {
        case .textStart: place == 0
        case .textEnd: place == value.count
        case .lineStart: place == 0 || value[place - 1] == "\n"
        case .lineEnd: place == value.count || value[place] == "\n"
        case .wordBoundary: isWord(place - 1) != isWord(place)
        case .noWordBoundary: isWord(place - 1) == isWord(place)
        }
    }
}

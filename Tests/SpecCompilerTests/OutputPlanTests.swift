import Foundation
import SpecCompilation
import SpecEmitters
import SpecOutput
import Testing

@testable import SpecCompiler

@Suite("Writing outputs")
struct OutputPlanTests {
    private let directory: SpecInDirectory

    init() throws { directory = try SpecInDirectory("") }

    private func plan(_ files: [String: String]) throws -> OutputPlan {
        try OutputPlan(
            files.sorted { $0.key < $1.key }.map { OutputFile(path: $0.key, text: $0.value) }, product: "shop",
            spec: "metrics.yaml", base: directory.path, specExists: { _ in true })
    }

    @Test("only what differs is written")
    func onlyChanges() throws {
        try plan(["a/x": "1", "a/y": "1"]).apply()
        let before =
            try FileManager.default.attributesOfItem(atPath: directory.path + "/a/x")[.systemFileNumber] as? Int
        try plan(["a/x": "1", "a/y": "2"]).apply()
        let after = try FileManager.default.attributesOfItem(atPath: directory.path + "/a/x")[.systemFileNumber] as? Int
        #expect(before == after)
        #expect(try directory.text(of: "a/y") == "2")
        #expect(try plan(["a/x": "1", "a/y": "2"]).changes().isEmpty)
    }

    @Test("a file that looks alike and has other bytes differs")
    func canonicalEquivalence() throws {
        try plan(["x": "\u{E9}"]).apply()
        #expect(try plan(["x": "e\u{301}"]).changes().count == 1)
    }

    @Test("what is no longer asked for is removed, with directories that it leaves empty, and nothing else")
    func leftOver() throws {
        try plan(["a/b/x": "1", "c/y": "1"]).apply()
        try directory.write("mine", to: "a/mine")
        try plan(["c/y": "1"]).apply()
        #expect(!FileManager.default.fileExists(atPath: directory.path + "/a/b"))
        #expect(try directory.text(of: "a/mine") == "mine")
    }

    @Test(
        "a manifest that leads out of the package, or is none, is refused and removes nothing",
        arguments: [
            #"{"version": 1, "product": "shop", "spec": "metrics.yaml", "files": ["../precious"]}"#,
            #"{"version": 1, "product": "shop", "spec": "metrics.yaml", "files": ["/precious"]}"#,
            #"{"version": 2, "product": "shop", "spec": "metrics.yaml", "files": []}"#,
            "", "files", "{", #"{"version": 1, "product": "shop", "spec": "metrics.yaml", "files": "x"}"#,
        ])
    func manifest(text: String) throws {
        try directory.write(text, to: "Generated/.metricsgen-shop.json")
        let failure = #expect(throws: OutputPlan.Failure.self) { try plan(["x": "1"]) }
        #expect(failure?.description.hasPrefix("`Generated/.metricsgen-shop.json` is not a manifest") == true)
    }

    @Test("a directory in the way of a file is an error that names it, and nothing is written")
    func directoryInTheWay() throws {
        try directory.write("", to: "x/y")
        let failure = #expect(throws: OutputPlan.Failure.self) { try plan(["a": "1", "x": "1"]) }
        #expect(failure?.description.hasSuffix("/x`: is a directory") == true)
        #expect(!FileManager.default.fileExists(atPath: directory.path + "/a"))
    }

    @Test("a product that was renamed leaves over what was written under its old name, and nothing is in the way")
    func renamedProduct() throws {
        func plan(_ product: String, _ files: [String: String]) throws -> OutputPlan {
            try OutputPlan(
                files.sorted { $0.key < $1.key }.map { OutputFile(path: $0.key, text: $0.value) }, product: product,
                spec: "metrics.yaml", base: directory.path, specExists: { _ in true })
        }
        try plan("shop", ["shop.swift": "1", "page": "1"]).apply()
        let renamed = try plan("store", ["store.swift": "1", "page": "2"])
        #expect(renamed.inTheWay.isEmpty)
        #expect(
            try renamed.changes().map(\.path).sorted() == [
                "Generated/.metricsgen-shop.json", "Generated/.metricsgen-store.json", "page", "shop.swift",
                "store.swift",
            ])
        try renamed.apply()
        #expect(try plan("store", ["store.swift": "1", "page": "2"]).changes().isEmpty)
        #expect(!FileManager.default.fileExists(atPath: directory.path + "/shop.swift"))
    }

    @Test("a second spec of the same product is told which one was there before")
    func productOfTwoSpecs() throws {
        try plan(["x": "1"]).apply()
        let second = try OutputPlan(
            [], product: "shop", spec: "other.yaml", base: directory.path, specExists: { _ in true })
        #expect(second.otherSpec == "metrics.yaml")
        let moved = try OutputPlan(
            [], product: "shop", spec: "other.yaml", base: directory.path, specExists: { _ in false })
        #expect(moved.otherSpec == nil)
    }

    @Test("a directory where a left-over file was is somebody else's")
    func leftOverBecameDirectory() throws {
        try plan(["x": "1", "y": "1"]).apply()
        try FileManager.default.removeItem(atPath: directory.path + "/x")
        try directory.write("mine", to: "x/mine")
        try plan(["y": "1"]).apply()
        #expect(try directory.text(of: "x/mine") == "mine")
    }

    @Test("an output that can't be written leaves everything as it was, and nothing of itself")
    func unwritable() throws {
        try plan(["a": "1"]).apply()
        let next = try plan(["a": "2", "n/new": "2", "z/z": "2"])
        // A file where the directory of the last output goes.
        try directory.write("", to: "z")
        let failure = #expect(throws: OutputPlan.Failure.self) { try next.apply() }
        #expect(failure?.description.contains("/z") == true)
        #expect(try directory.text(of: "a") == "1")
        #expect(
            try FileManager.default.contentsOfDirectory(atPath: directory.path).sorted() == [
                "Generated", "Package.swift", "a", "metrics.yaml", "z",
            ])
    }

    @Test("an output that is longer, shorter or other in the middle is written whole, however large it is")
    func largeOutputs() throws {
        let large = String(repeating: "0123456789abcdef\n", count: 20_000)
        let variants = [large, large + "end", String(large.dropLast(7)), large.replacing("5", with: "6"), "", large]
        for text in variants {
            let outcome = try plan(["large": text]).apply()
            #expect(outcome.steps.contains { $0.path == "large" })
            #expect(try directory.text(of: "large") == text)
            #expect(try plan(["large": text]).apply().steps.isEmpty)
        }
    }

    @Test("a symbolic link stays one, and what it leads to is written")
    func symbolicLink() throws {
        try plan(["a": "1"]).apply()
        try directory.write("1", to: "elsewhere/a")
        try FileManager.default.removeItem(atPath: directory.path + "/a")
        try FileManager.default.createSymbolicLink(atPath: directory.path + "/a", withDestinationPath: "elsewhere/a")
        try plan(["a": "2"]).apply()
        #expect(try directory.text(of: "elsewhere/a") == "2")
        #expect(try FileManager.default.destinationOfSymbolicLink(atPath: directory.path + "/a") == "elsewhere/a")
    }

    @Test("a run that dies after its first file leaves a manifest that knows all files, old and new")
    func killedHalfWay() throws {
        try plan(["old": "1"]).apply()
        // A directory where the second output goes fails the run after the first is in place.
        let next = try plan(["a": "2", "z/z": "2"])
        try directory.write("", to: "z/z/mine")
        #expect(throws: OutputPlan.Failure.self) { try next.apply() }
        #expect(try directory.text(of: "a") == "2")
        try FileManager.default.removeItem(atPath: directory.path + "/z")
        let after = try plan(["z/z": "2"])
        #expect(try after.changes().map(\.path).sorted() == ["Generated/.metricsgen-shop.json", "a", "old", "z/z"])
        #expect(after.inTheWay.isEmpty)
    }
}

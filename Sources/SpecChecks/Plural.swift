// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

/// The plural of the nouns that metrics count. Of other words none is known: `archived` is not a noun, and of a noun that
/// isn't here the plural may be irregular.
enum Plural {
    /// Nil where it isn't known.
    static func plural(of word: String) -> String? {
        if irregular.values.contains(word) { return word }
        if let plural = irregular[word] { return plural }
        if nouns.contains(word) { return regular(word) }
        return isPlural(word) ? word : nil
    }

    /// Whether a word seems to be in the plural already.
    static func isPlural(_ word: String) -> Bool {
        if irregular.values.contains(word) || nouns.contains(where: { regular($0) == word }) { return true }
        guard word.utf8.count > 4, word.hasSuffix("s"), word.allSatisfy(\.isLetter) else { return false }
        return !["ss", "us", "is", "as", "os"].contains { word.hasSuffix($0) } && !singularInS.contains(word)
            && word.contains { "aeiouy".contains($0) }
    }

    private static func regular(_ word: String) -> String {
        if word.hasSuffix("y"), let before = word.dropLast().last, !"aeiou".contains(before) {
            return word.dropLast() + "ies"
        }
        return ["s", "x", "z", "ch", "sh"].contains { word.hasSuffix($0) } ? word + "es" : word + "s"
    }

    private static let irregular = [
        "child": "children", "person": "people", "man": "men", "woman": "women", "leaf": "leaves", "half": "halves",
        "shelf": "shelves", "index": "indexes", "vertex": "vertices", "matrix": "matrices", "quiz": "quizzes",
        "criterion": "criteria", "analysis": "analyses", "axis": "axes",
        "hero": "heroes", "echo": "echoes", "veto": "vetoes", "series": "series", "hypothesis": "hypotheses",
        "life": "lives", "knife": "knives", "mouse": "mice", "foot": "feet", "tooth": "teeth",
    ]

    private static let singularInS: Set<String> = [
        "always", "lens", "news", "species", "https", "kubernetes", "celsius", "does", "goods", "means",
        "previous", "sometimes", "towards", "ios", "macos", "postgres", "plus", "kudos",
    ]

    private static let nouns: Set<String> = [
        "abort", "access", "account", "acknowledgement", "action", "address", "alarm", "alert", "allocation", "answer",
        "array", "article", "assignment", "attempt", "authorization", "backend", "backup", "ban", "batch", "battery",
        "bet", "bit", "block", "body", "booking", "box", "branch", "broadcast", "bucket", "buffer", "bug", "build",
        "bus", "byte", "call", "callback", "cancellation", "candidate", "car", "card", "cart", "category", "cell",
        "certificate", "change", "channel", "chat", "check", "checkpoint", "chunk", "city", "class", "click", "client",
        "cluster", "collection", "collision", "column", "command", "comment", "commit", "compaction", "company",
        "completion", "component", "conflict", "connection", "consumer", "container", "contract", "conversation",
        "conversion", "cookie", "copy", "core", "country", "coupon", "crash", "currency", "customer", "cycle",
        "database", "day", "deadlock", "decision", "deletion", "delivery", "dependency", "deployment", "descriptor",
        "device", "directory", "disconnect", "discovery", "disk", "display", "document", "domain", "download",
        "driver", "drop", "duplicate", "edge", "election", "element", "email", "endpoint", "entity", "entry", "error",
        "eviction", "event", "exception", "execution", "expiration", "factory", "failover", "failure", "fault",
        "fetch", "field", "file", "filter", "fish", "flag", "flush", "fork", "frame", "friend", "function", "game",
        "gateway", "group", "guest", "handler", "handshake", "hash", "header", "heartbeat", "hit", "hop", "host",
        "hour", "house", "identity", "image", "impression", "incident", "insert", "insertion", "instance",
        "instruction", "interface", "interrupt", "invalidation", "invitation", "invocation", "invoice", "item",
        "iteration", "job", "key", "label", "layer", "leader", "lease", "letter", "level", "library", "like", "limit",
        "line", "link", "list", "listener", "load", "lock", "log", "login", "logout", "lookup", "loop", "machine",
        "mail", "mailbox", "map", "match", "member", "merge", "message", "method", "metric", "migration", "minute",
        "mismatch", "miss", "mistake", "mode", "model", "module", "mutation", "name", "namespace", "network", "node",
        "notification", "object", "observation", "offer", "operation", "operator", "order", "package", "packet",
        "page", "panic", "parameter", "parcel", "parser", "participant", "partition", "patch", "path", "patient",
        "payment", "peer", "permission", "photo", "picture", "ping", "player", "pod", "point", "policy", "poll",
        "pool", "port", "position", "post", "prefix", "preemption", "prediction", "probe", "problem", "process",
        "processor", "producer", "product", "program", "project", "prompt", "proof", "property", "proposal",
        "provider", "proxy", "purchase", "push", "query", "question", "queue", "rack", "reader", "reading", "rebalance",
        "rebuild", "receipt", "recipe", "reconnect", "record", "redirect", "reference", "refund", "region",
        "registration",
        "registry", "rejection", "relation", "release", "reload", "renewal", "repair", "replica", "replication",
        "reply", "report", "repository", "request", "reservation", "reset", "resolver", "resource", "response",
        "restart", "restore", "result", "retransmission", "retransmit", "retry", "return", "review", "rollback",
        "room", "route", "router", "row", "rule", "run", "sale", "sample", "scan", "schedule", "scrape", "search",
        "seat", "second", "secret", "seek", "segment", "sequence", "server", "service", "session", "shard", "shipment",
        "shop", "shutdown", "signal", "signup", "site", "slot", "snapshot", "socket", "span", "split", "stage", "stall",
        "start", "state", "statement", "step", "stop", "store", "story", "stream", "subscriber", "subscription",
        "summary", "switch", "symbol", "sync", "system", "table", "tag", "target", "task", "team", "tenant", "term",
        "test", "thread", "throttle", "ticket", "tile", "timeout", "timer", "token", "topic", "torrent", "trace",
        "transaction", "transfer", "transition", "translation", "trigger", "trip", "tuple", "tweet", "unit",
        "update", "upgrade", "upload", "user", "validation", "value", "vehicle", "version", "video", "view",
        "violation", "visit", "visitor", "volume", "vote", "wait", "wakeup", "warning", "watch", "watcher", "website",
        "window", "word", "worker", "workflow", "write", "read", "writer", "zone",
    ]
}

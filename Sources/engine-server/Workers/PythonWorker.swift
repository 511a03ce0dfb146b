// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

#if HTTP
    import CLibrary

    /// A worker that records with Prometheus' Python client, like a part of a product that is written in Python.
    enum PythonWorker {
        /// - Parameter families: The exposition of a server that has the same metrics. The worker reads the names and
        ///   helps of its metrics from it: they come from the spec, for Python too.
        static func worker(modelName: String, families: String) -> WorkerPool.Worker {
            // The tests have a Python of their own, which has the client.
            let interpreter = getenv("METRICSGEN_PYTHON").map { String(cString: $0) } ?? "python3"
            return WorkerPool.Worker(
                name: "the Python worker", program: interpreter, arguments: ["-c", script, modelName, families])
        }

        /// A front end in Python: it counts requests that end, in addition to those of the engines.
        private static let script = """
            import os, random, sys, threading, time
            from prometheus_client import Counter, Gauge

            threading.Thread(target=lambda: (sys.stdin.read(), os._exit(0)), daemon=True).start()
            model = sys.argv[1]
            headings = [line.split(" ", 3)[2:] for line in sys.argv[2].split("\\n") if line.startswith("# HELP ")]
            family = lambda end: next((name, text) for name, text in headings if name.endswith(end))
            tokens = Counter(*family(":prompt_tokens_total"), ["model_name"]).labels(model)
            success = Counter(*family(":request_success_total"), ["model_name", "finished_reason"])
            running = Gauge(*family(":num_requests_running"), ["model_name"], multiprocess_mode="sum").labels(model)
            python = Counter("python_worker_rounds", "Rounds of the worker that is written in Python.")
            while True:
                running.set(random.randrange(3))
                tokens.inc(random.randrange(1, 500))
                success.labels(model, "stop").inc()
                python.inc()
                time.sleep(0.1)
            """
    }
#endif
